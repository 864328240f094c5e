import type { ImportRecord } from "#adapters/imports/imports.ts";
import type { Occurrence } from "#domain/calendar/occurrences.ts";
import type { Program } from "#domain/calendar/program.ts";
import { isHere } from "#domain/people/enrollment.ts";
import { nameOrNumber } from "#domain/people/greeting.ts";
import type { Student } from "#domain/people/student.ts";
import { schoolDate } from "#domain/time/dates.ts";
import { listRecords, type RecordsFilter, type RecordsFound } from "../audit/list-records.ts";
import { type SessionFile, saveAttendance, sessionFile } from "../calendar/one-session.ts";
import { type CalendarFilter, type SchoolCalendar, schoolCalendar } from "../calendar/school-calendar.ts";
import { approveImport } from "../imports/approve.ts";
import { discardImport } from "../imports/discard.ts";
import { type ImportFile, importFile } from "../imports/import-file.ts";
import { type ListReport, listReport } from "../imports/list-report.ts";
import { type TakenBack, takeBack, whatTakingBackDoes } from "../imports/take-back.ts";
import { uploadFile } from "../imports/upload.ts";
import { approveFirst, type FirstMailingAhead, firstMailingOf, firstMailingsAhead } from "../mailings/approve-first.ts";
import { type PausedMailing, pausedMailings, pauseMailing } from "../mailings/paused-mailings.ts";
import { decideMails } from "../mails/decide-mails.ts";
import {
  type MailOnRecord,
  type MailsNamed,
  troubledInSight,
  unknownInSight,
  unknownNamed,
} from "../mails/mails-in-sight.ts";
import type { SessionTitles } from "../mails/sent-mails.ts";
import { heldFirst } from "../people/list-people.ts";
import { doubtedOthers, type Merging, mergePeople, othersBeside, whatMergingDoes } from "../people/merge.ts";
import { sendNudge } from "../progress/nudge.ts";
import { notAnswered, openedSurveys } from "../progress/surveys.ts";
import type { FrontRecords, OfficeRecords } from "../records.ts";
import { findStudents, type StudentFilter } from "../students/find-students.ts";
import { type StudentFile, studentFile } from "../students/student-file.ts";
import { type TheirSession, theirSessions } from "../students/their-sessions.ts";
import { type AdvisingLooks, advising } from "./advising-office.ts";
import type { OfficeDeeds } from "./office-deeds.ts";
import { oneStudent, type StudentLooks } from "./one-student.ts";
import { type ProgressLooks, progressLooks } from "./progress-office.ts";
import { type TodayLooks, todayLooks } from "./today-office.ts";

/**
 * Which students are listed. `unanswered`: an occurrence that they have not answered; empty for any. `held`: only those
 * who are held.
 */
export type Listing = StudentFilter & { unanswered: string; held: boolean };

/** Everything that staff see and decide of a school. Pages stand on this; what each means is said with its use case. */
export interface Office extends OfficeDeeds, AdvisingLooks, ProgressLooks, StudentLooks, TodayLooks {
  calendar(filter: CalendarFilter): Promise<SchoolCalendar>;
  session(id: string): Promise<SessionFile | undefined>;
  sessionTitles(): Promise<SessionTitles>;
  sessionsOf(student: Student): Promise<TheirSession[]>;
  /** Everybody in the roster, and of them those who are listed, first those who are held. */
  students(listing: Listing): Promise<{ all: Student[]; listed: Student[] }>;
  openedSurveys(): Promise<Occurrence[]>;
  student(key: string): Promise<StudentFile | undefined>;
  /** Of whom something is doubted, and who is paused by hand. */
  heldPeople(): Promise<Student[]>;
  /** Who may be the same person, as far as that is doubted of somebody. */
  othersOf(student: Student): Promise<Student[]>;
  /** What making one of two does, by their keys: the first stays. Undefined where they are not two people. */
  merging(stays: string, gone: string): Promise<Merging | undefined>;
  /** The rosters that came, the newest first. */
  imports(): Promise<ImportRecord[]>;
  importFile(id: string): Promise<ImportFile | undefined>;
  /** What came of a file that was uploaded on the pages and is no roster; undefined until its import has ended. */
  listReport(key: string): Promise<ListReport | undefined>;
  takingBack(): Promise<TakenBack | undefined>;
  /** Who did what and when, the newest first. */
  auditRecords(filter: RecordsFilter, which: { before?: string | undefined; most: number }): Promise<RecordsFound>;
  /** Names by opaque keys. */
  names(): Promise<ReadonlyMap<string, string>>;
  unknownMails(): Promise<MailOnRecord[]>;
  troubledMails(): Promise<MailOnRecord[]>;
  unknownNamed(named: MailsNamed): Promise<MailOnRecord[]>;
  /** First mailings ahead, where the school asks for a second person's approval. */
  firstMailingsAhead(): Promise<FirstMailingAhead[]>;
  /** One of them, or one that waited longer, and may be over. */
  firstMailing(occurrence: string): Promise<FirstMailingAhead | undefined>;
  pausedMailings(): Promise<PausedMailing[]>;
}

/** Opens the office of a school. `now`: tells the time, ISO 8601 UTC. */
export const openOffice = (records: FrontRecords, { program, now }: { program: Program; now(): string }): Office => {
  const { people, mailings } = records;
  const needs = { ...records, program };
  const today = (): string => schoolDate(now(), program.school.timeZone);
  return {
    ...progressLooks(needs, now),
    ...oneStudent(needs, now),
    nudge: (plan) => sendNudge(needs, plan, now()),
    ...todayLooks(needs, now),
    ...advising(needs, now),
    calendar: (filter) => schoolCalendar(needs, filter, today()),
    session: (id) => sessionFile(needs, id, now()),
    sessionTitles: async () => new Map((await needs.sessions.all()).map(({ id, title }) => [id, title])),
    sessionsOf: (student) => theirSessions(needs, student, now()),
    saveAttendance: (id, given) => saveAttendance(needs, id, given, now()),
    openRoom: async (id, code) => {
      await needs.guestLists.openRoom(id, code);
    },
    students: async (listing) => listedOf(records, await people.all(), listing),
    openedSurveys: async () => openedSurveys(program, await people.all(), now()),
    student: (key) => studentFile(needs, key),
    auditRecords: (filter, which) => listRecords({ ...records, timeZone: program.school.timeZone }, filter, which),
    names: async () => new Map((await people.all()).map((student) => [student.person, nameOrNumber(student)])),
    heldPeople: async () => (await people.all()).filter(({ held }) => held !== undefined),
    othersOf: async (student) => (student.held ? doubtedOthers(await people.all("and removed"), student) : []),
    merging: async (stays, gone) => {
      const all = await people.all("and removed");
      const one = all.find(({ person, removed }) => person === stays && removed === undefined);
      const other = one && othersBeside(all, one).find(({ person }) => person === gone);
      return one && other && whatMergingDoes(needs, one, other);
    },
    merge: (merging) => mergePeople(records, merging, { at: now(), backOn: today() }),
    imports: () => records.imports.all(),
    importFile: (id) => importFile(records, id),
    listReport: (key) => listReport(records, key),
    uploadFile: (file) => uploadFile(records.uploads, file, now()),
    approveImport: (one) => approveImport(records, one),
    discardImport: (one) => discardImport(records, one, { at: now(), timeZone: program.school.timeZone }),
    takingBack: () => whatTakingBackDoes(records),
    takeBack: (taken) => takeBack(records, taken, now()),
    unknownMails: () => unknownInSight(needs, now()),
    troubledMails: () => troubledInSight(needs, now()),
    unknownNamed: (named) => unknownNamed(needs, named),
    decideMails: (mails, decision) => decideMails({ ...needs, students: people.enrolled }, mails, decision, now()),
    firstMailingsAhead: () => firstMailingsAhead(needs, now()),
    firstMailing: (occurrence) => firstMailingOf(needs, occurrence, now()),
    approveFirst: (one, by) => approveFirst(needs, one, { by, at: now() }),
    takeApprovalBack: (mailing) => mailings.disapprove(mailing),
    pausedMailings: () => pausedMailings(needs, now()),
    pauseMailing: (mailing) => pauseMailing(mailings, mailing, now()),
    resumeMailing: (mailing, since) => mailings.resume(mailing, { since, at: now() }),
  };
};

const listedOf = async (
  records: Pick<OfficeRecords, "parts">,
  all: Student[],
  { unanswered, held, ...filter }: Listing,
): Promise<{ all: Student[]; listed: Student[] }> => {
  const waiting = unanswered === "" ? undefined : await notAnswered(records, unanswered);
  const isAsked = (student: Student) => waiting === undefined || (waiting.has(student.person) && isHere(student));
  const fitting = findStudents(all, filter).filter((student) => isAsked(student) && (!held || student.held));
  return { all, listed: heldFirst(fitting) };
};
