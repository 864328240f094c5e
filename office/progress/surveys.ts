import { type Occurrence, occurrencesFor } from "#domain/calendar/occurrences.ts";
import type { Program } from "#domain/calendar/program.ts";
import { isTaskSettled } from "#domain/parts/part.ts";
import type { Student } from "#domain/people/student.ts";
import { schoolDate } from "#domain/time/dates.ts";
import { alike } from "../alike.ts";
import type { OfficeRecords } from "../records.ts";

/**
 * What has been asked of any of these students by now: the occurrences with a question that have opened, the newest
 * first.
 * @param now ISO 8601 UTC
 */
export const openedSurveys = (program: Program, students: readonly Student[], now: string): Occurrence[] => {
  const today = schoolDate(now, program.school.timeZone);
  const opened = alike(program, students).flatMap(({ one }) =>
    occurrencesFor(program, one).filter(({ milestone, opens }) => milestone.ask && opens <= today),
  );
  const byId = new Map(opened.map((occurrence) => [occurrence.id, occurrence]));
  return [...byId.values()].toSorted((a, b) => (a.opens < b.opens ? 1 : -1));
};

/** Keys of the students who were asked there and have not answered. */
export const notAnswered = async (
  { parts }: Pick<OfficeRecords, "parts">,
  occurrence: string,
): Promise<ReadonlySet<string>> => {
  const asked = await parts.ofOccurrence(occurrence);
  return new Set(asked.filter((part) => part.task && !isTaskSettled(part)).map(({ student }) => student));
};
