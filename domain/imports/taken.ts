import { mailboxOf } from "../people/address.ts";
import { isHere } from "../people/enrollment.ts";
import type { Student } from "../people/student.ts";
import { codeKey } from "./doubles.ts";
import type { RosterEntry } from "./entries.ts";

/** What a row gives somebody though it is stored as another's, as where two were exchanged or a column was sorted. */
export interface Taken {
  what: "address" | "access code";
  /** The school's id of the one who has it. */
  other: string;
}

/** Of each id whose row moves another's address or code to them, the first such. What both keep is shared. */
export const takenOf = (
  entries: readonly RosterEntry[],
  stored: readonly Student[],
  codes: ReadonlyMap<string, string>,
): ReadonlyMap<string, Taken> => {
  const here = stored.filter(isHere);
  const byMailbox = Map.groupBy(here, ({ email }) => mailboxOf(email));
  const byCode = Map.groupBy(here, ({ person }) => codeKey(codes.get(person)));
  const gives = new Map(entries.map(({ schoolId, row }) => [schoolId, row.email && mailboxOf(row.email)]));
  const owner = (schoolId: string, owners: readonly Student[] = []): string | undefined =>
    owners.some((one) => one.schoolId === schoolId) || owners.length > 1 ? undefined : owners[0]?.schoolId;
  const takenIn = ({ schoolId, row }: RosterEntry): Taken[] => {
    const mailbox = row.email && mailboxOf(row.email);
    const code = codeKey(row.cimAccessCode);
    const addressee = mailbox === undefined ? undefined : owner(schoolId, byMailbox.get(mailbox));
    const given = addressee === undefined ? undefined : gives.get(addressee);
    const coded = code === undefined ? undefined : owner(schoolId, byCode.get(code));
    return [
      ...(addressee !== undefined && given !== undefined && given !== mailbox
        ? [{ what: "address" as const, other: addressee }]
        : []),
      ...(coded !== undefined && gives.has(coded) ? [{ what: "access code" as const, other: coded }] : []),
    ];
  };
  return new Map(
    entries.flatMap((entry) =>
      takenIn(entry)
        .slice(0, 1)
        .map((taken) => [entry.schoolId, taken] as const),
    ),
  );
};
