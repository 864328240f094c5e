import type { Parts } from "#adapters/parts/parts.ts";
import type { Program } from "#domain/calendar/program.ts";
import {
  abandonedMails,
  GIVING_UP,
  isSilent,
  occurrencesSentLately,
  TELLING,
  type UnknownMail,
  unknownMails,
} from "#domain/mail/unknown-mails.ts";
import { schoolDate } from "#domain/time/dates.ts";
import type { HalfHourPassed } from "#events/time/half-hour-passed.ts";
import { ALARM_WORDS } from "../listeners/alarm-words.ts";
import { log, logUnread } from "../listeners/log.ts";
import { sideBySide } from "../listeners/side-by-side.ts";

export interface ReconcileMailsNeeds {
  program: Program;
  parts: Pick<Parts, "ofOccurrence" | "settle">;
}

/** Claims given up, and mails of which nobody has known for half an hour whether they went out. */
export interface Reconciled {
  ambiguous: number;
  unknown: number;
}

/**
 * Gives up the last days' claims that a dead sender left, and logs a line for each mailing with mails long unknown, for
 * SES's event or a person to settle. Running twice gives up no more, and logs the same again, for as long as the alarm
 * has to stand. If a write fails, the call fails, and the next one writes.
 */
export const reconcileMails = async (
  { program, parts }: ReconcileMailsNeeds,
  { scheduledAt }: HalfHourPassed,
): Promise<Reconciled> => {
  const at = new Date(scheduledAt).toISOString();
  const today = schoolDate(scheduledAt, program.school.timeZone);
  const occurrences = occurrencesSentLately(program, today, GIVING_UP);
  const told = new Set(occurrencesSentLately(program, today, TELLING));
  const known = (await sideBySide(occurrences, (id) => parts.ofOccurrence(id, logUnread), 4)).flat();
  const unknown = known.filter(({ occurrence }) => told.has(occurrence)).flatMap(unknownMails);
  const silent = unknown.filter((mail) => isSilent(mail, at));
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
