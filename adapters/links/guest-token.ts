import * as z from "zod/mini";
import { SessionId } from "#domain/sessions/session.ts";
import {
  ExpiryInToken,
  type LinkKeys,
  openPayload,
  ProgramInToken,
  type RefusedLink,
  SubjectInToken,
  signPayload,
} from "./link-token.ts";

/** Whose page of which session, until when (ISO 8601 UTC, to the second). */
export interface GuestLink {
  program: string;
  student: string;
  session: string;
  expiresAt: string;
}

/** Inside every payload: a guest's link opens no survey's page, and a survey's link no guest's. */
const PURPOSE = "guest";

const Payload = z.tuple([z.literal(PURPOSE), ProgramInToken, SubjectInToken, SessionId, ExpiryInToken]);

/** Signs a link to a guest's page. Holds the student's opaque key only. Throws as `signPayload` does. */
export const signGuestLink = (keys: LinkKeys, { program, student, session, expiresAt }: GuestLink): string =>
  signPayload(keys, [PURPOSE, program, student, session], expiresAt);

/** Reads the token of a guest's page at the instant `now` (ISO 8601 UTC). Never throws. */
export const readGuestLink = (keys: LinkKeys, token: string, now: string): ({ ok: true } & GuestLink) | RefusedLink => {
  const read = openPayload(keys, token, Payload, now);
  if (!read.ok) return read;
  const [, program, student, session] = read.entries;
  return { ok: true, program, student, session, expiresAt: read.expiresAt };
};
