import type { BulkEmailEntryResult, BulkEmailStatus } from "@aws-sdk/client-sesv2";
import * as z from "zod/mini";
import type { Outcome } from "./mailer.ts";

/**
 * What each status of an entry means for its recipient. `rejected` is about the mail itself and stays so; `unsent` is
 * about the account, the template or the moment: SES did not send it, and may once that is mended.
 * Source: `BulkEmailStatus` of the SES v2 API.
 */
const KIND_OF_STATUS: Record<Exclude<BulkEmailStatus, "SUCCESS">, "rejected" | "unsent"> = {
  MESSAGE_REJECTED: "rejected",
  INVALID_PARAMETER: "rejected",
  ACCOUNT_THROTTLED: "unsent",
  ACCOUNT_DAILY_QUOTA_EXCEEDED: "unsent",
  ACCOUNT_SENDING_PAUSED: "unsent",
  ACCOUNT_SUSPENDED: "unsent",
  CONFIGURATION_SET_NOT_FOUND: "unsent",
  CONFIGURATION_SET_SENDING_PAUSED: "unsent",
  FAILED: "unsent",
  INVALID_SENDING_POOL_NAME: "unsent",
  MAIL_FROM_DOMAIN_NOT_VERIFIED: "unsent",
  TEMPLATE_NOT_FOUND: "unsent",
  TRANSIENT_FAILURE: "unsent",
};

/** The outcome of one entry of an answered call; an answer that lacks the entry, or is not understood, is ambiguous. */
export const outcomeOfEntry = (result: BulkEmailEntryResult | undefined): Outcome => {
  const status = result?.Status;
  if (status === undefined) return { kind: "ambiguous", reason: "SES gave no answer for this entry" };
  if (status === "SUCCESS") return { kind: "sent", messageId: result?.MessageId ?? "" };
  const kind = status in KIND_OF_STATUS ? KIND_OF_STATUS[status] : "ambiguous";
  return { kind, reason: status };
};

/** What is read of an error that the SDK threw; an error's message may name an address, so it is never kept. */
const Thrown = z.object({
  name: z._default(z.string(), "Error"),
  message: z._default(z.string(), ""),
  code: z.optional(z.string()),
  $metadata: z.optional(z.object({ httpStatusCode: z.optional(z.number()) })),
});

/** Errors before a request left this machine, so that nothing can have been sent. */
const NEVER_LEFT = new Set(["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN", "CredentialsProviderError"]);

/** Errors that a single recipient can cause for a whole call. */
const ABOUT_CONTENT = new Set(["BadRequestException", "MessageRejected"]);

/** SES's words for a sender, or in its sandbox a recipient, that nobody has confirmed yet: no fault of the mail. */
const UNVERIFIED = /\bnot verified\b/i;

/** What a call that threw means; `isUnverified`: it was refused for an address that may be confirmed any time. */
export interface ThrownCall {
  kind: "refused" | "unsent" | "ambiguous";
  reason: string;
  isUnverified?: boolean;
}

/**
 * What a call that threw means for everybody in it. `refused`: SES took none of them, perhaps because of one; it is
 * worth asking in halves. `unsent`: a 4xx that is about the account or the moment, or a request that never left.
 * `ambiguous`: time-out, reset, 5xx, or anything not understood, since SES may have taken them all.
 */
export const outcomeOfThrownCall = (thrown: unknown): ThrownCall => {
  const read = Thrown.safeParse(
    thrown instanceof Error ? { ...thrown, name: thrown.name, message: thrown.message } : thrown,
  );
  if (!read.success) return { kind: "ambiguous", reason: "unknown error" };
  const { name, message, code, $metadata } = read.data;
  const status = $metadata?.httpStatusCode;
  if (status !== undefined && status >= 400 && status < 500 && status !== 408) {
    if (!ABOUT_CONTENT.has(name)) return { kind: "unsent", reason: name };
    return { kind: "refused", reason: name, isUnverified: UNVERIFIED.test(message) };
  }
  if (status === undefined && (NEVER_LEFT.has(code ?? "") || NEVER_LEFT.has(name))) {
    return { kind: "unsent", reason: code ?? name };
  }
  return { kind: "ambiguous", reason: code === undefined ? name : `${name} ${code}` };
};

/** By these SES says that mails come too fast: in a moment it takes them. */
const TOO_FAST = new Set(["ACCOUNT_THROTTLED", "TooManyRequestsException"]);

/** True for a recipient whom SES surely did not take, and may take a moment later. */
export const isThrottled = (outcome: Outcome): boolean => outcome.kind === "unsent" && TOO_FAST.has(outcome.reason);

/** True for a recipient who was alone in a call that SES refused as a whole. */
export const isRefusedCall = (outcome: Outcome): boolean =>
  outcome.kind === "rejected" && ABOUT_CONTENT.has(outcome.reason);
