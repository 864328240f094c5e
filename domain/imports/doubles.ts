import { mailboxOf } from "../people/address.ts";
import type { RosterRow } from "../people/roster-row.ts";
import { areAlike, type IdForm, idForm } from "../people/school-ids.ts";
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
  id: IdForm;
  isNamed: boolean;
  mailbox: string | undefined;
  code: string | undefined;
  name: string | undefined;
  /** Of somebody whose id is an address, and so is new with each new name: the first name within the class. */
  likeness: string | undefined;
}

interface RowNames {
  firstName?: string;
  lastName?: string;
  fullName?: string;
}

const nameOf = ({ fullName = "", firstName = fullName, lastName = "" }: RowNames): string | undefined =>
  `${firstName} ${lastName}`
    .normalize("NFKD")
    .replaceAll(/[^\p{L}\p{N} ]/gu, "")
    .toLowerCase()
    .trim() || undefined;

/** An access code as it counts when two are compared: people type capitals and spaces as they like. */
export const codeKey = (code: string | undefined): string | undefined => code?.replaceAll(/\s/g, "").toLowerCase();

type OfLikeness = Pick<RosterRow, "schoolId" | "firstName" | "track" | "anchors">;

const likenessOf = ({ schoolId, firstName, track, anchors }: OfLikeness): string | undefined =>
  schoolId.includes("@") && firstName !== undefined && track !== undefined && anchors?.matriculation !== undefined
    ? `${firstName.toLowerCase()} ${track} ${anchors.matriculation}`
    : undefined;

// Of an id that a spreadsheet has rounded, each row may be somebody else's.
const marksOfEntry = ({ schoolId, rows }: RosterEntry): Marks[] =>
  rows.map((row) => ({
    schoolId,
    id: idForm(schoolId),
    isNamed: true,
    mailbox: row.email && mailboxOf(row.email),
    code: codeKey(row.cimAccessCode),
    name: nameOf(row),
    likeness: likenessOf(row),
  }));

const agreement = (one: Marks, other: Marks): string | undefined =>
  (one.mailbox !== undefined && one.mailbox === other.mailbox && "the address") ||
  (one.code !== undefined && one.code === other.code && "the access code") ||
  (one.name !== undefined && one.name === other.name && "the name") ||
  undefined;

type Index = ReadonlyMap<string | undefined, Marks[]>;

/** Those who share a mark with another, by that mark. */
const sharingBy = (all: readonly Marks[], by: (marks: Marks) => string | undefined): Index => {
  const [first, shared] = [new Map<string, Marks>(), new Map<string | undefined, Marks[]>()];
  for (const marks of all) {
    const mark = by(marks);
    if (mark === undefined) continue;
    const [before, those] = [first.get(mark), shared.get(mark)];
    if (before === undefined) first.set(mark, marks);
    else if (those === undefined) shared.set(mark, [before, marks]);
    else those.push(marks);
  }
  return shared;
};

/**
 * Finds who among those whose ids are not stored may be somebody else: an id that is alike but for what a spreadsheet
 * does, with the same address, code or name; or the address or the code of one whom the file does not name themselves,
 * or their first name where an id is an address.
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
    const own = { mailbox: mailboxOf(email), code: codeKey(codes.get(one.person)), name: nameOf(one) };
    return { schoolId, id: idForm(schoolId), isNamed: named.has(schoolId), ...own, likeness: likenessOf(one) };
  });
  const fresh = entries.filter(({ before }) => before === undefined).flatMap(marksOfEntry);
  const find = finder([...marks, ...fresh]);
  return fresh.flatMap((one) => find(one).map(({ other, why }) => ({ one: one.schoolId, other, why })));
};

const finder = (all: readonly Marks[]): ((one: Marks) => Pick<Double, "other" | "why">[]) => {
  const byMailbox = sharingBy(all, ({ mailbox }) => mailbox);
  const byCode = sharingBy(all, ({ code }) => code);
  const byName = sharingBy(all, ({ name }) => name);
  const unnamed = all.filter(({ isNamed, likeness }) => !isNamed && likeness !== undefined);
  const byLikeness: Index = Map.groupBy(unnamed, ({ likeness }) => likeness);
  return (one) => {
    const sharing = { mailbox: byMailbox.get(one.mailbox) ?? [], code: byCode.get(one.code) ?? [] };
    // A code that many have is nobody's: a word in its column, e.g. that it is to come.
    const coded = sharing.code.length > 2 ? [] : sharing.code;
    const likely = byLikeness.get(one.likeness) ?? [];
    const renamed = likely.length > 1 ? [] : likely;
    const others = [...sharing.mailbox, ...sharing.code, ...(byName.get(one.name) ?? []), ...renamed];
    if (others.length === 0) return [];
    const found = new Map<string, string>();
    for (const other of others) {
      if (other.schoolId === one.schoolId || found.has(other.schoolId)) continue;
      const agrees = agreement(one, other);
      const isShared = sharing.mailbox.includes(other) || coded.includes(other);
      const why = whyDouble(one, other, { agrees, isShared, isRenamed: renamed.includes(other) });
      if (why !== undefined) found.set(other.schoolId, why);
    }
    return [...found].map(([other, why]) => ({ other, why }));
  };
};

interface Resemblance {
  agrees: string | undefined;
  isShared: boolean;
  isRenamed: boolean;
}

const UNNAMED = "and the roster does not name the other";

const whyDouble = (one: Marks, other: Marks, { agrees, ...is }: Resemblance): string | undefined => {
  if (agrees !== undefined && areAlike(one.id, other.id)) return `the ids are alike and ${agrees} is the same`;
  if (other.isNamed) return undefined;
  if (agrees !== undefined && is.isShared) return `${agrees} is the same, ${UNNAMED}`;
  return is.isRenamed ? `their ids are addresses, the first name and the class are the same, ${UNNAMED}` : undefined;
};
