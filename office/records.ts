import type { AuditLog } from "#adapters/audit-log/audit-log.ts";
import type { Choices } from "#adapters/choices/choices.ts";
import type { Corrections } from "#adapters/corrections/corrections.ts";
import type { Escalations } from "#adapters/escalations/escalations.ts";
import type { Feeds } from "#adapters/feeds/feeds.ts";
import type { GuestLists } from "#adapters/guest-lists/guest-lists.ts";
import type { Imports } from "#adapters/imports/imports.ts";
import type { MailQueue } from "#adapters/mail-queue/mail-queue.ts";
import type { Mailings } from "#adapters/mailings/mailings.ts";
import type { DeanMarks } from "#adapters/marks/marks.ts";
import type { Notes } from "#adapters/notes/notes.ts";
import type { Parts } from "#adapters/parts/parts.ts";
import type { AccessCodes } from "#adapters/people/access-codes.ts";
import type { People } from "#adapters/people/people.ts";
import type { ProgressCounts } from "#adapters/progress/progress.ts";
import type { Files } from "#adapters/s3/files.ts";
import type { Uploads } from "#adapters/s3/uploads.ts";
import type { SchoolRecord } from "#adapters/school/school-record.ts";
import type { SuppressionList } from "#adapters/ses/suppression-list.ts";
import type { Sessions } from "#adapters/sessions/sessions.ts";
import type { Users } from "#adapters/users/users.ts";

/** What a look at the roster needs. */
export interface RosterToRead {
  people: Pick<People, "all">;
}

type StaffParts =
  | "ofOccurrence"
  | "asOfNow"
  | "decide"
  | "begin"
  | "verify"
  | "unverify"
  | "book"
  | "unbook"
  | "waive"
  | "reopen"
  | "takeUp"
  | "resume"
  | "ofStudents"
  | "get"
  | "fold"
  | "forget";

/** What staff read and write of a school's stores: no letter and no phase is theirs to record. */
export interface OfficeRecords {
  /** Who did what and when. */
  auditLog: AuditLog;
  imports: Pick<Imports, "all" | "decide">;
  sessions: Pick<Sessions, "all" | "get">;
  guestLists: Pick<GuestLists, "get" | "some" | "came" | "notCome" | "openRoom" | "fold">;
  feeds: Pick<Feeds, "look" | "readdress" | "markAll" | "forget">;
  /** Where rosters and their reports are. */
  files: Pick<Files, "read" | "copy">;
  /** Where files go that are uploaded on the pages; absent where none are. */
  uploads?: Uploads;
  people: Pick<
    People,
    | "all"
    | "enrolled"
    | "forgetAddress"
    | "callThemselves"
    | "hold"
    | "move"
    | "merge"
    | "remove"
    | "save"
    | "erase"
    | "isElsewhere"
  >;
  parts: Pick<Parts, StaffParts>;
  progress: Pick<ProgressCounts, "since">;
  /** What students ask to have corrected. */
  corrections: Pick<Corrections, "open" | "settle" | "forget">;
  choices: Pick<Choices, "of" | "all" | "recorded" | "takeBack" | "fold" | "forget">;
  accessCodes: Pick<AccessCodes, "all" | "get" | "save" | "forget">;
  mailings: Omit<Mailings, "open" | "reach">;
  /** For deans alone. */
  marks: Pick<DeanMarks, "of" | "mark" | "takeBack">;
  /** What advisors were told of, and said. */
  escalations: Pick<Escalations, "since">;
  /** Who may have a note about somebody who is erased; of notes, no more than to delete one. */
  users: Pick<Users, "all">;
  notes: Pick<Notes, "remove">;
  school: Pick<SchoolRecord, "startedOn">;
  /** Where mails go that are to be sent again. */
  queue: MailQueue;
  /** Where SES remembers addresses that failed. */
  suppressionList: SuppressionList;
}

/** What the pages read and write: a dean's marks, and feeds but to end one, are for the command line alone. */
export type FrontRecords = Omit<OfficeRecords, "marks" | "feeds"> & { feeds: Pick<Feeds, "forget"> };
