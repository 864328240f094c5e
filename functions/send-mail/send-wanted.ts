import type { Objected, Objections } from "#adapters/objections/objections.ts";
import type { Outcome } from "#adapters/ses/mailer.ts";
import { hasDeclined } from "#domain/people/mail-kinds.ts";
import { type Calls, UNTOLD } from "./calls.ts";
import { type Dispatch, type Letter, withTags } from "./dispatch.ts";

/** A letter whose mail this sender has claimed. */
export type ClaimedLetter = Letter & { attempt: number };

/**
 * What became of a claimed mail: SES's answer, or that its student had declined this kind, or its mailing was paused.
 */
export type Ending = Outcome | { kind: "declined" | "paused"; reason: string };

/** What sending to those who want it depends on. */
export interface SendWantedNeeds {
  objections: Objections;
}

const DECLINED: Ending = { kind: "declined", reason: "the student declined it" };
const PAUSED: Ending = { kind: "paused", reason: "its run was paused" };
const UNREAD: Ending = { kind: "unsent", reason: "what speaks against it could not be read" };

/**
 * Sends claimed mails, but not to students who declined their kind, nor of a paused mailing. Answers what became of
 * each, in the same order. Both are read after the claims and as of now: so whatever a student declined before the
 * claim is seen, also while the message was under way. Where they cannot be read, nothing is sent. Essential mail goes
 * to everybody. Never throws. Running twice sends twice: the claims are what makes it once.
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

/** What speaks against sending, as of now; undefined where it cannot be read. */
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
