import { cohortOf } from "../people/cohort.ts";
import type { Enrolled } from "../people/student.ts";
import { addDays, yearOf } from "../time/dates.ts";
import { type Occurrence, occurrencesFor, occurrencesIn } from "./occurrences.ts";
import type { Program } from "./program.ts";

/** A student as planning needs them. */
export type PlannedStudent = Omit<Enrolled, "phase">;

/** Only active students are mailed, asked and reminded. */
export const isActive = ({ status }: PlannedStudent): boolean => status === "active";

/** Days after an occurrence's catch-up time in which a wave that nobody recorded is still looked for. */
const LOOK_BACK_DAYS = 31;

const isInSight = ({ school }: Program, { opens, waves }: Occurrence, today: string): boolean => {
  const last = waves.at(-1)?.day ?? opens;
  return opens <= today && addDays(last, school.catchUpDays + LOOK_BACK_DAYS) >= today;
};

/** Finds the occurrences of a student that can still have anything to do today; looks at each occurrence once. */
export const sightOf = (program: Program, today: string): ((student: PlannedStudent) => Occurrence[]) => {
  const seen = new Map<string, boolean>();
  const inSight = (occurrence: Occurrence): boolean => {
    const known = seen.get(occurrence.id) ?? isInSight(program, occurrence, today);
    seen.set(occurrence.id, known);
    return known;
  };
  return (student) => (isActive(student) ? occurrencesFor(program, student).filter(inSight) : []);
};

/** Ids of the occurrences whose parts a morning's plan needs. */
export const occurrencesToPlan = (program: Program, students: readonly PlannedStudent[], today: string): string[] => {
  const inSight = sightOf(program, today);
  return [...new Set(students.flatMap((student) => inSight(student).map(({ id }) => id)))].sort();
};

/** What names a student's part in an occurrence, and what it begins with. */
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

/** What names a student's parts in the occurrences that can still have anything to do today. */
export const partsInSight = (program: Program, student: PlannedStudent, today: string): ReturnType<typeof partOf>[] =>
  sightOf(program, today)(student).map((occurrence) => partOf(student, occurrence));

/**
 * What names every part that a student can have in the occurrences in sight today, whatever class they are of now and
 * also while they are on leave: what holds such a part back still stands when they return.
 */
export const partNamesInSight = (
  program: Program,
  { person }: Pick<PlannedStudent, "person">,
  today: string,
): { occurrence: string; student: string }[] =>
  program.milestones.flatMap(({ id }) =>
    [yearOf(today) - 1, yearOf(today)]
      .flatMap((year) => occurrencesIn(program, id, year))
      .filter((occurrence) => isInSight(program, occurrence, today))
      .map((occurrence) => ({ occurrence: occurrence.id, student: person })),
  );
