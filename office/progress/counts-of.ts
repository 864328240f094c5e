import type { Parts } from "#adapters/parts/parts.ts";
import type { CohortCounts } from "#adapters/progress/progress.ts";
import { occurrencesEver } from "#domain/calendar/current-occurrences.ts";
import type { Program } from "#domain/calendar/program.ts";
import { countsByCohort } from "#domain/parts/progress.ts";
import type { Student } from "#domain/people/student.ts";

/** What counting some students needs of the world. */
interface CountingNeeds {
  program: Program;
  parts: Pick<Parts, "ofStudents">;
}

/**
 * How some students stand, from their own parts alone: what an advisor sees is counted of nobody else. Changes nothing.
 * @param today a school date
 */
export const countsOf = async (
  { program, parts }: CountingNeeds,
  students: readonly Student[],
  today: string,
): Promise<CohortCounts[]> => {
  const names = students.flatMap((student) =>
    occurrencesEver(program, student)
      .filter(({ opens }) => opens <= today)
      .map(({ id }) => ({ occurrence: id, student: student.person })),
  );
  const found = await parts.ofStudents(names);
  return [...Map.groupBy(found, ({ occurrence }) => occurrence)].flatMap(([occurrence, those]) =>
    [...countsByCohort(those)].map(([cohort, counts]) => ({ cohort, occurrence, counts })),
  );
};
