import { isActive, type PlannedStudent } from "../calendar/current-occurrences.ts";
import { occurrencesFor } from "../calendar/occurrences.ts";
import type { Program } from "../calendar/program.ts";
import { type PlannedMail, planned } from "./plan.ts";

/** Why the mails of `carriedOver` are missed: a school's are planned from the day on which its first roster came. */
export const BEFORE_THE_START = "planned before the program began here";

/** Tasks that stood open when the school began with matchward: opened before that date and not closed by then. */
export const carriedOver = (of: {
  program: Program;
  students: readonly PlannedStudent[];
  startedOn: string;
}): PlannedMail[] =>
  of.students.flatMap((student) =>
    (isActive(student, of.startedOn) ? occurrencesFor(of.program, student) : []).flatMap((occurrence) => {
      const open = occurrence.waves.find(({ name }) => name === "open");
      const stands = open !== undefined && open.day < of.startedOn && (occurrence.closes ?? "") >= of.startedOn;
      return stands ? [planned(student, occurrence, open)] : [];
    }),
  );
