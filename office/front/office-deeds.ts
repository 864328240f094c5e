import type { Corrections } from "#adapters/corrections/corrections.ts";
import type { ImportRecord } from "#adapters/imports/imports.ts";
import type { Occurrence } from "#domain/calendar/occurrences.ts";
import type { Mailing } from "#domain/mail/mailing.ts";
import type { Decision } from "#domain/mail/unknown-mails.ts";
import type { DeclinableKind } from "#domain/people/mail-kinds.ts";
import type { Student } from "#domain/people/student.ts";
import type { MeetingOrder } from "../advising/meetings.ts";
import type { Approval } from "../imports/approve.ts";
import type { TakenBack } from "../imports/take-back.ts";
import type { FileToUpload, UploadedAt } from "../imports/upload.ts";
import type { Approved, FirstMailingAhead } from "../mailings/approve-first.ts";
import type { Decided } from "../mails/decide-mails.ts";
import type { MailOnRecord } from "../mails/mails-in-sight.ts";
import type { Erased } from "../people/erase.ts";
import type { Merging } from "../people/merge.ts";
import type { TaskOrder } from "../people/settle-task.ts";
import type { NudgePlan } from "../progress/nudge.ts";
import type { StudentExport } from "../students/export-student.ts";
import type { StudentFile } from "../students/student-file.ts";

/** What of a school is changed by staff. Each is kept on record: `recordedOffice` says in which words. */
export interface OfficeDeeds {
  /** Records who of those that were shown came, by their keys. */
  saveAttendance(id: string, given: { shown: readonly string[]; came: readonly string[] }): Promise<void>;
  openRoom(id: string, code: string): Promise<void>;
  /** False where the hold that the person saw does not stand any more. */
  releasePerson(student: Student): Promise<boolean>;
  holdAgain(student: Student): Promise<boolean>;
  /** Lets no mail go to them until they are taken up again. `says`: by whom and why. */
  pausePerson(student: Student, says: string): Promise<boolean>;
  takeUpPerson(student: Student): Promise<boolean>;
  /** Settles a task, or takes back what settled it; false where it stands so that this changes nothing. */
  settleTask(student: Student, occurrence: Occurrence, order: TaskOrder): Promise<boolean>;
  /** Records that a meeting was booked or held, or takes that back; false where that changes nothing. */
  recordMeeting(student: Student, occurrence: Occurrence, order: MeetingOrder): Promise<boolean>;
  /** Reminds whom a plan names; answers how many. */
  nudge(plan: NudgePlan): Promise<number>;
  /** Settles what a student asked to have corrected at the instant `seen`; false where that does not stand. */
  settleCorrection(which: Parameters<Corrections["settle"]>[0], by: string): Promise<boolean>;
  /** Takes back what somebody asked to be called, where it is still that of the instant `seen`. */
  takeNameBack(student: Student, seen: string): Promise<boolean>;
  /** Lets mails go to an address that failed, also by the mail service. */
  retryAddress(student: Student): Promise<void>;
  /** Takes back that somebody declined a kind of mail, at their word; false where it is not declined. */
  takeChoiceBack(student: Student, kind: DeclinableKind, by: string): Promise<boolean>;
  /** Gathers everything on record of somebody, to be handed to them. */
  exportStudent(file: StudentFile): Promise<StudentExport>;
  /** Erases a graduate who asks for it, for good. */
  erasePerson(student: Student): Promise<Erased>;
  merge(merging: Merging): Promise<boolean>;
  /** Puts a file where its import takes it up. */
  uploadFile(file: FileToUpload): Promise<UploadedAt>;
  approveImport(one: ImportRecord): Promise<Approval>;
  discardImport(one: ImportRecord): Promise<boolean>;
  takeBack(taken: TakenBack): Promise<boolean>;
  decideMails(mails: readonly MailOnRecord[], decision: Decision): Promise<Decided>;
  approveFirst(one: FirstMailingAhead, by: string): Promise<Approved>;
  /** False where the mailing has gone on its way. */
  takeApprovalBack(mailing: Mailing): Promise<boolean>;
  pauseMailing(mailing: Mailing): Promise<boolean>;
  /** False where the pause that the person saw does not stand any more. */
  resumeMailing(mailing: Mailing, since: string): Promise<boolean>;
}
