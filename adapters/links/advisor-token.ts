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

/** Which mail to an advisor the link stands in, until when (ISO 8601 UTC, to the second). */
export interface AdvisorLink {
  program: string;
  escalation: string;
  expiresAt: string;
}

/** Inside every payload: an advisor's link opens no student's page, and no student's link opens an advisor's. */
const PURPOSE = "advisor-page";

const Payload = z.tuple([z.literal(PURPOSE), ProgramInToken, SubjectInToken, ExpiryInToken]);

/** Signs the link of one mail to an advisor. It holds no name and no address. Throws as `signPayload` does. */
export const signAdvisorLink = (keys: LinkKeys, { program, escalation, expiresAt }: AdvisorLink): string =>
  signPayload(keys, [PURPOSE, program, escalation], expiresAt);

/** Reads the token of an advisor's page at the instant `now` (ISO 8601 UTC). Never throws. */
export const readAdvisorLink = (
  keys: LinkKeys,
  token: string,
  now: string,
): ({ ok: true } & AdvisorLink) | RefusedLink => {
  const read = openPayload(keys, token, Payload, now);
  if (!read.ok) return read;
  const [, program, escalation] = read.entries;
  return { ok: true, program, escalation, expiresAt: read.expiresAt };
};
