import { isActive, type PlannedStudent, partOf, sightOf } from "../calendar/current-occurrences.ts";
import { type Occurrence, occurrencesFor } from "../calendar/occurrences.ts";
import type { Program } from "../calendar/program.ts";
import type { Wave } from "../calendar/waves.ts";
import { isTaskSettled, type MailState, type Part, stopOf } from "../parts/part.ts";
import type { TaskType } from "../parts/task-states.ts";
import { type Declined, hasDeclined, kindOf } from "../people/mail-kinds.ts";
import { addDays } from "../time/dates.ts";
import { isQuiet } from "../time/quiet-days.ts";
import { mailingName } from "./mailing.ts";

/** One mail that is due: student, occurrence and wave name it for ever. */
export interface PlannedMail {
  /** The school's own number, for the mail queue alone. */
  schoolId: string;
  /** The student's opaque key. */
  student: string;
  cohort: string;
  milestone: string;
  occurrence: string;
  wave: string;
  plannedAt: string;
  /** What the milestone asks, if anything. */
  asks: TaskType | undefined;
}

/** What a morning has to do: mails to send, and waves to record as missed with the reason. */
export interface Plan {
  send: PlannedMail[];
  miss: (PlannedMail & { reason: string })[];
}

const planned = (student: PlannedStudent, occurrence: Occurrence, wave: Wave): PlannedMail => ({
  schoolId: student.schoolId,
  ...partOf(student, occurrence),
  wave: wave.name,
  plannedAt: wave.at,
});

/** True on the day an occurrence opens without having been moved: its own schedule fires and opens it. */
const opensBySchedule = ({ nominal, opens }: Occurrence, today: string): boolean =>
  opens === today && nominal === today;

const NOTHING: Declined = new Map();

/** True where a student wants a mailing, or gets it whatever they declined. */
const wants = (
  declined: Declined | undefined,
  { person }: PlannedStudent,
  { milestone }: Occurrence,
  wave: Wave,
): boolean => !hasDeclined(declined ?? NOTHING, person, kindOf(milestone, wave.name));

/**
 * The `open` mails of a milestone whose day is today, for those who have not declined its kind; none where a quiet day
 * moved it, the daily run opens it then.
 */
export const planOpening = (of: {
  program: Program;
  milestone: string;
  students: readonly PlannedStudent[];
  declined?: Declined;
  today: string;
}): PlannedMail[] => {
  return of.students.filter(isActive).flatMap((student) => {
    const occurrence = occurrencesFor(of.program, student).find(({ milestone: { id } }) => id === of.milestone);
    if (occurrence === undefined || !opensBySchedule(occurrence, of.today)) return [];
    return occurrence.waves
      .filter((wave) => wave.name === "open" && wants(of.declined, student, occurrence, wave))
      .map((wave) => planned(student, occurrence, wave));
  });
};

/** Waves whose day has come and that nothing is recorded of; `retry` means that SES surely did not send it. */
const overdue = (occurrence: Occurrence, mails: Record<string, MailState>, today: string, startedOn: string): Wave[] =>
  occurrence.waves.filter(
    ({ name, day }) =>
      day <= today &&
      day >= startedOn &&
      (mails[name] === undefined || mails[name].state === "retry") &&
      !(name === "open" && opensBySchedule(occurrence, today)),
  );

/** Why a wave may not go out any more on that school date, if so. */
export const whyMissed = (
  { school }: Program,
  { closes }: Occurrence,
  wave: Wave,
  today: string,
): string | undefined => {
  if (closes !== undefined && closes < today) return "closed before it could be sent";
  return addDays(wave.day, school.catchUpDays) < today ? `over by more than ${school.catchUpDays} days` : undefined;
};

/**
 * Why a wave of which nothing is recorded is one of the past: a mail on record was planned for its day or a later one.
 * So it is where the program got another reminder before those that have gone out, and these are counted anew.
 */
const whyOvertaken = (mails: Record<string, MailState>, { name, at }: Wave): string | undefined => {
  if (name === "open" || mails[name] !== undefined) return undefined;
  const [newer] = Object.entries(mails).find(([, { plannedAt }]) => plannedAt >= at) ?? [];
  return newer && `${newer} was planned for that day or a later one`;
};

/** A student's parts in sight, each with the waves whose day has come and that may still go out on that school date. */
export const wavesOfUse = (
  program: Program,
  student: PlannedStudent,
  today: string,
): { part: ReturnType<typeof partOf>; waves: string[] }[] =>
  sightOf(
    program,
    today,
  )(student).map((occurrence) => ({
    part: partOf(student, occurrence),
    waves: occurrence.waves
      .filter((wave) => wave.day <= today && whyMissed(program, occurrence, wave, today) === undefined)
      .map(({ name }) => name),
  }));

/** The one wave to send of those that are due: the invitation if it never went out, else the latest. */
const mostUseful = (waves: readonly Wave[]): Wave | undefined =>
  waves.find(({ name }) => name === "open") ?? waves.at(-1);

// What is held back is left alone until it is too late: once the stop is gone, it may still be of use.
const isHeldBack = (part: Part | undefined): boolean => part !== undefined && stopOf(part) !== undefined;

// Nothing goes out in the place of a paused run's mail: once staff take the run up again, it is what is most useful.
const isPaused = ({ paused }: PlanDay, { id }: Occurrence, { name }: Wave): boolean =>
  paused?.has(mailingName({ occurrence: id, wave: name })) ?? false;

const planPart = (of: PlanDay, student: PlannedStudent, occurrence: Occurrence, part: Part | undefined): Plan => {
  const { program, today } = of;
  if (isTaskSettled(part)) return { send: [], miss: [] };
  const mails = part?.mails ?? {};
  const wanted = (wave: Wave) => wants(of.declined, student, occurrence, wave);
  const whyNot = (wave: Wave) => whyMissed(program, occurrence, wave, today) ?? whyOvertaken(mails, wave);
  const due = overdue(occurrence, mails, today, of.startedOn);
  const late = due.flatMap((wave) => {
    const reason = whyNot(wave);
    if (reason === undefined) return [];
    return [{ ...planned(student, occurrence, wave), reason: wanted(wave) ? reason : "the student declined it" }];
  });
  const useful = due.filter((wave) => whyNot(wave) === undefined && !isHeldBack(part) && wanted(wave));
  const chosen = occurrence.milestone.exact || !isQuiet(program.school, today) ? mostUseful(useful) : undefined;
  if (chosen === undefined || isPaused(of, occurrence, chosen)) return { send: [], miss: late };
  const superseded = useful
    .filter((wave) => wave !== chosen)
    .map((wave) => ({ ...planned(student, occurrence, wave), reason: `${chosen.name} went out instead` }));
  return { send: [planned(student, occurrence, chosen)], miss: [...late, ...superseded] };
};

/** What `planDay` is told. `parts`: all parts of the occurrences of `occurrencesToPlan`. Dates are school dates. */
export interface PlanDay {
  program: Program;
  students: readonly PlannedStudent[];
  parts: readonly Part[];
  /** What students declined: left out, and looked at again each morning until it is too late. */
  declined?: Declined;
  /** Names of the runs that are paused: left alone until staff take them up again, or it is too late. */
  paused?: ReadonlySet<string>;
  today: string;
  /** Waves before this date count as done. */
  startedOn: string;
}

/**
 * A morning's plan: whatever is due on or before today and not yet done. Covers reminders, last calls, openings moved
 * off quiet days, and the catch-up of missed days and late joiners: one mail an occurrence and student at the most;
 * what is over by more than the school's catch-up days is missed.
 */
export const planDay = (of: PlanDay): Plan => {
  const known = new Map(of.parts.map((part) => [`${part.occurrence}/${part.student}`, part]));
  const inSight = sightOf(of.program, of.today);
  const plans = of.students.flatMap((student) =>
    inSight(student).map((occurrence) =>
      planPart(of, student, occurrence, known.get(`${occurrence.id}/${student.person}`)),
    ),
  );
  return { send: plans.flatMap(({ send }) => send), miss: plans.flatMap(({ miss }) => miss) };
};

/** Tasks that stand open when matchward begins at a school: opened before that date, not closed by then. */
export const carriedOver = (of: {
  program: Program;
  students: readonly PlannedStudent[];
  startedOn: string;
}): PlannedMail[] =>
  of.students.filter(isActive).flatMap((student) =>
    occurrencesFor(of.program, student).flatMap((occurrence) => {
      const open = occurrence.waves.find(({ name }) => name === "open");
      const stands = occurrence.opens < of.startedOn && (occurrence.closes ?? "") >= of.startedOn;
      return open !== undefined && stands ? [planned(student, occurrence, open)] : [];
    }),
  );
