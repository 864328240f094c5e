import type { Deployment } from "../deployment.ts";
import type { DeliveredMail } from "../system.ts";
import { type AccountLimits, createAccount, type SesAccount } from "./ses-account.ts";
import { checkAddresses, checkSender, checkTags, fault, type SendingDeployment } from "./ses-checks.ts";
import { type BulkEntry, type BulkRequest, bareAddress, type SingleRequest } from "./ses-request.ts";
import { singleMail } from "./ses-single.ts";
import { createRenderers, mergedValues, type Renderer } from "./ses-templates.ts";

type MailDeployment = Pick<Deployment, "emailTemplates"> & SendingDeployment;

export interface EntryResult {
  Status: string;
  Error?: string;
  MessageId?: string;
}

/** What SES tells a configuration set's event destinations. */
export interface SesEvent {
  type: "SEND" | "DELIVERY" | "BOUNCE" | "COMPLAINT" | "RENDERING_FAILURE";
  configurationSet: string | undefined;
  messageId: string;
  to: string;
  tags: Record<string, string>;
  reason?: string;
  /** True for a bounce that SES makes by itself, of an address on the account's suppression list. */
  suppressed?: boolean;
}

export interface SesEmulator {
  account: SesAccount;
  sendBulk(request: BulkRequest): EntryResult[];
  /** Sends one simple mail. @throws AwsFaultError as SES refuses a call */
  sendSingle(request: SingleRequest): { MessageId: string };
  mails(): readonly DeliveredMail[];
  clear(): void;
}

interface SesHooks {
  now: () => string;
  onEvent: (event: SesEvent) => void;
  limits?: AccountLimits | undefined;
  /** The status with which an entry to that address is refused by itself; undefined where it is taken. */
  refusalOf?: (to: string) => string | undefined;
}

const MOST_DESTINATIONS = 50;

/**
 * SES v2 as far as bulk mail by stored templates goes: identities must be verified (here: deployed), the configuration
 * set and the template must exist, at most 50 destinations, tags of SES's alphabet, the account's daily quota,
 * Handlebars without escaping. As in SES, a value that the template misses is no error of the call: the message is
 * taken, then fails to render; but one address that cannot be read is an error of the whole call.
 */
export const createSes = (deployed: MailDeployment, hooks: SesHooks): SesEmulator => {
  const renderer = createRenderers(deployed.emailTemplates);
  const account = createAccount(hooks.now, hooks.limits);
  const mails: DeliveredMail[] = [];
  let taken = 0;
  const sendEntry =
    (request: BulkRequest, render: Renderer, template: string) =>
    (entry: BulkEntry): EntryResult => {
      const to = addressOf(entry);
      const refusal = hooks.refusalOf?.(to);
      if (refusal !== undefined) return { Status: refusal };
      if (!account.take()) return { Status: "ACCOUNT_DAILY_QUOTA_EXCEEDED", Error: "Daily message quota exceeded" };
      taken += 1;
      const messageId = nameOf(taken);
      const tags = tagsOf(request, entry);
      const told = { configurationSet: request.ConfigurationSetName, messageId, to: bareAddress(to), tags };
      const failure = deliver(mails, { request, entry, render, template, messageId, tags, now: hooks.now() });
      hooks.onEvent({ ...told, type: "SEND" });
      if (failure !== undefined) hooks.onEvent({ ...told, type: "RENDERING_FAILURE", reason: failure });
      else for (const fate of fateOf(told.to)) hooks.onEvent({ ...told, ...fate });
      return { Status: "SUCCESS", MessageId: messageId };
    };
  return {
    account,
    sendBulk: (request) => {
      const name = checked(deployed, request);
      const render = renderer(name);
      if (render === undefined) throw fault("NotFoundException", `Template ${name} does not exist.`, 404);
      return request.BulkEmailEntries.map(sendEntry(request, render, name));
    },
    sendSingle: (request) => {
      const mail = singleMail(deployed, request, hooks.now());
      if (!account.take()) throw fault("TooManyRequestsException", "Daily message quota exceeded", 429);
      taken += 1;
      const { tags, to } = mail;
      const messageId = nameOf(taken);
      mails.push({ ...mail, messageId });
      const told = { configurationSet: request.ConfigurationSetName, messageId, to: bareAddress(to), tags };
      hooks.onEvent({ ...told, type: "SEND" });
      for (const fate of fateOf(told.to)) hooks.onEvent({ ...told, ...fate });
      return { MessageId: messageId };
    },
    mails: () => mails,
    clear: () => {
      mails.length = 0;
      taken = 0;
      account.clear();
    },
  };
};

const nameOf = (nth: number): string => `local-${String(nth).padStart(8, "0")}`;

/**
 * What becomes of a mail that was sent, by the addresses of SES's mailbox simulator, each with or without a label:
 * `bounce+ada@simulator.amazonses.com`. Every other address takes its mail.
 */
const fateOf = (to: string): Pick<SesEvent, "type" | "suppressed">[] => {
  const [, name] = /^([a-z]+)(?:\+[^@]*)?@simulator\.amazonses\.com$/i.exec(to) ?? [];
  if (name === "bounce") return [{ type: "BOUNCE" }];
  if (name === "suppressionlist") return [{ type: "BOUNCE", suppressed: true }];
  return name === "complaint" ? [{ type: "DELIVERY" }, { type: "COMPLAINT" }] : [{ type: "DELIVERY" }];
};

const addressOf = ({ Destination }: BulkEntry): string => Destination?.ToAddresses?.[0] ?? "";

/** Refuses what SES refuses as a whole; answers the template's name. */
const checked = (deployed: MailDeployment, request: BulkRequest): string => {
  if (request.BulkEmailEntries.length === 0 || request.BulkEmailEntries.length > MOST_DESTINATIONS) {
    throw fault("BadRequestException", `Between 1 and ${MOST_DESTINATIONS} destinations are allowed.`);
  }
  checkSender(deployed, request);
  checkTags(request.BulkEmailEntries.flatMap((entry) => Object.entries(tagsOf(request, entry))));
  checkAddresses(request.BulkEmailEntries.map(addressOf));
  const { TemplateName, TemplateArn } = request.DefaultContent.Template;
  return TemplateName ?? TemplateArn?.replace(/^.*:template\//, "") ?? "";
};

const tagsOf = (request: BulkRequest, entry: BulkEntry): Record<string, string> =>
  Object.fromEntries(
    [...(request.DefaultEmailTags ?? []), ...(entry.ReplacementTags ?? [])].map(({ Name, Value }) => [Name, Value]),
  );

const headersOf = (request: BulkRequest, entry: BulkEntry): Record<string, string> => ({
  ...(request.ReplyToAddresses === undefined ? {} : { "Reply-To": request.ReplyToAddresses.join(", ") }),
  ...Object.fromEntries(
    [...(request.DefaultContent.Template.Headers ?? []), ...(entry.ReplacementHeaders ?? [])].map((header) => [
      header.Name,
      header.Value,
    ]),
  ),
});

interface Delivery {
  request: BulkRequest;
  entry: BulkEntry;
  render: Renderer;
  template: string;
  messageId: string;
  tags: Record<string, string>;
  now: string;
}

/** Renders and keeps a mail; answers why it does not render, if so. */
const deliver = (mails: DeliveredMail[], delivery: Delivery): string | undefined => {
  const { request, entry, render, template, messageId, tags, now } = delivery;
  const own = entry.ReplacementEmailContent?.ReplacementTemplate?.ReplacementTemplateData;
  try {
    const values = mergedValues(request.DefaultContent.Template.TemplateData, own);
    render.html(values);
    mails.push({
      messageId,
      sentAt: now,
      from: request.FromEmailAddress,
      to: addressOf(entry),
      subject: render.subject(values),
      // Rendered anew when looked at: thousands of mails then weigh as little as their values.
      get html() {
        return render.html(values);
      },
      text: render.text(values),
      template,
      tags,
      headers: headersOf(request, entry),
    });
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
};
