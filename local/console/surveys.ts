import { type Occurrence, occurrencesFor } from "#domain/calendar/occurrences.ts";
import type { Program } from "#domain/calendar/program.ts";
import { isTaskSettled } from "#domain/parts/part.ts";
import type { Student } from "#domain/people/student.ts";
import type { System } from "../system.ts";
import type { SchoolTime } from "./school-time.ts";

interface Sources {
  system: System;
  program: Program;
  time: SchoolTime;
}

/** Students whom the calendar treats alike: one stands for all of them. */
export const alike = (students: readonly Student[]): { one: Student; count: number }[] => {
  const kinds = Map.groupBy(students, (each) => `${each.track} ${Object.values(each.anchors).join(" ")}`);
  return [...kinds.values()].flatMap((members) => (members[0] ? [{ one: members[0], count: members.length }] : []));
};

/** What has been asked of somebody by now: the occurrences with a question that have opened, the newest first. */
export const openedSurveys = ({ system, program, time }: Sources, students: readonly Student[]): Occurrence[] => {
  const today = time.day(system.now());
  const opened = alike(students).flatMap(({ one }) =>
    occurrencesFor(program, one).filter(({ milestone, opens }) => milestone.ask && opens <= today),
  );
  const byId = new Map(opened.map((occurrence) => [occurrence.id, occurrence]));
  return [...byId.values()].toSorted((a, b) => (a.opens < b.opens ? 1 : -1));
};

/** Keys of the students who were asked there and have not answered. */
export const notAnswered = async ({ system }: Sources, occurrence: string): Promise<ReadonlySet<string>> => {
  const parts = await system.partsOf(occurrence);
  return new Set(parts.filter((part) => part.task && !isTaskSettled(part)).map(({ student }) => student));
};
