import { domainToUnicode } from "node:url";

/** The address as people read it: Punycode in the domain's own script. For pages and reports, never to send to. */
export const readableAddress = (address: string): string =>
  /@.*xn--/i.test(address)
    ? address.replace(/@([^@]*)$/, (_, domain: string) => `@${domainToUnicode(domain) || domain}`)
    : address;
