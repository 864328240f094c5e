import { MAILS_PER_CALL, type Mailer, type Outcome, type Recipient } from "#adapters/mailer.ts";
import type { Choices } from "#adapters/records.ts";
import { type Declined, hasDeclined, kindOf, type MailKind } from "#domain/mail-kinds.ts";
import { type Letter, type Mailing, withAttempt } from "./letters.ts";

/** A letter whose mail this run has claimed. */
export type ClaimedLetter = Letter & { attempt: number };

/** What became of a claimed mail: what SES's mailer said, or that its student had declined this kind of mail. */
export type Ending = Outcome | { kind: "declined"; reason: string };

interface SendWantedNeeds {
  choices: Pick<Choices, "some">;
  mailer: Mailer;
}

const DECLINED: Ending = { kind: "declined", reason: "the student declined it" };
const UNREAD: Ending = { kind: "unsent", reason: "the choices could not be read" };
const UNTOLD: Ending = { kind: "ambiguous", reason: "no outcome" };

/**
 * Sends claimed mails, 50 in a call, except to those who declined their kind; answers what became of each, in the same
 * order. Choices are read after the claims and as of now, so that whatever was declined before a mail was claimed is
 * seen, also while the message was under way. Essential mail asks nobody. Where the choices cannot be read nothing is
 * sent. Never throws. Running twice sends twice: the claims are what makes it once.
 */
export const sendWanted = async (
  { choices, mailer }: SendWantedNeeds,
  claimed: readonly ClaimedLetter[],
  { occurrence, wave }: Mailing,
): Promise<Ending[]> => {
  const kind = kindOf(occurrence.milestone, wave.name);
  const declined = await declinedOf(choices, claimed, kind);
  if (declined === undefined) return claimed.map(() => UNREAD);
  const isWanted = ({ part }: ClaimedLetter) => !hasDeclined(declined, part.student, kind);
  const recipients = claimed.filter(isWanted).map(({ recipient, attempt }) => withAttempt(recipient, attempt));
  const send = (those: readonly Recipient[]) => mailer.send({ template: wave.template, recipients: those });
  const outcomes = (await Promise.all(callsOf(recipients).map(send))).flat().values();
  return claimed.map((letter) => (isWanted(letter) ? (outcomes.next().value ?? UNTOLD) : DECLINED));
};

const callsOf = (recipients: readonly Recipient[]): Recipient[][] =>
  Array.from({ length: Math.ceil(recipients.length / MAILS_PER_CALL) }, (_, nth) =>
    recipients.slice(nth * MAILS_PER_CALL, (nth + 1) * MAILS_PER_CALL),
  );

const declinedOf = async (
  choices: Pick<Choices, "some">,
  claimed: readonly ClaimedLetter[],
  kind: MailKind,
): Promise<Declined | undefined> => {
  if (kind === "essential" || claimed.length === 0) return new Map();
  try {
    return await choices.some(claimed.map(({ part }) => part.student));
  } catch {
    return undefined;
  }
};
