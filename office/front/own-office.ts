import { reachOf } from "#domain/access/allowed.ts";
import type { Action } from "#domain/access/permissions.ts";
import type { User } from "#domain/access/user.ts";
import type { Program } from "#domain/calendar/program.ts";
import type { Student } from "#domain/people/student.ts";
import { itemItself } from "#domain/sessions/guests.ts";
import type { Session } from "#domain/sessions/session.ts";
import type { StudentFile } from "../students/student-file.ts";
import type { Office } from "./office.ts";
import { ownProgress } from "./own-progress.ts";

/** True of a student for whom a user may do something. */
const studentsOf = (user: User, action: Action): ((student: Student) => boolean) => {
  const reach = reachOf(user, action);
  if (typeof reach === "string") return () => reach === "all";
  return ({ society, site, specialty }) => reach({ society, site, specialty });
};

/** Likewise of a session, which is its item's owner's own. */
const sessionsOf = (user: User, action: Action, program: Program): ((session: Pick<Session, "item">) => boolean) => {
  const reach = reachOf(user, action);
  if (typeof reach === "string") return () => reach === "all";
  return (session) => reach({ owner: program.school.roles?.[itemItself(program, session)?.owner ?? ""]?.email });
};

const UNSAID = "What the rosters say of them is in doubt, and the office settles it.";
const PAUSED = "The office has paused their mails.";

// What is doubted may name somebody else's student.
const withoutOthers = (student: Student): Student => {
  if (student.held === undefined) return student;
  const { reason, since, evidence } = student.held;
  return { ...student, held: { reason, since, evidence, says: reason === "paused" ? PAUSED : UNSAID } };
};

const withoutSpecialty = (file: StudentFile): StudentFile => {
  const { specialty: _, ...student } = file.student;
  return { ...file, student };
};

/**
 * The office as a user may see it: students and sessions that are not theirs are none. What is for everybody or nobody
 * alone, such as a merge, is guarded by its route.
 */
export const ownOffice = (office: Office, user: User, program: Program): Office => {
  const [isSeen, isSettled] = [studentsOf(user, "see-student"), studentsOf(user, "correct-student")];
  const maySeeSpecialty = studentsOf(user, "see-specialty");
  const isTheirs = studentsOf(user, "settle-task");
  const [isAdvised, isMet] = [studentsOf(user, "see-own-students"), studentsOf(user, "hold-meeting")];
  const isShown = sessionsOf(user, "see-guests", program);
  const shown = reachOf(user, "see-student") === "all" ? (student: Student) => student : withoutOthers;
  return {
    ...office,
    ...ownProgress(office, user, program),
    students: async (listing) => {
      const { all, listed } = await office.students(listing);
      return { all: all.filter(isSeen), listed: listed.filter(isSeen).map(shown) };
    },
    student: async (key) => {
      const file = await office.student(key);
      return file && isSeen(file.student) ? { ...file, student: shown(file.student) } : undefined;
    },
    // Who may be the same person is for whoever settles that: the other one may be somebody else's student.
    othersOf: async (student) => (isSettled(student) ? office.othersOf(student) : []),
    // A specialty is for whom it is said, and for deans: what somebody else gathers does not tell it.
    exportStudent: (file) => office.exportStudent(maySeeSpecialty(file.student) ? file : withoutSpecialty(file)),
    settleTask: async (student, ...order) => isTheirs(student) && office.settleTask(student, ...order),
    ownStudents: async () =>
      (await office.ownStudents(isAdvised)).map((one) => ({ ...one, student: shown(one.student) })),
    advisedStudent: async (key) => {
      const student = await office.advisedStudent(key);
      return student && isMet(student) ? student : undefined;
    },
    recordMeeting: async (student, ...order) => isMet(student) && office.recordMeeting(student, ...order),
    session: async (id) => {
      const file = await office.session(id);
      return file && isShown(file.session) ? file : undefined;
    },
    // A form can name anybody: whom the list does not show stays as they are.
    saveAttendance: async (id, given) => {
      const guests = new Set((await office.session(id))?.guests.map(({ student }) => student.person));
      const theirs = (keys: readonly string[]) => keys.filter((key) => guests.has(key));
      await office.saveAttendance(id, { shown: theirs(given.shown), came: theirs(given.came) });
    },
  };
};
