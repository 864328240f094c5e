import type { Parts } from "#adapters/parts/parts.ts";
import type { Program } from "#domain/calendar/program.ts";
import {
  abandonedMails,
  isSilent,
  occurrencesSentLately,
  type UnknownMail,
  unknownMails,
} from "#domain/mail/unknown-mails.ts";
import { schoolDate } from "#domain/time/dates.ts";
import type { HalfHourPassed } from "#events/time/half-hour-passed.ts";
import { ALARM_WORDS } from "../listeners/alarm-words.ts";
import { log, logUnread } from "../listeners/log.ts";
import { sideBySide } from "../listeners/side-by-side.ts";

/** What reconciling needs of the world. */
export interface ReconcileMailsNeeds {
  program: Program;
  parts: Pick<Parts, "ofOccurrence" | "settle">;
}

/** How many claims were given up, and of how many mails nobody has known for half an hour whether they went out. */
export interface Reconciled {
  ambiguous: number;
  unknown: number;
}

/**
 * Gives up the claims that no sender came back to, and tells of mails that are unknown in silence, a log line a
 * mailing. Looks at the occurrences of the last days alone. Sends nothing, and plans nothing: an event of SES or a
 * person settles what is unknown.
 *
 * Running twice gives up nothing more, and tells the same again: for as long as it is told, the alarm stands. A run
 * that could not write a claim down fails, and the next one makes it good.
 */
export const reconcileMails = async (
  { program, parts }: ReconcileMailsNeeds,
  { scheduledAt }: HalfHourPassed,
): Promise<Reconciled> => {
  const at = new Date(scheduledAt).toISOString();
  const occurrences = occurrencesSentLately(program, schoolDate(scheduledAt, program.school.timeZone));
  const known = (await sideBySide(occurrences, (id) => parts.ofOccurrence(id, logUnread), 4)).flat();
  const silent = known.flatMap(unknownMails).filter((unknown) => isSilent(unknown, at));
  for (const mailing of Map.groupBy(silent, nameOf).values()) tell(mailing);
  const abandoned = known.flatMap((part) => abandonedMails(part, at));
  await parts.settle(abandoned);
  return { ambiguous: abandoned.length, unknown: silent.length };
};

const nameOf = ({ part, wave }: UnknownMail): string => `${part.occurrence}/${wave}`;

const tell = (mailing: readonly UnknownMail[]): void => {
  const [first] = mailing;
  if (first === undefined) return;
  const since = mailing.map(({ mail }) => mail.at).toSorted()[0];
  log.warn(ALARM_WORDS.unknown, { occurrence: first.part.occurrence, wave: first.wave, mails: mailing.length, since });
};
