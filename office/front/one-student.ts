import type { Program } from "#domain/calendar/program.ts";
import type { Student } from "#domain/people/student.ts";
import { schoolDate } from "#domain/time/dates.ts";
import { erasePerson } from "../people/erase.ts";
import { type NextMails, nextMails } from "../people/next-mails.ts";
import { takeNameBack } from "../people/own-name.ts";
import { pausePerson, takeUpPerson } from "../people/pause.ts";
import { holdAgain, releasePerson } from "../people/release.ts";
import { type BouncedMail, bouncedOfUse, retryAddress } from "../people/retry-address.ts";
import { settleTask } from "../people/settle-task.ts";
import type { FrontRecords } from "../records.ts";
import { explainItem, type ItemAsked, type ItemExplained } from "../students/explain-item.ts";
import { exportStudent } from "../students/export-student.ts";
import type { StudentFile } from "../students/student-file.ts";
import { theirSessions } from "../students/their-sessions.ts";
import type { OfficeDeeds } from "./office-deeds.ts";

/** What is looked up of a single student. */
export interface StudentLooks {
  /** What the next working morning would send to somebody as they are given. */
  nextMails(student: Student): Promise<NextMails | undefined>;
  /** The bounced mails that would go out once more, were their address tried again. */
  bouncedOfUse(student: Student): Promise<BouncedMail[]>;
  /** What becomes of one mail of an item for somebody, and by which rules. */
  explainItem(file: StudentFile, asked: ItemAsked): Promise<ItemExplained>;
}

type StudentDeed =
  | "releasePerson"
  | "holdAgain"
  | "pausePerson"
  | "takeUpPerson"
  | "settleTask"
  | "settleCorrection"
  | "takeNameBack"
  | "retryAddress"
  | "takeChoiceBack"
  | "exportStudent"
  | "erasePerson";

const HELD_AGAIN = "Staff took back that they were let go of.";

/** What the office looks up and does of a single student. */
export const oneStudent = (
  needs: FrontRecords & { program: Program },
  now: () => string,
): StudentLooks & Pick<OfficeDeeds, StudentDeed> => {
  const { people, program } = needs;
  const today = (): string => schoolDate(now(), program.school.timeZone);
  return {
    nextMails: (student) => nextMails(needs, student, now()),
    releasePerson: (student) => releasePerson(people, student, today()),
    holdAgain: (student) => holdAgain(people, student, { at: now(), says: HELD_AGAIN }),
    pausePerson: (student, says) => pausePerson(people, student, { at: now(), says }),
    takeUpPerson: (student) => takeUpPerson(people, student, today()),
    settleTask: (...settled) => settleTask(needs, ...settled),
    explainItem: (file, asked) => explainItem(needs, file, asked, now()),
    bouncedOfUse: (student) => bouncedOfUse(needs, student, now()),
    settleCorrection: (which, by) => needs.corrections.settle(which, { at: now(), by }),
    takeNameBack: (student, seen) => takeNameBack(people, student, seen),
    retryAddress: (student) => retryAddress(needs, student, now()),
    takeChoiceBack: ({ person }, kind, by) => needs.choices.takeBack(person, kind, { by, at: now() }),
    erasePerson: (student) => erasePerson(needs, student, now()),
    exportStudent: async (file) => exportStudent(needs, file, await theirSessions(needs, file.student, now()), now()),
  };
};
