import {
  type BulkEmailEntry,
  SESv2Client,
  SendBulkEmailCommand,
  type SendBulkEmailCommandOutput,
} from "@aws-sdk/client-sesv2";
import type { Mailer, Outcome, Recipient } from "./mailer.ts";
import { writeBulkBodies } from "./ses-bulk-body.ts";
import { isRefusedCall, outcomeOfEntry, outcomeOfThrownCall } from "./ses-outcomes.ts";

/** How matchward sends at SES: who the mail is from, and what the stack deployed for it. */
export interface SesSettings {
  sender: { name: string; address: string; replyTo: string };
  identityArn: string;
  configurationSet: string;
  /** Stored templates are named by this prefix plus the e-mail's id. */
  templatePrefix: string;
}

/** Milliseconds for one call: SES answers in a fraction of this, and the function lives several times as long. */
export const SES_TIMEOUT = 6_000;

/**
 * An SES client that never sends twice by itself: SES has no idempotency token, so that a retry after a lost answer
 * would be a second mail to everybody in the call. A late answer is an error (the SDK would only warn of it). Lean: the
 * way through the SDK is worked out once, and nothing is copied for a log that nobody reads.
 * @param requestTimeout milliseconds
 */
export const sesClient = (requestTimeout: number = SES_TIMEOUT): SESv2Client => {
  const client = new SESv2Client({
    maxAttempts: 1,
    cacheMiddleware: true,
    requestHandler: { requestTimeout, connectionTimeout: Math.min(2_000, requestTimeout), throwOnRequestTimeout: true },
  });
  client.middlewareStack.remove("loggerMiddleware");
  writeBulkBodies(client);
  return client;
};

/** What is used of SES's client. */
export interface Ses {
  send(command: SendBulkEmailCommand): Promise<Pick<SendBulkEmailCommandOutput, "BulkEmailEntryResults">>;
}

const named = (values: Record<string, string>) => Object.entries(values).map(([Name, Value]) => ({ Name, Value }));

const entryOf = ({ to, values, tags, headers }: Recipient): BulkEmailEntry => ({
  Destination: { ToAddresses: [to] },
  ReplacementTags: named(tags),
  ...(headers === undefined ? {} : { ReplacementHeaders: named(headers) }),
  ReplacementEmailContent: { ReplacementTemplate: { ReplacementTemplateData: JSON.stringify(values) } },
});

/**
 * What a mail says of itself: a machine wrote it (RFC 3834), and Exchange is to send neither an out-of-office note nor
 * another automatic reply, which would reach the office by `Reply-To`. Not `All`: that would keep back bounces too.
 */
const AUTOMATIC = { "Auto-Submitted": "auto-generated", "X-Auto-Response-Suppress": "OOF, AutoReply" };

const templateOf = (name: string) => ({ TemplateName: name, TemplateData: "{}", Headers: named(AUTOMATIC) });

const commandFor = (settings: SesSettings, template: string, recipients: readonly Recipient[]): SendBulkEmailCommand =>
  new SendBulkEmailCommand({
    FromEmailAddress: mailbox(settings.sender),
    FromEmailAddressIdentityArn: settings.identityArn,
    ReplyToAddresses: [settings.sender.replyTo],
    ConfigurationSetName: settings.configurationSet,
    // Tracking would rewrite the student's link to another host, and put a pixel into the mail.
    ConfigurationOverrides: { Tracking: { OpenTrackingEnabled: "DISABLED", ClickTrackingEnabled: "DISABLED" } },
    DefaultContent: { Template: templateOf(`${settings.templatePrefix}${template}`) },
    BulkEmailEntries: recipients.map(entryOf),
  });

const PRINTABLE_ASCII = /^[\x20-\x7e]*$/;

/** Bytes of one encoded word's text, so that the word stays under the 75 characters of RFC 2047. */
const WORD_BYTES = 42;

/** Splits a text into pieces of at most `WORD_BYTES` bytes of UTF-8, never within a character. */
const wordsOf = (text: string): string[] => {
  const words = [""];
  for (const character of text) {
    const longer = `${words.at(-1)}${character}`;
    if (Buffer.byteLength(longer) > WORD_BYTES) words.push(character);
    else words[words.length - 1] = longer;
  }
  return words;
};

const encodedWord = (word: string): string => `=?UTF-8?B?${Buffer.from(word).toString("base64")}?=`;

/**
 * A `From` value that names the school, whatever its name holds: a quoted string (RFC 5322) where it is plain ASCII,
 * else encoded words (RFC 2047). Control characters, and with them line ends, become spaces.
 */
export const mailbox = ({ name, address }: { name: string; address: string }): string => {
  const plain = name.replace(/\p{Cc}+/gu, " ").trim();
  const phrase = PRINTABLE_ASCII.test(plain)
    ? `"${plain.replace(/["\\]/g, "\\$&")}"`
    : wordsOf(plain).map(encodedWord).join(" ");
  return `${phrase} <${address}>`;
};

/**
 * A mailer that sends by SES. Running twice sends twice: the claim before it is what makes it once. A call that SES
 * refuses as a whole is asked again in halves until the recipients at fault stand alone. Where it took nobody at all,
 * be it that some were throttled, the fault may be the call's (the sender, say), and those it refused are `unsent`:
 * nobody is given up for a wrong setting. A recipient alone in a call is not either where SES says that an address is
 * unverified.
 */
export const sesMailer = (client: Ses, settings: SesSettings): Mailer => {
  const call = async (template: string, recipients: readonly Recipient[]): Promise<Outcome[]> => {
    try {
      const { BulkEmailEntryResults: results } = await client.send(commandFor(settings, template, recipients));
      return recipients.map((_, at) => outcomeOfEntry(results?.[at]));
    } catch (thrown) {
      const { kind, reason, isUnverified } = outcomeOfThrownCall(thrown);
      if (kind !== "refused") return recipients.map(() => ({ kind, reason }));
      if (recipients.length > 1) return inHalves(template, recipients);
      return [{ kind: isUnverified ? "unsent" : "rejected", reason }];
    }
  };
  const inHalves = async (template: string, recipients: readonly Recipient[]): Promise<Outcome[]> => {
    const middle = Math.ceil(recipients.length / 2);
    const halves = [recipients.slice(0, middle), recipients.slice(middle)];
    return (await Promise.all(halves.map((half) => call(template, half)))).flat();
  };
  return {
    send: async ({ template, recipients }) => {
      const outcomes = recipients.length === 0 ? [] : await call(template, recipients);
      return outcomes.length > 1 && !outcomes.some(showsRightSetting) ? outcomes.map(asUnsent) : outcomes;
    },
  };
};

/** True where SES looked at a recipient's mail by itself: the call that it came with was right. */
const showsRightSetting = (outcome: Outcome): boolean =>
  outcome.kind === "sent" || (outcome.kind === "rejected" && !isRefusedCall(outcome));

const asUnsent = (outcome: Outcome): Outcome =>
  outcome.kind === "rejected" ? { ...outcome, kind: "unsent" } : outcome;
