import type { Occurrence } from "#domain/calendar/occurrences.ts";
import type { Program } from "#domain/calendar/program.ts";
import type { Student } from "#domain/people/student.ts";
import { meetingOf, recordMeeting } from "../advising/meetings.ts";
import { type AskedItem, type OwnStudent, ownStudents } from "../advising/own-students.ts";
import type { FrontRecords } from "../records.ts";
import type { OfficeDeeds } from "./office-deeds.ts";

/** What an advisor looks at. */
export interface AdvisingLooks {
  /** Who is advised, first who is most behind. @param isTheirs whose they are; everybody's where it is left out */
  ownStudents(isTheirs?: (student: Student) => boolean): Promise<OwnStudent[]>;
  /** Somebody who is advised, by their opaque key. */
  advisedStudent(key: string): Promise<Student | undefined>;
  /** A meeting that is asked of them. */
  meetingOf(student: Student, occurrence: Occurrence["id"]): Promise<AskedItem | undefined>;
}

/** @param now tells the time, ISO 8601 UTC */
export const advising = (
  needs: FrontRecords & { program: Program },
  now: () => string,
): AdvisingLooks & Pick<OfficeDeeds, "recordMeeting"> => ({
  ownStudents: (isTheirs = () => true) => ownStudents(needs, isTheirs, now()),
  advisedStudent: async (key) => (await needs.people.all()).find(({ person }) => person === key),
  meetingOf: (student, id) => meetingOf(needs, student, id, now()),
  recordMeeting: (...recorded) => recordMeeting({ ...needs, timeZone: needs.program.school.timeZone }, ...recorded),
});
