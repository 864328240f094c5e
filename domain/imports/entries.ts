import { mailboxOf } from "../people/address.ts";
import type { RosterRow, RosterWarning } from "../people/roster-row.ts";
import type { Student } from "../people/student.ts";

/** All that a roster says of one person. `before`: as they are stored, if they are. */
export interface RosterEntry {
  schoolId: string;
  before: Student | undefined;
  row: RosterRow;
  /** All rows of theirs, which a spreadsheet may have made of several people. */
  rows: readonly RosterRow[];
  /** What the rows contradict each other in, and on which lines; absent where they do not. */
  contradiction?: { lines: number[]; columns: string[]; evidence: string };
  warnings: RosterWarning[];
}

const statusOf = ({ status }: RosterRow): string | undefined => status && (status.means ?? wordOf(status.word));

/** A word of a roster's status column as doubts name it: any case, spaces, hyphens and underscores alike. */
export const wordOf = (word: string): string =>
  word
    .trim()
    .toLowerCase()
    .replaceAll(/[\s_-]+/g, " ");

// What no two rows of one person may say differently: by these they are written to, or not.
const GRAVE: Record<string, (row: RosterRow) => string | number | undefined> = {
  status: statusOf,
  track: ({ track }) => track,
  email: ({ email }) => email && mailboxOf(email),
  matriculation_year: ({ anchors }) => anchors?.matriculation,
  graduation_year: ({ anchors }) => anchors?.graduation,
  leave_from: ({ leaveFrom }) => leaveFrom ?? undefined,
  leave_until: ({ leaveUntil }) => leaveUntil ?? undefined,
};

const LIGHT: Record<string, (row: RosterRow) => string | undefined> = {
  first_name: ({ firstName }) => firstName,
  last_name: ({ lastName }) => lastName,
  preferred_name: ({ preferredName }) => preferredName,
  society: ({ society }) => society,
  society_advisor_email: ({ societyAdvisorEmail }) => societyAdvisorEmail,
  cim_access_code: ({ cimAccessCode }) => cimAccessCode,
  degree: ({ degree }) => degree ?? undefined,
  specialty: ({ specialty }) => specialty ?? undefined,
  site: ({ site }) => site ?? undefined,
  mailbox: ({ mailbox }) => mailbox ?? undefined,
};

const valuesOf = <Value>(rows: readonly RosterRow[], read: (row: RosterRow) => Value | undefined): Value[] => [
  ...new Set(rows.map(read).filter((value) => value !== undefined)),
];

const differing = <Value>(
  rows: readonly RosterRow[],
  columns: Record<string, (row: RosterRow) => Value | undefined>,
): { column: string; values: string[] }[] => {
  if (rows.length === 1) return [];
  return Object.entries(columns).flatMap(([column, read]) => {
    const values = valuesOf(rows, read);
    return values.length > 1 ? [{ column, values: values.map(String).toSorted() }] : [];
  });
};

// What the first row says counts; where it says nothing, the next.
const combined = (rows: readonly RosterRow[]): RosterRow | undefined => {
  let [said] = rows;
  for (const row of rows.slice(1)) {
    said = { ...row, ...said, anchors: { ...row.anchors, ...said?.anchors } };
  }
  return said;
};

// What somebody leans to is nobody's business who reads warnings.
const toldValues = (column: string, values: readonly string[]): string =>
  column === "specialty" ? "" : ` (${values.join(", ")})`;

const entryOf = (schoolId: string, before: Student | undefined, rows: readonly RosterRow[]): RosterEntry[] => {
  const row = combined(rows);
  if (row === undefined) return [];
  const grave = differing(rows, GRAVE);
  const lines = rows.map(({ line }) => line);
  const which = grave.length === 0 ? "the first counts" : "none of them counts";
  const warnings = differing(rows, LIGHT).map(({ column, values }) => ({
    line: lines[1] ?? row.line,
    column,
    message: `lines ${lines.join(" and ")} are of one id and differ${toldValues(column, values)}; ${which}`,
  }));
  if (grave.length === 0) return [{ schoolId, before, row, rows, warnings }];
  const columns = grave.map(({ column }) => column);
  const evidence = `rows:${grave.map(({ column, values }) => `${column}=${values.join("|")}`).join(";")}`;
  return [{ schoolId, before, row, rows, contradiction: { lines, columns, evidence }, warnings }];
};

/** One entry for each person whom the rows name, by their own id or an alias, in the order of the file. */
export const entriesOf = (rows: readonly RosterRow[], stored: readonly Student[]): RosterEntry[] => {
  const known = new Map(stored.flatMap((one) => (one.aliases ?? []).map((alias) => [alias, one] as const)));
  for (const student of stored) known.set(student.schoolId, student);
  const byId = Map.groupBy(rows, ({ schoolId }) => known.get(schoolId)?.schoolId ?? schoolId);
  return [...byId].flatMap(([schoolId, theirs]) => entryOf(schoolId, known.get(schoolId), theirs));
};
