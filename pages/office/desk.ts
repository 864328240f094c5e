import type { Program } from "#domain/calendar/program.ts";
import type { Student } from "#domain/people/student.ts";
import type { OwnNotes } from "#office/advising/own-notes.ts";
import type { Office } from "#office/front/office.ts";
import type { MailToLookAt } from "#office/mailings/going-out.ts";
import type { SentMail } from "#office/mails/sent-mails.ts";
import type { Moment } from "#office/students/timeline.ts";
import type { Html } from "../kit/html.ts";
import type { SchoolTime } from "../kit/school-time.ts";
import type { Answers } from "./answers.ts";
import type { Page } from "./layout.ts";

/** Where the mails that went out can be read again, in the order in which they went out. */
export interface Mailbox {
  mails(): readonly SentMail[];
  /** Address of the students' pages: links to them can be followed. */
  siteUrl: string;
}

/**
 * What a host knows beside the school's records, and shows on the pages of staff. Each is left out where it is not
 * there.
 */
export interface Beside {
  mailbox?: Mailbox;
  /** What else is known of a student's past. */
  history?(student: Student): Moment[];
  /** Address of a student's own page of an occurrence, opened in their place. */
  linkTo?(studentKey: string, occurrence: string): Promise<string>;
  /** Writes a mail that lies ahead out as one student gets it. */
  sample?(of: MailToLookAt): Promise<string>;
  /** Who decides on the pages, where somebody has signed in. */
  by?: string;
  /** What whoever is signed in keeps for themselves. */
  notes?: OwnNotes;
  /** A panel at the end of the overview. */
  overviewPanel?: Html;
  /** A panel at the end of the calendar. */
  calendarPanel?: Html;
  /** By which a list of who came to a session goes in. */
  attendanceDoor?(session: string): Html;
  /** What went wrong with the system itself; shown under the mails that did. */
  failures?(): Html;
}

/** What the pages of staff stand on. */
export interface Desk extends Beside {
  office: Office;
  program: Program;
  time: SchoolTime;
  /** ISO 8601 UTC. */
  now(): string;
  /** Left out where there is no one process to keep them: what a POST found is then its own answer. */
  answers?: Answers;
  /** The whole document around a page. */
  frame(page: Page): Html;
  /** Lets what a person decided be carried out; says in a sentence why not where that cannot be now. */
  carryOut(deed: () => Promise<void>): Promise<string | undefined>;
}
