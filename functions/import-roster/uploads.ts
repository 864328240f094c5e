import { ROSTER_FOLDERS } from "#events/people/roster-uploaded.ts";
import { ROSTER_NAME } from "#office/imports/reports-of.ts";
import type { ReportPlace } from "./reports.ts";

/** What came into the bucket: a roster, a list of who did what a milestone asks, one of who came, or none of them. */
export type Uploaded =
  | { isComplete: boolean; isApproving: boolean; isAsked?: boolean }
  | { milestone: string }
  | { session: string }
  | { refused: string };

/** A file in the bucket. `at`: when it was uploaded, ISO 8601 UTC. */
export interface UploadedFile extends ReportPlace {
  at: string;
  key: string;
}

const PUT_LISTS = `a list of who did what a milestone asks into ${ROSTER_FOLDERS.evidence}<milestone>/`;

// `retake-cim-survey/2027/dates.csv` is of that milestone, whatever folders are in between.
const listAt = (path: string): Uploaded => {
  const [milestone = "", ...rest] = path.split("/");
  if (rest.length === 0) return { refused: `Put ${PUT_LISTS}.` };
  return ROSTER_NAME.test(path) ? { milestone } : { refused: "A list's name ends in .csv or .xlsx." };
};

const attendanceAt = (path: string): Uploaded => {
  const [session = "", ...rest] = path.split("/");
  if (rest.length === 0) return { refused: `Put a list of who came into ${ROSTER_FOLDERS.attendance}<session>/.` };
  return ROSTER_NAME.test(path) ? { session } : { refused: "A list's name ends in .csv or .xlsx." };
};

/** Undefined for a folder's mark, and for matchward's own reports. */
export const uploadedAt = (key: string): Uploaded | undefined => {
  const { incoming, complete, approved, evidence, attendance, desk, reports } = ROSTER_FOLDERS;
  if (key.endsWith("/") || key.startsWith(reports)) return undefined;
  if (key.startsWith(attendance)) return attendanceAt(key.slice(attendance.length));
  if (key.startsWith(evidence)) return listAt(key.slice(evidence.length));
  const folders = [incoming, complete, approved, desk];
  const folder = folders.find((one) => key.startsWith(one));
  if (folder === undefined)
    return { refused: `Put rosters into ${incoming} or ${complete}, ${PUT_LISTS}; nobody looks where this is.` };
  if (!ROSTER_NAME.test(key)) return { refused: "A roster's name ends in .csv or .xlsx." };
  const isAsked = folder === desk;
  const isComplete = folder === complete || key.startsWith(desk + complete);
  return { isComplete, isApproving: folder === approved, ...(isAsked && { isAsked }) };
};
