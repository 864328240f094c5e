import { cohortOf } from "../people/cohort.ts";
import type { Enrolled } from "../people/student.ts";
import { addDays, yearOf } from "../time/dates.ts";
import { type Occurrence, occurrencesFor, occurrencesOpenIn } from "./occurrences.ts";
import type { Program } from "./program.ts";

export type PlannedStudent = Omit<Enrolled, "phase">;

export const isActive = ({ status }: PlannedStudent): boolean => status === "active";

// Days after the catch-up time in which the morning plan still looks for waves that nobody recorded.
const LOOK_BACK_DAYS = 31;

const isInSight = ({ school }: Program, { opens, waves }: Occurrence, today: string): boolean => {
  const last = waves.at(-1)?.day ?? opens;
  return opens <= today && addDays(last, school.catchUpDays + LOOK_BACK_DAYS) >= today;
};

/** Finds a student's occurrences that may still have something to send or record; looks at each occurrence once. */
export const sightOf = (program: Program, today: string): ((student: PlannedStudent) => Occurrence[]) => {
  const seen = new Map<string, boolean>();
  const inSight = (occurrence: Occurrence): boolean => {
    const known = seen.get(occurrence.id) ?? isInSight(program, occurrence, today);
    seen.set(occurrence.id, known);
    return known;
  };
  return (student) => (isActive(student) ? occurrencesFor(program, student).filter(inSight) : []);
};

export const occurrencesToPlan = (program: Program, students: readonly PlannedStudent[], today: string): string[] => {
  const inSight = sightOf(program, today);
  return [...new Set(students.flatMap((student) => inSight(student).map(({ id }) => id)))].sort();
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
  { person }: Pick<PlannedStudent, "person">,
  today: string,
): { occurrence: string; student: string }[] =>
  program.milestones.flatMap(({ id }) =>
    occurrencesOpenIn(program, id, yearOf(today))
      .filter((occurrence) => isInSight(program, occurrence, today))
      .map((occurrence) => ({ occurrence: occurrence.id, student: person })),
  );
