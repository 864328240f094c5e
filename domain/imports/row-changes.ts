import { isSameMailbox } from "../people/address.ts";
import { statusOn } from "../people/enrollment.ts";
import { daysOf, type RosterRow } from "../people/roster-row.ts";
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
  "degree",
  "leaveFrom",
  "leaveUntil",
  "specialty",
  "site",
  "mailbox",
] as const;
export type RosterField = (typeof FIELDS)[number];

const shown = (value: unknown): string =>
  typeof value === "object" && value !== null ? JSON.stringify(Object.entries(value).toSorted()) : String(value ?? "");

/** The fields in which two versions of a student differ. */
export const fieldsChanged = (before: Student, after: Student): RosterField[] =>
  FIELDS.filter((field) => shown(before[field]) !== shown(after[field]));

type Said = string | null | undefined;

// What a row says of a leave counts; a stored day that contradicts it, or is of an earlier leave, is forgotten.
const leaveOf = (
  before: Student,
  { leaveFrom, leaveUntil, status }: RosterRow,
  today: string,
): { leaveFrom: Said; leaveUntil: Said } => {
  const isOver = before.leaveUntil !== undefined && before.leaveUntil < today;
  const isAnother = isOver && status?.means === "leave" && leaveUntil === undefined;
  const from = leaveFrom === undefined ? before.leaveFrom : leaveFrom;
  const until = leaveUntil === undefined ? before.leaveUntil : leaveUntil;
  const isContrary = (until ?? "9999") < (from ?? "");
  const isForgotten = isAnother || isContrary || leaveFrom === null;
  return {
    leaveFrom: leaveFrom === undefined && isForgotten ? null : leaveFrom,
    leaveUntil: leaveUntil === undefined && isForgotten ? null : leaveUntil,
  };
};

/** The own days that a row moves; a leave that ends altogether, or is over and followed by another, is none of them. */
const movedFrom = (
  before: Student,
  after: Student,
  today: string,
): NonNullable<Student["formerly"]>[number] | undefined => {
  const { begins, leaveFrom, leaveUntil } = before;
  const isOver = leaveUntil !== undefined && leaveUntil < today;
  const isAnother = isOver && (after.leaveFrom ?? after.leaveUntil ?? "") > leaveUntil;
  const isLeaveMoved =
    (leaveFrom ?? leaveUntil) !== undefined &&
    !isAnother &&
    (after.leaveFrom ?? after.leaveUntil) !== undefined &&
    (after.leaveFrom !== leaveFrom || after.leaveUntil !== leaveUntil);
  const isPhaseMoved = begins !== undefined && shown(begins) !== shown(after.begins);
  if (!isLeaveMoved && !isPhaseMoved) return undefined;
  return {
    ...(isPhaseMoved && { begins }),
    ...(isLeaveMoved && leaveFrom !== undefined && { leaveFrom }),
    ...(isLeaveMoved && leaveUntil !== undefined && { leaveUntil }),
  };
};

const orNothing = ([name, value]: [string, unknown]) => [name, value ?? undefined];

const isSaid = ([, value]: [string, unknown]): boolean => value !== undefined && value !== "";

/**
 * A stored student with what a row says of them on a school date; a blank leaves what is stored. A full name counts
 * where no other is known.
 */
export const withRow = (before: Student, row: RosterRow, today: string): Student => {
  const { email, lastName, preferredName, track, society, societyAdvisorEmail } = row;
  const { degree, specialty, site, mailbox } = row;
  const firstName = row.firstName ?? (before.lastName === "" ? row.fullName : undefined);
  const said = { email, firstName, lastName, preferredName, track, society, societyAdvisorEmail };
  const may = { degree, specialty, site, mailbox, ...leaveOf(before, row, today) };
  const { matriculation } = before.anchors;
  const isMoved = row.anchors?.matriculation !== undefined && row.anchors.matriculation !== matriculation;
  const status = row.status?.means ?? before.status;
  const after: Student = {
    ...before,
    ...Object.fromEntries(
      Object.entries({ ...said, ...may })
        .filter(isSaid)
        .map(orNothing),
    ),
    anchors: { ...before.anchors, ...row.anchors },
    ...(row.begins && { begins: daysOf({ ...before.begins, ...row.begins }) }),
    ...(isMoved && { former: [...(before.former ?? []), matriculation] }),
    status,
  };
  const formerly = movedFrom(before, after, today);
  if (formerly !== undefined) after.formerly = [...(before.formerly ?? []), formerly];
  const isBack = statusOn(before, today) !== "active" && statusOn(after, today) === "active";
  return isBack ? { ...after, backOn: today } : after;
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
  leave: (before, after) => before.leaveFrom !== after.leaveFrom || before.leaveUntil !== after.leaveUntil,
};

const isReplaced = (before = "", after = ""): boolean => before !== "" && before !== after;
