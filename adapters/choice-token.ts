import * as z from "zod/mini";
import { DeclinableKind } from "#domain/mail-kinds.ts";
import { ExpiryInToken, type LinkKeys, openPayload, type Refused, SubjectInToken, signPayload } from "./link-token.ts";

/**
 * What a link about choices is for: `unsubscribe` declines one kind of mail by a single POST, without a page;
 * `preferences` opens the page with all of them. Neither opens what the other does, nor a survey's page.
 */
export type ChoicePurpose = "unsubscribe" | "preferences";

/** Whose choices, in which kind of mail the link stood, until when (ISO 8601 UTC, to the second). */
export interface ChoiceLink {
  student: string;
  kind: DeclinableKind;
  expiresAt: string;
}

const payloadOf = (purpose: ChoicePurpose) =>
  z.tuple([z.literal(purpose), SubjectInToken, DeclinableKind, ExpiryInToken]);

const PAYLOADS = { unsubscribe: payloadOf("unsubscribe"), preferences: payloadOf("preferences") };

/**
 * Signs a link about a student's choices; the same link and key always give the same token. Holds the student's opaque
 * key only. Throws a RangeError where `expiresAt` is no instant.
 */
export const signChoiceLink = (
  keys: LinkKeys,
  purpose: ChoicePurpose,
  { student, kind, expiresAt }: ChoiceLink,
): string => signPayload(keys, [purpose, student, kind], expiresAt);

/** Reads the token of a link about choices, made for that purpose, at the instant `now` (ISO 8601 UTC). Never throws. */
export const readChoiceLink = (
  keys: LinkKeys,
  purpose: ChoicePurpose,
  token: string,
  now: string,
): ({ ok: true } & ChoiceLink) | Refused => {
  const read = openPayload(keys, token, PAYLOADS[purpose], now);
  if (!read.ok) return read;
  const [, student, kind] = read.entries;
  return { ok: true, student, kind, expiresAt: read.expiresAt };
};
