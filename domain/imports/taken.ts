import { mailboxOf } from "../people/address.ts";
import { isHere } from "../people/enrollment.ts";
import type { Student } from "../people/student.ts";
import { codeKey } from "./doubles.ts";
import type { RosterEntry } from "./entries.ts";

/** What a row gives somebody though it is another's, as where two were exchanged, or a cell was filled down. */
export interface Taken {
  what: "address" | "access code";
  /** The school's id of the one who has it, or is given it too. */
  other: string;
}

interface Owned {
  what: Taken["what"];
  /** As it is stored of each who is here. */
  stored: (student: Student) => string | undefined;
  given: (entry: RosterEntry) => string | undefined;
}

/** Of each id whose row moves another's address or code to them, the first such. What both keep is shared. */
export const takenOf = (
  entries: readonly RosterEntry[],
  stored: readonly Student[],
  codes: ReadonlyMap<string, string>,
): ReadonlyMap<string, Taken> => {
  const addresses: Owned = {
    what: "address",
    stored: ({ email }) => mailboxOf(email),
    given: ({ row }) => row.email && mailboxOf(row.email),
  };
  const accessCodes: Owned = {
    what: "access code",
    stored: ({ person }) => codeKey(codes.get(person)),
    given: ({ row }) => codeKey(row.cimAccessCode),
  };
  if (stored.length === 0) return new Map();
  const here = stored.filter(isHere);
  return new Map([accessCodes, addresses].flatMap((owned) => takings(owned, entries, here)));
};

const takings = ({ what, stored, given }: Owned, entries: readonly RosterEntry[], here: readonly Student[]) => {
  const owners = Map.groupBy(here, stored);
  const receivers = Map.groupBy(entries, given);
  const gives = new Map(entries.map((entry) => [entry.schoolId, given(entry)]));
  const ownerFor = ({ schoolId, before }: RosterEntry, value: string): string | undefined => {
    const [owner, ...more] = owners.get(value) ?? [];
    // What several have already is shared, and nobody's.
    if (more.length > 0 || owner?.schoolId === schoolId) return undefined;
    if (before !== undefined) return owner?.schoolId;
    // Whoever is new may share an address that stays; where the other is not named, they are a double.
    const others = owner && gives.get(owner.schoolId);
    const isGivenOn = what === "access code" ? owner && gives.has(owner.schoolId) : others && others !== value;
    return isGivenOn ? owner?.schoolId : undefined;
  };
  return entries.flatMap((entry): [string, Taken][] => {
    const { schoolId, before } = entry;
    const value = given(entry);
    const kept = before && stored(before);
    if (value === undefined || value === kept) return [];
    const another = receivers.get(value)?.find((one) => one.schoolId !== schoolId);
    const other = ownerFor(entry, value) ?? (kept === undefined || owners.has(value) ? undefined : another?.schoolId);
    return other === undefined ? [] : [[schoolId, { what, other }]];
  });
};
