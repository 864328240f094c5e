import { signsInBy, type User } from "#domain/access/user.ts";

/** `kept`: what the row says nothing of: it stays as it was. */
export type ReadUser = { user: User; kept: readonly (keyof User)[] } | { fault: string };

/** A row as it was read. `id`: whose it is, also where it has a fault; empty where nobody can tell. */
export type JudgedRow = ReadUser & { line: number; id: string };

export interface UserInFile {
  line: number;
  user: User;
  kept: readonly (keyof User)[];
}

const twice = (what: string, rows: readonly JudgedRow[]): string | undefined =>
  rows.length < 2 ? undefined : `one ${what} stands on lines ${rows.map(({ line }) => line).join(" and ")}: keep one`;

/**
 * The rows that count. In doubt a person is held back: of two rows of one number none counts, also where one of the two
 * has a fault, and of two active people of one address neither.
 */
export const eachOnce = (
  judged: readonly JudgedRow[],
): { users: UserInFile[]; rejected: { line: number; reason: string }[] } => {
  const users: UserInFile[] = [];
  const rejected: { line: number; reason: string }[] = [];
  const ids = Map.groupBy(judged, ({ id }) => id);
  const addresses = Map.groupBy(judged, (one) => ("user" in one ? signsInBy(one.user) : undefined));
  addresses.delete(undefined);
  for (const one of judged) {
    const { line, id } = one;
    if ("fault" in one) {
      rejected.push({ line, reason: one.fault });
      continue;
    }
    const sharing = addresses.get(signsInBy(one.user)) ?? [];
    const reason = twice("person_id", ids.get(id) ?? []) ?? twice("email", sharing);
    if (reason === undefined) users.push({ line, user: one.user, kept: one.kept });
    else rejected.push({ line, reason });
  }
  return { users, rejected };
};
