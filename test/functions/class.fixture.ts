import type { RosterStudent, Student } from "#domain/people/student.ts";
import { student } from "../domain/calendar/program.fixture.ts";

/** A stored student of the class that is in its PCE in April 2027, with any field overridden. */
export const stored = (nth: number, change: Partial<Student> = {}): Student => ({
  ...student({ schoolId: `S${String(nth).padStart(3, "0")}`, email: `s${nth}@example.edu` }),
  person: `key-${nth}`,
  program: "hms",
  phase: "pce",
  joinedOn: "2026-08-03",
  ...change,
});

/** That many of them, numbered from 1. */
export const classOf = (size: number, change: Partial<Student> = {}): Student[] =>
  Array.from({ length: size }, (_, index) => stored(index + 1, change));

/** The header of a roster file. */
export const HEADER =
  "student_id,email,first_name,last_name,track,matriculation_year,graduation_year,society,status,society_advisor_email,cim_access_code";

/** A row of a roster; its status may be any word. */
export type RowOfRoster = Omit<RosterStudent, "status"> & { status: string };

/** A roster file of these students. */
export const rosterFile = (students: readonly RowOfRoster[]): string => [HEADER, ...students.map(rowOf)].join("\n");

const rowOf = (of: RowOfRoster): string =>
  [
    of.schoolId,
    of.email,
    of.firstName,
    of.lastName,
    of.track,
    of.anchors.matriculation,
    of.anchors.graduation,
    of.society,
    of.status,
    of.societyAdvisorEmail ?? "",
    of.cimAccessCode ?? "",
  ].join(",");
