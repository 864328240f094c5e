import * as z from "zod/mini";
import {
  ExpiryInToken,
  type LinkKeys,
  openPayload,
  ProgramInToken,
  type RefusedLink,
  SubjectInToken,
  signPayload,
} from "./link-token.ts";

/** Whose calendar the page is about, until when (ISO 8601 UTC, to the second). */
export interface CalendarLink {
  program: string;
  student: string;
  expiresAt: string;
}

/** Inside every payload: no other link gives out somebody's calendar. */
const PURPOSE = "calendar-page";

const Payload = z.tuple([z.literal(PURPOSE), ProgramInToken, SubjectInToken, ExpiryInToken]);

/** Signs the link of a student's page about their calendar. Throws as `signPayload` does. */
export const signCalendarLink = (keys: LinkKeys, { program, student, expiresAt }: CalendarLink): string =>
  signPayload(keys, [PURPOSE, program, student], expiresAt);

/** Reads the token of such a page at the instant `now` (ISO 8601 UTC). Never throws. */
export const readCalendarLink = (
  keys: LinkKeys,
  token: string,
  now: string,
): ({ ok: true } & CalendarLink) | RefusedLink => {
  const read = openPayload(keys, token, Payload, now);
  if (!read.ok) return read;
  const [, program, student] = read.entries;
  return { ok: true, program, student, expiresAt: read.expiresAt };
};
