import type { Choices } from "#adapters/choices/choices.ts";
import type { GuestLists } from "#adapters/guest-lists/guest-lists.ts";
import { mailMessages } from "#adapters/mail-queue/mail-messages.ts";
import type { MailQueue } from "#adapters/mail-queue/mail-queue.ts";
import type { MailingState, Mailings } from "#adapters/mailings/mailings.ts";
import type { Pace } from "#adapters/pace/pace.ts";
import type { Parts } from "#adapters/parts/parts.ts";
import type { People } from "#adapters/people/people.ts";
import type { SchoolRecord } from "#adapters/school/school-record.ts";
import type { SendingLimits } from "#adapters/ses/sending-account.ts";
import type { Sessions } from "#adapters/sessions/sessions.ts";
import { isMailingDay, occurrencesToPlan } from "#domain/calendar/current-occurrences.ts";
import type { Program } from "#domain/calendar/program.ts";
import { type Spread, spreadOf } from "#domain/forecast/spread.ts";
import { openedBefore, openingsIn } from "#domain/mail/first-mailing.ts";
import type { Plan, PlannedMail } from "#domain/mail/plan.ts";
import { type PlanDay, planDay } from "#domain/mail/planning.ts";
import type { Part } from "#domain/parts/part.ts";
import type { Enrolled } from "#domain/people/student.ts";
import { groupOf } from "#domain/people/student-groups.ts";
import { withEves } from "#domain/sessions/spacing/with-eves.ts";
import { asksAfterWindows, withGivenWindows } from "#domain/sessions/windows/given-windows.ts";
import { instantAt, schoolDate } from "#domain/time/dates.ts";
import type { DayBegan } from "#events/time/day-began.ts";
import { guardOpenings, pausedAmong } from "#office/mailings/guard-openings.ts";
import { logUnread } from "../listeners/log.ts";
import { mapConcurrently } from "../listeners/map-concurrently.ts";
import { type WaitingOfSessions, waitingOfSessions } from "./waiting-of-sessions.ts";

export interface RemindNeeds {
  program: Program;
  people: Pick<People, "enrolled">;
  parts: Pick<Parts, "ofOccurrence" | "miss">;
  choices: Pick<Choices, "all">;
  school: Pick<SchoolRecord, "startedOn">;
  mailings: Pick<Mailings, "all" | "pause" | "open" | "reach">;
  sessions: Pick<Sessions, "all">;
  guestLists: Pick<GuestLists, "get">;
  pace: Pick<Pace, "known">;
  queue: MailQueue;
}

/** Mails and messages queued, waves missed, and when the last mail goes out, if known. */
export interface Reminded extends Partial<Spread> {
  due: number;
  messages: number;
  missed: number;
}

const NOTHING: Plan = { send: [], miss: [] };

/**
 * Queues a morning's mails: reminders, last calls, openings that a quiet day moved or a missed day left undone, and
 * with a week's digest what of sessions waited for it. It leaves paused mailings alone, pauses first ones that may not
 * go out (`guardOpenings`), and does nothing before the first roster. Running twice sends a mail, and records a missed
 * wave, once: the second run plans nothing that is claimed or recorded. Missed waves are recorded first: if the run
 * dies after that, no old reminder can go out after a newer one. A run later on a mailing's day makes good what the
 * morning could not do.
 */
export const remind = async (needs: RemindNeeds, { scheduledAt }: DayBegan): Promise<Reminded> => {
  const { school } = needs.program;
  const [today, at] = [schoolDate(scheduledAt, school.timeZone), new Date(scheduledAt).toISOString()];
  const isAgain = at > instantAt(today, school.sendAt, school.timeZone);
  if (isAgain && !isMailingDay(needs.program, today)) return { due: 0, messages: 0, missed: 0 };
  const { send, miss } = await planOf(needs, { today, now: at, isAgain });
  await needs.parts.miss(
    miss.map((part) => ({ part, wave: part.wave, mail: { plannedAt: part.plannedAt, at, reason: part.reason } })),
  );
  const limits = send.length === 0 ? undefined : await needs.pace.known();
  if (isAgain && isStillSending(send.length, limits)) return { due: 0, messages: 0, missed: miss.length };
  const messages = mailMessages(needs.program.id, send, limits);
  await needs.queue.send(messages);
  const counts = { due: send.length, messages: messages.length, missed: miss.length };
  return { ...counts, ...spreadOf(school, { mails: counts.due, from: at, ...limits }) };
};

// More than half an hour's mails may well be on the queue still: to put them there again would slow all of them down.
const isStillSending = (mails: number, limits: SendingLimits | undefined): boolean =>
  limits !== undefined && mails > limits.ratePerSecond * 1800;

// A mailing that stops now is planned without: another mail may go out in its place, or carry less.
const guarded = async (
  needs: RemindNeeds,
  plan: (paused: ReadonlySet<string>) => Plan,
  {
    known,
    parts,
    waiting,
    now,
  }: { known: readonly MailingState[]; parts: readonly Part[]; waiting: WaitingOfSessions | undefined; now: string },
): Promise<Plan> => {
  const paused = pausedAmong(known);
  const first = plan(paused);
  const had = openedBefore([...parts, ...(waiting?.parts ?? [])]);
  const stopped = await guardOpenings(needs, known, openingsIn(first.send, had, waiting?.like), now);
  return stopped.size === paused.size ? first : plan(stopped);
};

/** The sessions as one run reads them: once, whoever asks. */
const readOnce = (sessions: RemindNeeds["sessions"]): RemindNeeds["sessions"] => {
  let read: ReturnType<Sessions["all"]> | undefined;
  return {
    all: () => {
      read ??= sessions.all();
      return read;
    },
  };
};

// The program as its sessions make it: what is asked after their windows, and what makes way to words on their eve.
const programWith = async ({ program, sessions }: RemindNeeds, students: readonly Enrolled[]): Promise<Program> => {
  if (!asksAfterWindows(program) && program.school.weeklyMails === undefined) return program;
  const all = await sessions.all();
  return withEves(withGivenWindows(program, all), all, students);
};

// A student whose part cannot be read gets no plan: the part may say that they had the mail.
const planOf = async (
  given: RemindNeeds,
  { today, ...when }: Pick<PlanDay, "today" | "isAgain"> & { now: string },
): Promise<Plan> => {
  const needs = { ...given, sessions: readOnce(given.sessions) };
  const { people, parts, choices, school, mailings } = needs;
  const startedOn = await school.startedOn();
  if (startedOn === undefined) return NOTHING;
  const students = await people.enrolled();
  const program = await programWith(needs, students);
  const occurrences = occurrencesToPlan(program, students, today, startedOn);
  const waiting = await waitingOfSessions(needs, students, when.now);
  if (occurrences.length === 0 && waiting === undefined) return NOTHING;
  const unread = new Set<string>();
  const read = (occurrence: string) =>
    parts.ofOccurrence(occurrence, (item) => {
      unread.add(`${occurrence}/${item.student}`);
      logUnread(item);
    });
  const [declined, known, found] = await Promise.all([
    choices.all(),
    mailings.all(),
    mapConcurrently(occurrences, read, 4),
  ]);
  const plan = (paused: ReadonlySet<string>) => {
    const waited = waiting?.plan({ declined, paused });
    return planDay({ program, students, parts: found.flat(), declined, paused, today, startedOn, ...when, ...waited });
  };
  const { send, miss } = await guarded(needs, plan, { known, parts: found.flat(), waiting, now: when.now });
  const isRead = ({ occurrence, student }: PlannedMail): boolean =>
    [student, groupOf(student)].every((name) => !unread.has(`${occurrence}/${name}`));
  return { send: send.filter(isRead), miss: miss.filter(isRead) };
};
