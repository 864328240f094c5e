import { isSameMailbox } from "../people/address.ts";
import type { RosterRow } from "../people/roster-row.ts";
import type { Student } from "../people/student.ts";

const FIELDS = [
  "email",
  "firstName",
  "lastName",
  "preferredName",
  "track",
  "anchors",
  "begins",
  "society",
  "status",
  "societyAdvisorEmail",
] as const;
export type RosterField = (typeof FIELDS)[number];

const shown = (value: unknown): string =>
  typeof value === "object" && value !== null ? JSON.stringify(Object.entries(value).toSorted()) : String(value ?? "");

/** The fields in which two versions of a student differ. */
export const fieldsChanged = (before: Student, after: Student): RosterField[] =>
  FIELDS.filter((field) => shown(before[field]) !== shown(after[field]));

/**
 * A stored student with what a row says of them on a school date; a blank leaves what is stored. A full name counts
 * where no other is known.
 */
export const withRow = (before: Student, row: RosterRow, today: string): Student => {
  const { email, lastName, preferredName, track, society, societyAdvisorEmail } = row;
  const firstName = row.firstName ?? (before.lastName === "" ? row.fullName : undefined);
  const said = { email, firstName, lastName, preferredName, track, society, societyAdvisorEmail };
  const { matriculation } = before.anchors;
  const isMoved = row.anchors?.matriculation !== undefined && row.anchors.matriculation !== matriculation;
  const status = row.status?.means ?? before.status;
  return {
    ...before,
    ...Object.fromEntries(Object.entries(said).filter(([, value]) => value !== undefined && value !== "")),
    anchors: { ...before.anchors, ...row.anchors },
    ...(row.begins && { begins: { ...before.begins, ...row.begins } }),
    ...(isMoved && { former: [...(before.former ?? []), matriculation] }),
    ...(status === "active" && before.status !== "active" && { backOn: today }),
    status,
  };
};

/** What a mass of wrong values is looked for in: each a column, and whether a value of it was replaced by another. */
export const REPLACED: Record<string, (before: Student, after: Student) => boolean> = {
  email: (before, after) => !isSameMailbox(before.email, after.email),
  first_name: (before, after) =>
    isReplaced(before.firstName, after.firstName) && before.firstName !== `${after.firstName} ${after.lastName}`,
  last_name: (before, after) => isReplaced(before.lastName, after.lastName),
  preferred_name: (before, after) => isReplaced(before.preferredName, after.preferredName),
  status: (before, after) => isReplaced(before.status, after.status),
  track: (before, after) => isReplaced(before.track, after.track),
  years: (before, after) => shown(before.anchors) !== shown(after.anchors),
};

const isReplaced = (before = "", after = ""): boolean => before !== "" && before !== after;
