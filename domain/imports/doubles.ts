import { mailboxOf } from "../people/address.ts";
import { areAlike, idCore } from "../people/school-ids.ts";
import type { Student } from "../people/student.ts";
import type { RosterEntry } from "./entries.ts";

/** Two ids that may be one person's. `one` is new; `why` is a clause for the office. */
export interface Double {
  one: string;
  other: string;
  why: string;
}

/** What may show that two ids are one person's. */
interface Marks {
  schoolId: string;
  isNamed: boolean;
  mailbox: string | undefined;
  code: string | undefined;
  name: string | undefined;
}

const nameOf = ({ firstName = "", lastName = "" }: { firstName?: string; lastName?: string }): string | undefined =>
  `${firstName} ${lastName}`
    .normalize("NFKD")
    .replaceAll(/[^\p{L}\p{N} ]/gu, "")
    .toLowerCase()
    .trim() || undefined;

// Of an id that a spreadsheet has rounded, each row may be somebody else's.
const marksOfEntry = ({ schoolId, rows }: RosterEntry): Marks[] =>
  rows.map((row) => ({
    schoolId,
    isNamed: true,
    mailbox: row.email && mailboxOf(row.email),
    code: row.cimAccessCode,
    name: nameOf(row),
  }));

const agreement = (one: Marks, other: Marks): string | undefined =>
  (one.mailbox !== undefined && one.mailbox === other.mailbox && "the address") ||
  (one.code !== undefined && one.code === other.code && "the access code") ||
  (one.name !== undefined && one.name === other.name && "the name") ||
  undefined;

const indexed = (all: readonly Marks[], by: (marks: Marks) => string | undefined): Map<string | undefined, Marks[]> => {
  const index = Map.groupBy(all, by);
  index.delete(undefined);
  return index;
};

/**
 * Finds who among those whose ids are not stored may be somebody else: an id that is alike but for what a spreadsheet
 * does, with the same address, code or name; or the address or the code of one whom the file does not name themselves.
 * @param codes access codes by the stored students' keys
 */
export const doublesOf = (
  entries: readonly RosterEntry[],
  stored: readonly Student[],
  codes: ReadonlyMap<string, string>,
): Double[] => {
  const named = new Set(entries.map(({ schoolId }) => schoolId));
  const marks = stored.map((one): Marks => {
    const { schoolId, email } = one;
    const own = { mailbox: mailboxOf(email), code: codes.get(one.person), name: nameOf(one) };
    return { schoolId, isNamed: named.has(schoolId), ...own };
  });
  const fresh = entries.filter(({ before }) => before === undefined).flatMap(marksOfEntry);
  const find = finder([...marks, ...fresh]);
  return fresh.flatMap((one) => find(one).map(({ other, why }) => ({ one: one.schoolId, other, why })));
};

const finder = (all: readonly Marks[]): ((one: Marks) => Pick<Double, "other" | "why">[]) => {
  const byCore = indexed(all, ({ schoolId }) => idCore(schoolId));
  const byMailbox = indexed(all, ({ mailbox }) => mailbox);
  const byCode = indexed(all, ({ code }) => code);
  const byName = indexed(all, ({ name }) => name);
  return (one) => {
    const sharing = { mailbox: byMailbox.get(one.mailbox) ?? [], code: byCode.get(one.code) ?? [] };
    // A code that many have is nobody's: a word in its column, e.g. that it is to come.
    const coded = sharing.code.length > 2 ? [] : sharing.code;
    const near = [...(byCore.get(idCore(one.schoolId)) ?? []), ...sharing.mailbox, ...sharing.code];
    const found = new Map<string, string>();
    for (const other of [...near, ...(isNumber(one) ? (byName.get(one.name) ?? []) : [])]) {
      const agrees = agreement(one, other);
      if (other.schoolId === one.schoolId || agrees === undefined || found.has(other.schoolId)) continue;
      const isUnnamed = !other.isNamed && (sharing.mailbox.includes(other) || coded.includes(other));
      if (areAlike(one.schoolId, other.schoolId))
        found.set(other.schoolId, `the ids are alike and ${agrees} is the same`);
      else if (isUnnamed) found.set(other.schoolId, `${agrees} is the same, and the roster does not name the other`);
    }
    return [...found].map(([other, why]) => ({ other, why }));
  };
};

// Only numbers are rounded, and only by their names are those found whose address and code are new.
const isNumber = ({ schoolId }: Marks): boolean => /^[\d.,e+]+$/i.test(schoolId.trim());
