import type { EscalationMail } from "#adapters/escalations/escalations.ts";
import { occurrencesEver } from "#domain/calendar/current-occurrences.ts";
import { type Occurrence, occurrencesFor } from "#domain/calendar/occurrences.ts";
import type { Program } from "#domain/calendar/program.ts";
import type { Part } from "#domain/parts/part.ts";
import type { DeclinableKind } from "#domain/people/mail-kinds.ts";
import type { Student } from "#domain/people/student.ts";
import { withEves } from "#domain/sessions/spacing/with-eves.ts";
import { withGivenWindows } from "#domain/sessions/windows/given-windows.ts";
import type { OfficeRecords, RosterToRead } from "../records.ts";

/** A milestone of a student: what it asks, and how it stands; no part where nothing has begun. */
export interface StudentTask {
  occurrence: Occurrence;
  part: Part | undefined;
}

/** One student: who they are, their milestones in the order of opening, and the kinds of mail that they declined. */
export interface StudentFile {
  student: Student;
  tasks: StudentTask[];
  declined: DeclinableKind[];
  /** The mails to advisors that named the student. */
  escalations: EscalationMail[];
}

/** The file of the student of that opaque key; undefined where there is none. */
export const studentFile = async (
  needs: RosterToRead & Pick<OfficeRecords, "parts" | "choices" | "escalations" | "sessions"> & { program: Program },
  key: string,
): Promise<StudentFile | undefined> => {
  const { people, parts, choices } = needs;
  const student = (await people.all()).find(({ person }) => person === key);
  if (student === undefined) return undefined;
  const sessions = await needs.sessions.all();
  const program = withEves(withGivenWindows(needs.program, sessions), sessions, [student]);
  const present = new Set(occurrencesFor(program, student).map(({ id }) => id));
  const occurrences = occurrencesEver(program, student).toSorted((a, b) => (a.opens < b.opens ? -1 : 1));
  const names = occurrences.map(({ id }) => ({ occurrence: id, student: student.person }));
  const [theirs, declined, mails] = await Promise.all([
    parts.ofStudents(names),
    choices.of(student.person),
    needs.escalations.since(""),
  ]);
  const escalations = mails.filter(({ entries }) => entries.some((entry) => entry.student === student.person));
  const byOccurrence = new Map(theirs.map((part) => [part.occurrence, part]));
  const all = occurrences.map((occurrence) => ({ occurrence, part: byOccurrence.get(occurrence.id) }));
  // What was theirs under days of before counts where it came to something.
  const tasks = all.filter(({ occurrence, part }) => part !== undefined || present.has(occurrence.id));
  return { student, tasks, declined, escalations };
};
