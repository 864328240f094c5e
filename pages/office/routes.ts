import type { Mailing } from "#domain/mail/mailing.ts";
import type { RecordsFilter } from "#office/audit/list-records.ts";

/** The pages of staff, as their navigation has them. */
export const STAFF_PAGES = {
  overview: { path: "/", title: "Today" },
  notes: { path: "/notes", title: "My notes" },
  mine: { path: "/mine", title: "My students" },
  progress: { path: "/progress", title: "Progress" },
  calendar: { path: "/calendar", title: "Calendar" },
  mails: { path: "/mails", title: "Mails" },
  students: { path: "/students", title: "Students" },
  imports: { path: "/imports", title: "Rosters" },
  failures: { path: "/failures", title: "Failures" },
  records: { path: "/records", title: "Records" },
} as const;

/** The address of the people of a cohort who have a part in an occurrence. */
export const cellPage = (cohort: string, occurrence: string): string =>
  `${STAFF_PAGES.progress.path}/${encodeURIComponent(cohort)}/${encodeURIComponent(occurrence)}`;

/** The address of the question whether those who are open in a cell are to be reminded. */
export const nudgePage = (cohort: string, occurrence: string): string => `${cellPage(cohort, occurrence)}/nudge`;

/** The address of the question whether those who are ticked in a cell are to be settled. */
export const settlePage = (cohort: string, occurrence: string): string => `${cellPage(cohort, occurrence)}/settle`;

/** Progress as a file. */
export const PROGRESS_EXPORT = `${STAFF_PAGES.progress.path}/export`;

/** The address of the page of the student of that opaque key. */
export const studentPage = (key: string): string => `${STAFF_PAGES.students.path}/${encodeURIComponent(key)}`;

/** The address of those who are held. */
export const heldPage = `${STAFF_PAGES.students.path}?held=yes`;

/** The address at which an advisor records a meeting with somebody. */
export const meetingPage = (key: string, occurrence: string): string =>
  `${STAFF_PAGES.mine.path}/${encodeURIComponent(key)}/meetings/${encodeURIComponent(occurrence)}`;

/** The address of what an advisor keeps for themselves about somebody. */
export const notePage = (key: string): string => `${studentPage(key)}/note`;

/** The address of the mails that somebody got. */
export const theirMailsPage = (key: string): string => `${studentPage(key)}/mails`;

/** The address of the question whether somebody is to be let go of. */
export const releasePage = (key: string): string => `${studentPage(key)}/release`;

/** The address of an item as somebody has it, by an occurrence's id or a milestone's. */
export const studentItemPage = (key: string, item: string, query: Record<string, string> = {}): string => {
  const asked = new URLSearchParams(query).toString();
  return `${studentPage(key)}/items/${encodeURIComponent(item)}${asked === "" ? "" : `?${asked}`}`;
};

/** The address of the question whether a graduate is to be erased. */
export const erasePage = (key: string): string => `${studentPage(key)}/erase`;

/** The address of everything on record of somebody, to read; and as data. */
export const exportPage = (key: string): string => `${studentPage(key)}/export`;
export const exportData = (key: string): string => `${exportPage(key)}/student.json`;

/** The address of the question whether somebody's failed address is to be tried again. */
/** Where it stands what students ask to have corrected. */
export const CORRECTIONS = "/corrections";
export const ownNamePage = (key: string): string => `${studentPage(key)}/name`;
export const retryAddressPage = (key: string): string => `${studentPage(key)}/address`;

/** The address of the question whether somebody wants a kind of mail again. */
export const choiceBackPage = (key: string, kind: string): string =>
  `${studentPage(key)}/choices/${encodeURIComponent(kind)}`;

/** The address of the question whether somebody's mails are to be paused, or taken up again. */
export const pauseStudentPage = (key: string): string => `${studentPage(key)}/pause`;

/** The address of the question whether two people are one, of whom the first stays. */
export const mergePage = (stays: string, gone: string): string =>
  `${studentPage(stays)}/merge/${encodeURIComponent(gone)}`;

/** The address at which a student's own page of an occurrence is opened in their place. */
export const studentLinkPage = (key: string, occurrence: string): string =>
  `${studentPage(key)}/link/${encodeURIComponent(occurrence)}`;

/** The address of those of a cohort who have not answered. */
export const unansweredPage = (cohort: string, occurrence: string): string =>
  `${STAFF_PAGES.students.path}?${new URLSearchParams({ cohort, unanswered: occurrence })}`;

/** The address of a session: its seats, its guests and its mails. */
export const sessionPage = (id: string): string => `${STAFF_PAGES.calendar.path}/${encodeURIComponent(id)}`;

/** The address of those whose mails of a session's mailing stand at one state. */
export const sessionMailsPage = (id: string, wave: string, state: string): string =>
  `${sessionPage(id)}/mails?${new URLSearchParams({ wave, state })}`;

/** The address of a mail that went out. */
export const mailPage = (messageId: string): string => `${STAFF_PAGES.mails.path}/${encodeURIComponent(messageId)}`;

/** The address of a roster that came. */
export const importPage = (id: string): string => `${STAFF_PAGES.imports.path}/${encodeURIComponent(id)}`;

/** Where files are uploaded. */
export const UPLOADING = `${STAFF_PAGES.imports.path}/upload`;

/** The address that leads to what became of a file, once it was read. `since`: when it was uploaded. */
export const camePage = ({ digest, key, since }: { digest: string; key: string; since: string }): string =>
  `${STAFF_PAGES.imports.path}/came/${encodeURIComponent(digest)}?${new URLSearchParams({ key, since })}`;

/** Where a student is added by a form. */
export const addStudentPage = "/add-student";

/** The address of the form by which a student is corrected. */
export const correctStudentPage = (key: string): string => `${studentPage(key)}/correct`;

/** The address of what a POST found or asks. */
export const answerPage = (id: string): string => `/answers/${encodeURIComponent(id)}`;

/** Where a student is looked for, by POST, and by how many characters at most. */
export const SEARCHING = "/search";
export const LONGEST_TERM = 100;

/** Where mailings and unknown mails are decided on. */
export const DECIDING = { mailings: "/runs", unknownMails: "/unknown", approvals: "/approve" } as const;

/** A mailing that lies ahead. */
export const AHEAD = "/ahead";

/** The address of a mailing that lies ahead: to whom it goes, and a look at its mail. */
export const aheadPage = ({ occurrence, wave }: Mailing): string =>
  `${AHEAD}?${new URLSearchParams({ occurrence, wave })}`;

/** The address of the question about an occurrence's first mailing. */
export const approvePage = (occurrence: string): string =>
  `${DECIDING.approvals}?${new URLSearchParams({ occurrence })}`;

/** The address of the question about a paused mailing. */
export const resumePage = ({ occurrence, wave }: Mailing): string =>
  `${DECIDING.mailings}?${new URLSearchParams({ occurrence, wave })}`;

/** The address of the question whether a mailing that lies ahead is to be paused. */
export const pausePage = ({ occurrence, wave }: Mailing): string =>
  `${DECIDING.mailings}?${new URLSearchParams({ occurrence, wave, decision: "pause" })}`;

const recordsQuery = (filter: RecordsFilter, before?: string): string => {
  const given = Object.entries({ ...filter, before: before ?? "" }).filter(([, value]) => value !== "");
  return given.length === 0 ? "" : `?${new URLSearchParams(given)}`;
};

/** The address of the records that fit. `before`: those older than that one. */
export const recordsPage = (filter: RecordsFilter, before?: string): string =>
  STAFF_PAGES.records.path + recordsQuery(filter, before);

/** The address of all of them as CSV. */
export const recordsCsv = (filter: RecordsFilter): string =>
  `${STAFF_PAGES.records.path}/records.csv${recordsQuery(filter)}`;
