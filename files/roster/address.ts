import { domainToASCII } from "node:url";

/** Limits of RFC 5321: the part before the @, and the whole. */
const LONGEST_LOCAL = 64;
const LONGEST_ADDRESS = 254;

const ASCII = /^[\x20-\x7e]*$/;
const LOCAL_PART = /^[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*$/;
const DOMAIN = /^([A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z]([A-Za-z0-9-]{0,61}[A-Za-z0-9])$/;

/**
 * What a domain may be written with: letters and digits of any script, the two joiners that some scripts spell with.
 */
const WRITTEN_DOMAIN = /^(?:[\p{L}\p{M}\p{N}.。-]|\u200c|\u200d)+$/u;

const NO_ADDRESS = "is not an e-mail address; write it as name@domain";
const NO_DOMAIN = "has no proper domain after the @, such as students.example.edu; check its spelling";

/** How a character is told to people: as it is where it can be seen, and by its number in any case. */
export const named = (character: string): string => {
  const code = `U+${character.codePointAt(0)?.toString(16).toUpperCase().padStart(4, "0")}`;
  return /^[\p{L}\p{N}\p{P}\p{S}]$/u.test(character) ? `“${character}” (${code})` : code;
};

const localFault = (local: string): string | undefined => {
  const [foreign] = local.match(/[^\0-\x7e]/u) ?? [];
  if (foreign !== undefined) {
    return (
      `has ${named(foreign)} before the @, which is not ASCII and which Amazon SES cannot send to; ask for ` +
      `an address without it`
    );
  }
  if (!LOCAL_PART.test(local)) return "has something before the @ that an address cannot have; give the bare address";
  return local.length > LONGEST_LOCAL ? `has more than ${LONGEST_LOCAL} characters before the @; check it` : undefined;
};

/**
 * Says why an address cannot be mailed and what to do, or nothing. The part before the @ must be ASCII, which is all
 * that SES takes (it has no SMTPUTF8); the domain may be an internationalized one.
 */
export const addressFault = (address: string): string | undefined => {
  const at = address.lastIndexOf("@");
  if (at < 1) return NO_ADDRESS;
  const domain = asciiDomain(address.slice(at + 1));
  const fault = localFault(address.slice(0, at));
  if (fault !== undefined) return fault;
  if (!DOMAIN.test(domain)) return NO_DOMAIN;
  return at + 1 + domain.length > LONGEST_ADDRESS
    ? `is longer than ${LONGEST_ADDRESS} characters; check it`
    : undefined;
};

/** The address as SES takes it: an internationalized domain in Punycode. An ASCII address stays as it is. */
export const sendableAddress = (address: string): string => withDomain(address, asciiDomain);

const withDomain = (address: string, change: (domain: string) => string): string =>
  address.replace(/@([^@]*)$/, (_, domain: string) => `@${change(domain)}`);

// Asked only where needed: it is a call out of JavaScript for every row. It reads a URL's host, and so would cut off
// what follows a slash or a question mark, and mail to another address than the one that was written.
const asciiDomain = (domain: string): string => {
  if (ASCII.test(domain)) return domain;
  return WRITTEN_DOMAIN.test(domain) ? domainToASCII(domain) : "";
};

const DISPLAYED = /^([^<>@]*)<\s*([^<>]*?)\s*>[\s;,]*$/;
const MARKDOWN = /^\[([^[\]]*)\]\(mailto:([^()]*)\)$/i;
const TWICE = /^"?([^<>";,\s]+)"?[\s;,]*<?([^<>\s;,]*)>?$/;

// One address, written twice over, is one.
const onlyOne = (text: string): string => {
  const [, one = text, other = ""] = MARKDOWN.exec(text) ?? TWICE.exec(text) ?? [];
  return one.toLowerCase() === other.toLowerCase() ? one : text;
};

/**
 * The address within a name with angle brackets, behind `mailto:` and without what a link asks for, or before a stray
 * sign. What is in round brackets behind it, e.g. whose it is, is no part of it.
 */
export const bareAddress = (text: string): string => {
  const given = onlyOne(text.replace(/&lt;/gi, "<").replace(/&gt;/gi, ">").trim());
  return onlyOne((DISPLAYED.exec(given)?.[2] ?? given).trim())
    .replace(/^(mailto:[^\s?]+)\?.*$/i, "$1")
    .replace(/^\s*(mailto|smtp|e-?mail):\s*/i, "")
    .replace(/(@[^\s?()]+)\s*\([^()@]*\)$/, "$1")
    .replace(/^[\s'"<([]+|[\s;,:.>'")\]\\]+$/g, "");
};
