import * as z from "zod/mini";
import type { Enrollment } from "#domain/people/enrollment.ts";
import { MailKind } from "#domain/people/mail-kinds.ts";
import {
  ExpiryInToken,
  type LinkKeys,
  openPayload,
  ProgramInToken,
  type RefusedLink,
  SubjectInToken,
  signPayload,
} from "./link-token.ts";

/** Whose choices, in which kind of mail the link stood, until when (ISO 8601 UTC, to the second). */
export interface ChoiceLink {
  program: string;
  student: string;
  kind: MailKind;
  expiresAt: string;
}

/** Until when a link about a student's choices is good: who stays longer gets newer ones with each mail. */
export const choicesExpireAt = ({ anchors }: Pick<Enrollment, "anchors">): string =>
  `${anchors.graduation + 2}-01-01T00:00:00.000Z`;

/** Inside every payload: a link about choices opens no survey's page, and a survey's link changes no choice. */
const PURPOSE = "choices";

const Payload = z.tuple([z.literal(PURPOSE), ProgramInToken, SubjectInToken, MailKind, ExpiryInToken]);

/**
 * Signs a link about a student's choices; the same link and key always give the same token. One token serves the page
 * of choices and the mailbox's one click: each grants no more than the other. Holds the student's opaque key only.
 * Throws as `signPayload` does.
 */
export const signChoiceLink = (keys: LinkKeys, { program, student, kind, expiresAt }: ChoiceLink): string =>
  signPayload(keys, [PURPOSE, program, student, kind], expiresAt);

/** Reads the token of a link about choices at the instant `now` (ISO 8601 UTC). Never throws. */
export const readChoiceLink = (
  keys: LinkKeys,
  token: string,
  now: string,
): ({ ok: true } & ChoiceLink) | RefusedLink => {
  const read = openPayload(keys, token, Payload, now);
  if (!read.ok) return read;
  const [, program, student, kind] = read.entries;
  return { ok: true, program, student, kind, expiresAt: read.expiresAt };
};
