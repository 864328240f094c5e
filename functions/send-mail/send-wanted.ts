import type { Objected, Objections } from "#adapters/objections/objections.ts";
import type { Outcome } from "#adapters/ses/mailer.ts";
import { hasDeclined } from "#domain/people/mail-kinds.ts";
import { type Calls, UNTOLD } from "./calls.ts";
import { type Dispatch, type Letter, withTags } from "./letters.ts";

/** A letter whose mail this run has claimed. */
export type ClaimedLetter = Letter & { attempt: number };

/**
 * What became of a claimed mail: what SES's mailer said, that its student had declined this kind of mail, or that its run
 * was paused.
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
 * Sends claimed mails, except to those who declined their kind; answers what became of each, in the same order. Choices are
 * read after the claims and as of now, so that whatever was declined before a mail was claimed is
 * seen, also while the message was under way. Essential mail asks nobody. Whether the run is paused is read then, too. Where
 * either cannot be read nothing is sent. Never throws. Running twice sends twice: the claims are what makes it once.
 */
export const sendWanted = async (
  needs: SendWantedNeeds,
  claimed: readonly ClaimedLetter[],
  mailing: Dispatch,
  calls: Calls,
): Promise<Ending[]> => {
  if (claimed.length === 0) return [];
  const read = await objected(needs, claimed, mailing);
  if (read === undefined) return claimed.map(() => UNREAD);
  if (read.isPaused) return claimed.map(() => PAUSED);
  const isWanted = ({ part }: ClaimedLetter) => !hasDeclined(read.declined, part.student, mailing.alike.kind);
  const recipients = claimed.filter(isWanted).map((letter) => withTags(letter, mailing, letter.attempt));
  const outcomes = (await calls.send(recipients)).values();
  return claimed.map((letter) => (isWanted(letter) ? (outcomes.next().value ?? UNTOLD) : DECLINED));
};

/** What speaks against sending, as of now; undefined where it cannot be read. */
const objected = async (
  { objections }: SendWantedNeeds,
  claimed: readonly ClaimedLetter[],
  { occurrence, wave, alike }: Dispatch,
): Promise<Objected | undefined> => {
  const asked = alike.kind === "essential" ? [] : claimed.map(({ part }) => part.student);
  try {
    return await objections.to({ occurrence: occurrence.id, wave: wave.name }, asked);
  } catch {
    return undefined;
  }
};
