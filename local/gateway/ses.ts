import * as z from "zod/mini";
import type { Deployment } from "../deployment.ts";
import type { SesEmulator } from "../emulators/ses.ts";
import { BulkRequest, bareAddress, SingleRequest } from "../emulators/ses-request.ts";
import { type AwsCall, type AwsFault, AwsFaultError, type AwsReply, type AwsService, type Need } from "./call.ts";

type MailIdentities = Pick<Deployment, "region" | "accountId" | "emailIdentities" | "configurationSets">;

const PATHS: Record<string, string> = {
  "POST /v2/email/outbound-bulk-emails": "SendBulkEmail",
  "POST /v2/email/outbound-emails": "SendEmail",
  "GET /v2/email/account": "GetAccount",
};

/** An address at its end, so that it is no path of the table. */
const SUPPRESSED = /^DELETE \/v2\/email\/suppression\/addresses\/[^/]+$/;

const operationOf = (call: string): string | undefined =>
  SUPPRESSED.test(call) ? "DeleteSuppressedDestination" : PATHS[call];

const accountOf = ({ limits, sentLast24Hours }: SesEmulator["account"]) => ({
  DedicatedIpAutoWarmupEnabled: false,
  EnforcementStatus: "HEALTHY",
  ProductionAccessEnabled: true,
  SendingEnabled: true,
  SendQuota: {
    Max24HourSend: limits.dailyQuota,
    MaxSendRate: limits.ratePerSecond,
    SentLast24Hours: sentLast24Hours(),
  },
});

const refuse = ({ status, code, message }: AwsFault): AwsReply => ({
  status,
  headers: { "content-type": "application/json", "x-amzn-errortype": code },
  body: JSON.stringify({ message }),
});

const answered = (body: unknown): AwsReply => ({
  status: 200,
  headers: { "content-type": "application/json" },
  body: JSON.stringify(body),
});

/**
 * SES v2 in front of the emulator. `GetAccount` and the list of failed addresses have no resource. A bulk send needs
 * `ses:SendBulkEmail` on the identity, the configuration set and the template, and on the same its name in version 1,
 * by which AWS checks some bulk sends: that one alone has `ses:FromAddress` in the context (service authorization
 * reference of SES v1 and v2).
 */
export const sesService = (deployed: MailIdentities, ses: SesEmulator): AwsService => ({
  operationOf: ({ method, url }) => operationOf(`${method} ${url.split("?")[0]}`),
  needs: (call) => {
    if (OF_ACCOUNT.includes(call.operation)) return [accountNeed(call.operation)];
    return call.operation === "SendEmail"
      ? singleNeeds(deployed, requestOf(SingleRequest, call))
      : bulkNeeds(deployed, bulkOf(call));
  },
  answer: async (call) => {
    if (call.operation === "GetAccount") return { reply: answered(accountOf(ses.account)), units: 0 };
    // The emulator keeps no list of its own: what becomes of a mail goes by its address alone.
    if (call.operation === "DeleteSuppressedDestination") return { reply: refuse(NOT_LISTED), units: 0 };
    if (call.operation === "SendEmail")
      return { reply: answered(ses.sendSingle(requestOf(SingleRequest, call))), units: 1 };
    const results = ses.sendBulk(bulkOf(call));
    const units = results.filter(({ Status }) => Status === "SUCCESS").length;
    return { reply: answered({ BulkEmailEntryResults: results }), units };
  },
  refuse,
  codes: {
    denied: "AccessDeniedException",
    throttled: { status: 429, code: "TooManyRequestsException", message: "Injected throttling." },
  },
});

const OF_ACCOUNT = ["GetAccount", "DeleteSuppressedDestination"];

const accountNeed = (operation: string): Need => ({ action: `ses:${operation}`, resource: "*", context: {} });

const NOT_LISTED: AwsFault = { status: 404, code: "NotFoundException", message: "The address is not on the list." };

const bulkOf = (call: AwsCall): BulkRequest => requestOf(BulkRequest, call);

const requestOf = <Schema extends z.ZodMiniType>(schema: Schema, call: AwsCall): z.output<Schema> => {
  const read = schema.safeParse(JSON.parse(call.body.toString()));
  if (read.success) return read.data;
  throw new AwsFaultError({ status: 400, code: "BadRequestException", message: z.prettifyError(read.error) });
};

/** A single mail needs `ses:SendEmail` on the identity and the configuration set; its recipients are in the context. */
const singleNeeds = (deployed: MailIdentities, request: SingleRequest): Need[] => {
  const address = bareAddress(request.FromEmailAddress);
  const context = { "ses:FromAddress": [address], "ses:Recipients": request.Destination.ToAddresses.map(bareAddress) };
  return resourcesOf(deployed, request).map((resource) => ({ action: "ses:SendEmail", resource, context }));
};

const bulkNeeds = (deployed: MailIdentities, request: BulkRequest): Need[] => {
  const address = bareAddress(request.FromEmailAddress);
  const { TemplateName, TemplateArn } = request.DefaultContent.Template;
  const context = { "ses:FromAddress": [address] };
  const template = TemplateArn ?? `${prefixOf(deployed)}:template/${TemplateName}`;
  const [identity = "", ...sets] = resourcesOf(deployed, request);
  const resources = [identity, template, ...sets];
  return resources.flatMap((resource) => [
    { action: "ses:SendBulkEmail", resource, context: {} },
    { action: "ses:SendBulkTemplatedEmail", resource, context },
  ]);
};

const prefixOf = ({ region, accountId }: MailIdentities): string => `arn:aws:ses:${region}:${accountId}`;

/** The identity that a mail comes from, and its configuration set. */
const resourcesOf = (deployed: MailIdentities, request: Omit<SingleRequest, "Destination" | "Content">): string[] => {
  const address = bareAddress(request.FromEmailAddress);
  const identity = request.FromEmailAddressIdentityArn ?? identityArn(deployed, address);
  const set = request.ConfigurationSetName;
  const prefix = prefixOf(deployed);
  return [
    identity ?? `${prefix}:identity/${address}`,
    ...(set === undefined ? [] : [`${prefix}:configuration-set/${set}`]),
  ];
};

/** The most specific identity that covers an address: the address itself, else its domain. */
const identityArn = ({ emailIdentities }: MailIdentities, address: string): string | undefined => {
  const domain = address.slice(address.lastIndexOf("@") + 1);
  const named = (name: string) => emailIdentities.find((one) => one.name.toLowerCase() === name.toLowerCase())?.arn;
  return named(address) ?? named(domain);
};
