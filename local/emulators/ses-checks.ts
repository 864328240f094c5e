import type { Deployment } from "../deployment.ts";
import { AwsFaultError } from "../gateway/call.ts";
import { addressFault, bareAddress, type SingleRequest } from "./ses-request.ts";

/** What SES knows of who may send, and how. */
export type SendingDeployment = Pick<Deployment, "configurationSets" | "emailIdentities">;

/** An error as SES answers it. */
export const fault = (code: string, message: string, status = 400): AwsFaultError =>
  new AwsFaultError({ status, code, message });

type Sending = Pick<SingleRequest, "FromEmailAddress" | "FromEmailAddressIdentityArn" | "ConfigurationSetName">;

/** Refuses a sender that is no verified (here: deployed) identity, and a configuration set that is not there. */
export const checkSender = (deployed: SendingDeployment, request: Sending): void => {
  if (!isVerified(deployed, request)) {
    const failed = `The following identities failed the check: ${request.FromEmailAddress}`;
    throw fault("MessageRejected", `Email address is not verified. ${failed}`);
  }
  const set = request.ConfigurationSetName;
  if (set !== undefined && !deployed.configurationSets.some(({ name }) => name === set))
    throw fault("NotFoundException", `Configuration set <${set}> does not exist.`, 404);
};

const isVerified = ({ emailIdentities }: SendingDeployment, request: Sending): boolean => {
  const address = bareAddress(request.FromEmailAddress).toLowerCase();
  const domain = address.slice(address.lastIndexOf("@") + 1);
  return emailIdentities.some(({ name, arn }) => {
    const covers = name.toLowerCase() === address || name.toLowerCase() === domain;
    return covers && (request.FromEmailAddressIdentityArn ?? arn) === arn;
  });
};

/** Refuses names and values of tags outside SES's alphabet. */
export const checkTags = (tags: readonly (readonly string[])[]): void => {
  const bad = tags.flat().find((text) => !/^[A-Za-z0-9_-]{1,256}$/.test(text));
  if (bad !== undefined) throw fault("BadRequestException", `Invalid tag name or value <${bad}>.`);
};

/** Refuses a call in which one address cannot be read. */
export const checkAddresses = (mailboxes: readonly string[]): void => {
  const bad = mailboxes.map(addressFault).find(Boolean);
  if (bad !== undefined) throw fault("BadRequestException", bad);
};
