import type { BulkEmailEntry, BulkEmailEntryResult, BulkEmailStatus } from "@aws-sdk/client-sesv2";
import * as z from "zod/mini";
import type { Ses } from "./ses-mailer.ts";

/** A mail that SES accepted, as a mailbox would show it: from here on nobody can take it back. */
export interface TakenMail {
  to: string;
  messageId: string;
  /** Name of the stored template. */
  template: string;
  values: { text: Record<string, string>; html: Record<string, string> };
  tags: Record<string, string>;
  headers?: Record<string, string>;
}

/** What goes wrong with one call: SES throttles it, or its answer is lost, after or before SES took the mails. */
export type Trouble = "throttled" | "answer lost after taking" | "answer lost before taking";

/** SES as a client reaches it. */
export interface MemorySes extends Ses {
  /** Everything accepted, in order: what reached mailboxes, whatever the caller was told. */
  readonly taken: readonly TakenMail[];
  /** Troubles for the next calls, one each, first to come first. */
  trouble(...next: Trouble[]): void;
  /** From now on a call that holds this address is refused as a whole. */
  refuse(address: string): void;
  /** From now on an entry to this address is rejected by itself. */
  reject(address: string): void;
}

/** What decides over an entry, and is told of each that was accepted. */
interface Hooks {
  statusOf?: () => BulkEmailStatus;
  accepted?: (mail: TakenMail) => void;
}

/** Most destinations of one `SendBulkEmail`. Source: quotas of SES. */
const MOST_DESTINATIONS = 50;

/** An error as SES's client throws it; without a status no answer came at all. */
export const sesError = (name: string, httpStatusCode?: number, code?: string): Error =>
  Object.assign(new Error(name), {
    name,
    ...(httpStatusCode === undefined ? {} : { $metadata: { httpStatusCode } }),
    ...(code === undefined ? {} : { code }),
  });

/**
 * SES in memory, as far as matchward sends by it. It refuses as a whole what SES refuses as a whole: more than fifty
 * destinations or none, a tag outside SES's alphabet, an address that it cannot read. Entries have statuses of their
 * own.
 */
export const memorySes = ({ statusOf = () => "SUCCESS", accepted = () => {} }: Hooks = {}): MemorySes => {
  const taken: TakenMail[] = [];
  const troubles: Trouble[] = [];
  const refused = new Set<string>();
  const rejected = new Set<string>();

  const take = (entry: BulkEmailEntry, template: string): BulkEmailEntryResult => {
    const Status = rejected.has(addressOf(entry)) ? "MESSAGE_REJECTED" : statusOf();
    if (Status !== "SUCCESS") return { Status };
    const mail = { ...mailOf(entry), template, messageId: `message-${taken.length + 1}` };
    taken.push(mail);
    accepted(mail);
    return { Status, MessageId: mail.messageId };
  };

  return {
    taken,
    trouble: (...next) => void troubles.push(...next),
    refuse: (address) => void refused.add(address),
    reject: (address) => void rejected.add(address),
    send: async ({ input }) => {
      const trouble = troubles.shift();
      if (trouble === "throttled") throw sesError("TooManyRequestsException", 429);
      if (trouble === "answer lost before taking") throw sesError("TimeoutError");
      const entries = input.BulkEmailEntries ?? [];
      if (!isCall(entries) || entries.some((entry) => refused.has(addressOf(entry)))) {
        throw sesError("BadRequestException", 400);
      }
      const template = input.DefaultContent?.Template?.TemplateName ?? "";
      const BulkEmailEntryResults = entries.map((entry) => take(entry, template));
      if (trouble !== undefined) throw sesError("TimeoutError");
      return { BulkEmailEntryResults };
    },
  };
};

const addressOf = ({ Destination }: BulkEmailEntry): string => Destination?.ToAddresses?.[0] ?? "";

const isCall = (entries: readonly BulkEmailEntry[]): boolean =>
  entries.length > 0 &&
  entries.length <= MOST_DESTINATIONS &&
  entries.every((entry) => isAddress(addressOf(entry)) && hasGoodTags(entry));

const isAddress = (address: string): boolean => /^[\x21-\x7e]+@[\x21-\x7e]+\.[\x21-\x7e]+$/.test(address);

const hasGoodTags = ({ ReplacementTags = [] }: BulkEmailEntry): boolean =>
  ReplacementTags.every(({ Name = "", Value = "" }) => [Name, Value].every((text) => /^[\w-]{1,256}$/.test(text)));

const Values = z.record(z.string(), z.string());
const Data = z.object({ text: Values, html: Values });

const recordOf = (list: readonly { Name?: string | undefined; Value?: string | undefined }[]): Record<string, string> =>
  Object.fromEntries(list.map(({ Name = "", Value = "" }) => [Name, Value]));

const mailOf = (entry: BulkEmailEntry): Omit<TakenMail, "messageId" | "template"> => {
  const { ReplacementEmailContent, ReplacementTags = [], ReplacementHeaders } = entry;
  return {
    to: addressOf(entry),
    values: Data.parse(JSON.parse(ReplacementEmailContent?.ReplacementTemplate?.ReplacementTemplateData ?? "{}")),
    tags: recordOf(ReplacementTags),
    ...(ReplacementHeaders === undefined ? {} : { headers: recordOf(ReplacementHeaders) }),
  };
};
