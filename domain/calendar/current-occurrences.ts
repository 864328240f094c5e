import { cohortOf } from "../people/cohort.ts";
import { returnedOn, statusOn } from "../people/enrollment.ts";
import type { Enrolled } from "../people/student.ts";
import { addDays, yearOf } from "../time/dates.ts";
import { workingDayBefore } from "../time/quiet-days.ts";
import { lastDayOf } from "./lateness.ts";
import { type Occurrence, occurrencesFor, occurrencesOf, occurrencesOpenIn } from "./occurrences.ts";
import { catchUpOf, type Milestone, type Program } from "./program.ts";
import { isNearExams } from "./spacing/exam-blocks.ts";
import { daysWaitingFor } from "./spacing/weekly-budget.ts";
import { isOfLeave, isToldOf } from "./when.ts";

export type PlannedStudent = Omit<Enrolled, "phase">;

/** True of those who are here and not held on a school date: for nobody else is anything planned, missed or sent. */
export const isActive = (student: WhoIsHere, day: string): boolean =>
  student.held === undefined && statusOn(student, day) === "active";

/** True of who is here; of what is told of a leave, also of who is on it. */
export const isReached = (student: WhoIsHere, milestone: Pick<Milestone, "when">, day: string): boolean =>
  (isActive(student, day) || (isOfLeave(milestone) && isOnLeave(student, day))) && !isOfDoubt(student, milestone);

/** True of a return from a leave that nobody began: who is here, and has its last day alone, may not be leaving. */
export const isOfDoubt = (
  { status, leaveFrom }: Pick<WhoIsHere, "status" | "leaveFrom">,
  milestone: Pick<Milestone, "when">,
): boolean => isOfLeave(milestone) && status === "active" && leaveFrom === undefined;

const isOnLeave = (student: WhoIsHere, day: string): boolean =>
  student.held === undefined && statusOn(student, day) === "leave";

type WhoIsHere = Pick<PlannedStudent, "status" | "leaveFrom" | "leaveUntil" | "held">;

/** School date on which they joined, came back or were let go: what opened until then is news to them. */
export const cameOn = (student: PlannedStudent, today: string): string | undefined =>
  later(later(student.joinedOn, student.backOn), returnedOn(student, today));

const later = (one: string | undefined, other: string | undefined): string | undefined =>
  one === undefined || (other !== undefined && other > one) ? other : one;

/**
 * Makes the function that tells who is welcomed on a school date: who came that day, or since the last working morning.
 * All mails of theirs come by the morning's plan, which makes one of them.
 */
export const newcomersOn = ({ school }: Program, today: string): ((student: PlannedStudent) => boolean) => {
  const since = workingDayBefore(school, today, 1);
  return (student) => {
    const came = cameOn(student, today);
    return came !== undefined && came >= since && came <= today;
  };
};

// Days after the catch-up time in which the morning plan still looks for waves that nobody recorded.
const LOOK_BACK_DAYS = 31;

const isInSight = (program: Program, occurrence: Occurrence, today: string): boolean => {
  if (occurrence.opens > today) return false;
  const ends = occurrence.waves.map((wave) => lastDayOf(program, occurrence, wave));
  return ends.some((last) => last === undefined || addDays(last, LOOK_BACK_DAYS) >= today);
};

/** A wave before the beginning counts as done, but who came later is owed what is never too late. */
export const isOwed = (
  program: Program,
  { joinedOn }: PlannedStudent,
  { milestone }: Occurrence,
  { day }: { day: string },
  startedOn: string,
): boolean =>
  day >= startedOn || (joinedOn !== undefined && joinedOn > startedOn && catchUpOf(program, milestone) === "always");

/** Finds a student's occurrences that may still have something to send or record; looks at each occurrence once. */
export const sightOf = (program: Program, today: string): ((student: PlannedStudent) => Occurrence[]) => {
  const seen = new Map<Occurrence, boolean>();
  const inSight = (occurrence: Occurrence): boolean => {
    const known = seen.get(occurrence) ?? isInSight(program, occurrence, today);
    seen.set(occurrence, known);
    return known;
  };
  return (student) => {
    if (!isActive(student, today) && !isOnLeave(student, today)) return [];
    return occurrencesFor(program, student).filter((one) => isReached(student, one.milestone, today) && inSight(one));
  };
};

/** True of those who may have had before, under another occurrence, what is to come to them. */
export const hasFormer = ({ former, begins, formerly }: PlannedStudent): boolean =>
  former !== undefined || begins !== undefined || formerly !== undefined;

/** Those that were a student's by own days of before; what comes after the return that was told of is another's. */
export const movedOf = (
  program: Program,
  student: PlannedStudent,
  { id, milestone, nominal }: Occurrence,
): Occurrence[] =>
  (student.formerly ?? [])
    .filter(
      ({ leaveUntil }) => !isOfLeave(milestone) || leaveUntil === undefined || isToldOf(milestone, nominal, leaveUntil),
    )
    .flatMap((days) => occurrencesOf(program, milestone, { ...student, ...days }))
    .filter((one) => one.id !== id);

/** Occurrences of the same milestone that were a student's by a matriculation year, or days of phases, of before. */
export const formerOf = (program: Program, student: PlannedStudent, occurrence: Occurrence): Occurrence[] => {
  if (!hasFormer(student)) return [];
  const { id, milestone } = occurrence;
  const { begins, ...usual } = student;
  const others = [student.anchors.matriculation, ...(student.former ?? [])]
    .map((matriculation) => ({ ...usual.anchors, matriculation }))
    .flatMap((anchors) => [
      ...occurrencesOf(program, milestone, { ...usual, anchors }),
      ...(begins === undefined ? [] : occurrencesOf(program, milestone, { ...student, anchors })),
    ])
    .filter((one) => one.id !== id);
  return [...others, ...movedOf(program, student, occurrence)];
};

const livesOf = (student: PlannedStudent): PlannedStudent[] => [
  student,
  ...(student.formerly ?? []).map((days) => ({ ...student, ...days })),
  ...(student.former ?? []).map((matriculation) => ({ ...student, anchors: { ...student.anchors, matriculation } })),
];

/** All occurrences that are a student's now, and then those that were under a year or own days of before. */
export const occurrencesEver = (program: Program, student: PlannedStudent): Occurrence[] => {
  const all = livesOf(student).flatMap((life) => occurrencesFor(program, life));
  return [...new Map(all.toReversed().map((one) => [one.id, one])).values()].toReversed();
};

/** Ids of the occurrences whose parts a morning has to look at. `startedOn`: see `PlanDay`. */
export const occurrencesToPlan = (
  program: Program,
  students: readonly PlannedStudent[],
  today: string,
  startedOn: string,
): string[] => {
  const inSight = sightOf(program, today);
  const found = new Set<string>();
  for (const student of students)
    for (const occurrence of inSight(student))
      if (
        found.has(occurrence.id) ||
        occurrence.waves.some((wave) => isOwed(program, student, occurrence, wave, startedOn))
      )
        for (const one of [occurrence, ...formerOf(program, student, occurrence)]) found.add(one.id);
  return [...found].sort();
};

const hasWaveOn = (program: Program, date: string): boolean =>
  program.milestones.some(({ id }) =>
    occurrencesOpenIn(program, id, yearOf(date)).some(({ waves }) => waves.some(({ day }) => day === date)),
  );

/** True on a day on which some mail of the program is due, whomever it concerns, or waits for until that day. */
export const isMailingDay = (program: Program, today: string): boolean =>
  hasWaveOn(program, today) ||
  isNearExams(program.school, today) ||
  daysWaitingFor(program.school, today).some((date) => hasWaveOn(program, date));

/** The published hours of a school date for which mails wait, ISO 8601 UTC, in order: the plan is made again then. */
export const releasesOn = (program: Program, today: string): string[] => {
  const released = program.milestones.filter(({ when }) => when.type === "dates" && when.releases !== undefined);
  const waves = released.flatMap(({ id }) => occurrencesOpenIn(program, id, yearOf(today)).flatMap((one) => one.waves));
  return [...new Set(waves.filter(({ day, waits }) => waits && day === today).map(({ at }) => at))].toSorted();
};

/** A part's name, and what its first change creates it with. */
export const partOf = (
  student: Pick<PlannedStudent, "person" | "track" | "anchors">,
  { id, milestone }: Occurrence,
) => ({
  occurrence: id,
  milestone: milestone.id,
  student: student.person,
  cohort: cohortOf(student),
  asks: milestone.ask?.type,
});

export const partsInSight = (program: Program, student: PlannedStudent, today: string): ReturnType<typeof partOf>[] =>
  sightOf(program, today)(student).map((occurrence) => partOf(student, occurrence));

/** Names all parts a student may have, of any class or on leave: a stop on one still stands when they return. */
export const partNamesInSight = (
  program: Program,
  student: PlannedStudent,
  today: string,
): { occurrence: string; student: string }[] => {
  const open = program.milestones.flatMap(({ id }) => occurrencesOpenIn(program, id, yearOf(today)));
  const own = occurrencesFor(program, student).filter(({ isScheduled }) => !isScheduled);
  return [...open, ...own]
    .filter((occurrence) => isInSight(program, occurrence, today))
    .map((occurrence) => ({ occurrence: occurrence.id, student: student.person }));
};
