import { mailMessages } from "#adapters/mail-queue/mail-messages.ts";
import type { MailQueue } from "#adapters/mail-queue/mail-queue.ts";
import type { Parts } from "#adapters/parts/parts.ts";
import type { Program } from "#domain/calendar/program.ts";
import { type Decision, decidedMail, type UnknownMail } from "#domain/mail/unknown-mails.ts";

/** What deciding needs of the world. `students`: everybody's school id and opaque key. */
export interface DecidingNeeds {
  program: Pick<Program, "id">;
  parts: Pick<Parts, "decide">;
  students: () => Promise<readonly { schoolId: string; person: string }[]>;
  queue: MailQueue;
}

/** Of how many mails the decision counts, and how many evidence or somebody else had settled before it. */
export interface Decided {
  decided: number;
  meanwhile: number;
}

/**
 * Records what a person decided of unknown mails, and puts those to be sent again on the mail queue at once.
 * @param at instant of the decision, ISO 8601 UTC
 * @throws where a record or the queue cannot be written; what was decided before that stands.
 *
 * Doing it twice decides nothing more: a mail that is not unknown in the same attempt any more is left as it is. Where
 * this dies before the queue, the next morning plans what was to be sent again. Who completed the task since is left
 * out by the claim.
 */
export const decideMails = async (
  { program, parts, students, queue }: DecidingNeeds,
  mails: readonly UnknownMail[],
  decision: Decision,
  at: string,
): Promise<Decided> => {
  const decided: UnknownMail[] = [];
  // One after the other: those of classmates stand in one item, and would only collide.
  for (const unknown of mails)
    if (await parts.decide(unknown.part, unknown.wave, decidedMail(unknown, decision, at))) decided.push(unknown);
  if (decision === "send again" && decided.length > 0)
    await queue.send(await messagesFor(program.id, students, decided));
  return { decided: decided.length, meanwhile: mails.length - decided.length };
};

const messagesFor = async (program: string, students: DecidingNeeds["students"], mails: readonly UnknownMail[]) => {
  const ids = new Map((await students()).map(({ person, schoolId }) => [person, schoolId]));
  return mailMessages(
    program,
    mails.flatMap(({ part: { student, occurrence }, wave, mail: { plannedAt } }) => {
      const schoolId = ids.get(student);
      return schoolId === undefined ? [] : [{ schoolId, student, occurrence, wave, plannedAt }];
    }),
  );
};
