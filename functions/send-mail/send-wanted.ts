import type { Objected, Objections } from "#adapters/objections/objections.ts";
import type { Outcome } from "#adapters/ses/mailer.ts";
import { hasDeclined } from "#domain/people/mail-kinds.ts";
import { type Calls, UNTOLD } from "./calls.ts";
import { type Dispatch, type Letter, withTags } from "./dispatch.ts";

export type ClaimedLetter = Letter & { attempt: number };

/** How a claimed mail ended: by SES's answer, or before it, since the student declined or staff paused the mailing. */
export type Ending = Outcome | { kind: "declined" | "paused"; reason: string };

export interface SendWantedNeeds {
  objections: Objections;
}

const DECLINED: Ending = { kind: "declined", reason: "the student declined it" };
const PAUSED: Ending = { kind: "paused", reason: "its run was paused" };
const UNREAD: Ending = { kind: "unsent", reason: "what speaks against it could not be read" };

/**
 * Sends claimed mails, but none of a paused mailing and none to a student who declined its kind. It asks for both after
 * the claims: a student may decline while the message waits. Without an answer, it sends nothing. Answers how each mail
 * ended, in order. Never throws. Running twice sends twice: only the claims make it once.
 */
export const sendWanted = async (
  needs: SendWantedNeeds,
  claimed: readonly ClaimedLetter[],
  dispatch: Dispatch,
  calls: Calls,
): Promise<Ending[]> => {
  if (claimed.length === 0) return [];
  const read = await objected(needs, claimed, dispatch);
  if (read === undefined) return claimed.map(() => UNREAD);
  if (read.isPaused) return claimed.map(() => PAUSED);
  const { kind } = dispatch.writer;
  const isWanted = ({ part }: ClaimedLetter) => !hasDeclined(read.declined, part.student, kind);
  const recipients = claimed.filter(isWanted).map((letter) => withTags(letter, dispatch, letter.attempt));
  const outcomes = (await calls.send(recipients)).values();
  return claimed.map((letter) => (isWanted(letter) ? (outcomes.next().value ?? UNTOLD) : DECLINED));
};

// Undefined if the objections cannot be read.
const objected = async (
  { objections }: SendWantedNeeds,
  claimed: readonly ClaimedLetter[],
  { mailing, writer }: Dispatch,
): Promise<Objected | undefined> => {
  const asked = writer.kind === "essential" ? [] : claimed.map(({ part }) => part.student);
  try {
    return await objections.to(mailing, asked);
  } catch {
    return undefined;
  }
};
