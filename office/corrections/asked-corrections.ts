import type { Corrections } from "#adapters/corrections/corrections.ts";
import type { People } from "#adapters/people/people.ts";
import type { Correction } from "#domain/people/correction.ts";
import type { Student } from "#domain/people/student.ts";

/** What a student asks the office to correct; no student where they go on as somebody else, or were removed. */
export interface AskedCorrection {
  correction: Correction;
  student: Student | undefined;
}

interface CorrectionNeeds {
  corrections: Pick<Corrections, "open">;
  people: Pick<People, "all">;
}

/** What students ask the office to correct and nobody has settled, the oldest first. */
export const askedCorrections = async ({ corrections, people }: CorrectionNeeds): Promise<AskedCorrection[]> => {
  const open = await corrections.open();
  if (open.length === 0) return [];
  const students = new Map((await people.all()).map((student) => [student.person, student]));
  return open.map((correction) => ({ correction, student: students.get(correction.student) }));
};
