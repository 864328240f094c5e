import { isDeepStrictEqual } from "node:util";
import type { Parts } from "#adapters/parts/parts.ts";
import type { People } from "#adapters/people/people.ts";
import type { SchoolRecord } from "#adapters/school/school-record.ts";
import type { Sessions } from "#adapters/sessions/sessions.ts";
import { hasOwnDays } from "#domain/calendar/live-links.ts";
import type { Program } from "#domain/calendar/program.ts";
import {
  abandonedMails,
  GIVING_UP,
  isSilent,
  type LastSent,
  lastSentDays,
  occurrencesToWatch,
  rememberedSent,
  TELLING,
  type UnknownMail,
  unknownMails,
} from "#domain/mail/unknown-mails.ts";
import { sessionsToWatch } from "#domain/sessions/session-mails.ts";
import { sessionSubject } from "#domain/sessions/session-subject.ts";
import { schoolDate } from "#domain/time/dates.ts";
import type { HalfHourPassed } from "#events/time/half-hour-passed.ts";
import { ALARM_WORDS } from "../listeners/alarm-words.ts";
import { log, logUnread } from "../listeners/log.ts";
import { mapConcurrently } from "../listeners/map-concurrently.ts";

export interface ReconcileMailsNeeds {
  program: Program;
  people: Pick<People, "enrolled">;
  parts: Pick<Parts, "ofOccurrence" | "settle">;
  school: Pick<SchoolRecord, "lastSent" | "saveLastSent">;
  sessions: Pick<Sessions, "all">;
}

/** Claims given up, and mails of which nobody has known for half an hour whether they went out. */
export interface Reconciled {
  ambiguous: number;
  unknown: number;
}

/**
 * Gives up the last days' claims that a dead sender left, and logs a line for each mailing with mails long unknown, for
 * SES's event or a person to settle. The roster says on which own days students off the usual path may have mails. It
 * remembers which mailings the program had, so that the claims of one that a deployment took out are given up too.
 * Running twice gives up no more, and logs the same again, for as long as the alarm has to stand. If a write fails, the
 * call fails, and the next one writes.
 */
export const reconcileMails = async (
  { program, people, parts, school, sessions }: ReconcileMailsNeeds,
  { scheduledAt }: HalfHourPassed,
): Promise<Reconciled> => {
  const at = new Date(scheduledAt).toISOString();
  const today = schoolDate(scheduledAt, program.school.timeZone);
  const days = lastSentDays(program, today, hasOwnDays(program) ? await people.enrolled() : []);
  const remembered = await remember(days, school, today);
  const held = await sessions.all();
  const watched = (daysAfter: number): string[] => [
    ...occurrencesToWatch(days, remembered, today, daysAfter),
    ...sessionsToWatch(program, held, at, daysAfter).map(({ id }) => sessionSubject(id)),
  ];
  const told = new Set(watched(TELLING));
  const known = (await mapConcurrently(watched(GIVING_UP), (id) => parts.ofOccurrence(id, logUnread), 4)).flat();
  const unknown = known.filter(({ occurrence }) => told.has(occurrence)).flatMap(unknownMails);
  const silent = unknown.filter((mail) => isSilent(mail, at));
  for (const mailing of Map.groupBy(silent, nameOf).values()) tell(mailing);
  const abandoned = known.flatMap((part) => abandonedMails(part, at));
  await parts.settle(abandoned);
  return { ambiguous: abandoned.length, unknown: silent.length };
};

// Mostly one write a day, since what is remembered of a mailing is a day.
const remember = async (days: LastSent, school: ReconcileMailsNeeds["school"], today: string): Promise<LastSent> => {
  const known = await school.lastSent();
  const remembered = rememberedSent(days, known, today);
  if (!isDeepStrictEqual(remembered, known)) await school.saveLastSent(remembered);
  return remembered;
};

const nameOf = ({ part, wave }: UnknownMail): string => `${part.occurrence}/${wave}`;

const tell = (mailing: readonly UnknownMail[]): void => {
  const [first] = mailing;
  if (first === undefined) return;
  const since = mailing.map(({ mail }) => mail.at).toSorted()[0];
  log.warn(ALARM_WORDS.unknown, { occurrence: first.part.occurrence, wave: first.wave, mails: mailing.length, since });
};
