import { isDeepStrictEqual } from "node:util";
import type { Notes } from "#adapters/notes/notes.ts";
import type { Files } from "#adapters/s3/files.ts";
import type { KnownUser, Users } from "#adapters/users/users.ts";
import { isSomebodyInCharge, reachOf } from "#domain/access/allowed.ts";
import { signsInBy, type User } from "#domain/access/user.ts";
import { rejectedCsv } from "#files/roster/warnings.ts";
import { linesCsv } from "#files/sessions/session-reports.ts";
import { type ReadUsers, readUsers } from "#files/users/users-file.ts";
import { usersCsv } from "#files/users/users-report.ts";
import { noteKeyOf } from "#office/advising/own-notes.ts";
import { mapConcurrently } from "../../listeners/map-concurrently.ts";
import { writeSummary, writeTables } from "../reports.ts";
import type { UploadedFile } from "../uploads.ts";

export interface ImportUsersNeeds {
  files: Pick<Files, "write">;
  users: Users;
  notes: Pick<Notes, "removeAll">;
}

/** What the log and `.summary.json` say of `people.csv`; it names nobody. */
export interface UsersSummary {
  verdict: "counted" | "refused";
  why: string[];
  people: number;
  added: number;
  changed: number;
  unchanged: number;
  /** Known people whom the file does not name: they keep what they may. */
  absent: number;
  rejected: number;
  warnings: number;
  unknownColumns: string[];
}

const NOBODY = { people: 0, added: 0, changed: 0, unchanged: 0, absent: 0, rejected: 0, warnings: 0 };

const NO_DEAN =
  "after this file no active dean or director would be left, and nobody could give anybody a role again: " +
  "keep one, or name another first";

const noTwo = (line: number): string =>
  `line ${line} has the address of somebody known under another person_id: whoever signs in by it must be one person`;

type ReadUserRows = Extract<ReadUsers, { users: unknown }>;

/** Why a file cannot count as a whole: `before` is known, `given` is what it says, `after` is what would be. */
const whyRefused = (
  read: ReadUserRows,
  before: readonly KnownUser[],
  { given, after }: { given: readonly User[]; after: readonly User[] },
): string[] => {
  const lines = new Map(read.users.map(({ line, user }) => [user.id, line]));
  const sharing = Map.groupBy(after, signsInBy);
  sharing.delete(undefined);
  const shared = given.filter((user) => (sharing.get(signsInBy(user)) ?? []).length > 1);
  const locksOut = isSomebodyInCharge(before) && !isSomebodyInCharge(after);
  return [...shared.map(({ id }) => noTwo(lines.get(id) ?? 1)), ...(locksOut ? [NO_DEAN] : [])];
};

const withoutInstant = ({ givenAt: _, ...user }: KnownUser): User => user;

const withKept = (user: User, stands: User | undefined, kept: readonly (keyof User)[]): User => {
  const values = kept.flatMap((field) => (stands?.[field] === undefined ? [] : [[field, stands[field]]]));
  return { ...user, ...Object.fromEntries(values) };
};

/**
 * Takes `people.csv` in and writes reports beside it. Who is not in the file keeps what they may: a row with the status
 * `inactive` takes it away. A file after which nobody could give roles is refused as a whole. Running twice saves the
 * same; of two files the one that was uploaded later stands, row by row.
 */
export const importUsers = async (
  { files, users, notes }: ImportUsersNeeds,
  upload: UploadedFile,
  bytes: Uint8Array,
): Promise<UsersSummary> => {
  const read = await readUsers(bytes, upload.key);
  const refuse = async (why: string[], rejected = 0): Promise<UsersSummary> => {
    const summary: UsersSummary = { verdict: "refused", why, ...NOBODY, rejected, unknownColumns: [] };
    await writeSummary(files, upload, summary);
    return summary;
  };
  if ("fault" in read) return refuse([read.fault]);
  const known = await users.all();
  const before = new Map(known.map((user) => [user.id, user]));
  const given = read.users
    .map(({ user, kept }) => withKept(user, before.get(user.id), [...read.kept, ...kept]))
    .filter(({ id }) => (before.get(id)?.givenAt ?? "") <= upload.at);
  const after = new Map<string, User>([...before, ...given.map((user) => [user.id, user] as const)]);
  const why = whyRefused(read, known, { given, after: [...after.values()] });
  if (why.length > 0) return refuse(why, read.rejected.length);
  const differs = given.filter((user) => {
    const stands = before.get(user.id);
    return stands === undefined || !isDeepStrictEqual(withoutInstant(stands), user);
  });
  // Also whom it says again: a file that was uploaded before it may be taken in after it.
  await mapConcurrently(given, (user) => users.save({ ...user, givenAt: upload.at }));
  if (isSomebodyInCharge(known) && !isSomebodyInCharge(await users.all())) {
    // Another file took the rest away at the same time: whom this one took from has it back.
    const were = differs.flatMap(({ id }) => before.get(id) ?? []);
    await mapConcurrently(were, (user) => users.save({ ...user, givenAt: upload.at }));
    return refuse([NO_DEAN], read.rejected.length);
  }
  // Also of whom it says again that they are none: a run may have died in between.
  const withoutNotes = given.filter((user) => reachOf(user, "note") === "none");
  await mapConcurrently(withoutNotes, (user) => notes.removeAll(noteKeyOf(user), upload.at));
  return report(files, upload, read, { before, differs });
};

const report = async (
  files: ImportUsersNeeds["files"],
  upload: UploadedFile,
  read: ReadUserRows,
  { before, differs }: { before: ReadonlyMap<string, KnownUser>; differs: readonly User[] },
): Promise<UsersSummary> => {
  const named = new Set(read.users.map(({ user }) => user.id));
  const added = differs.filter(({ id }) => !before.has(id)).length;
  await writeTables(files, upload, {
    rejected: rejectedCsv({ ...read, rejected: [] }, read.rejected),
    warnings: linesCsv(read.warnings),
    changes: usersCsv(differs.map((after) => ({ before: before.get(after.id), after }))),
  });
  const summary: UsersSummary = {
    ...{ verdict: "counted", why: [], people: read.users.length, added, changed: differs.length - added },
    unchanged: read.users.length - differs.length,
    absent: [...before.keys()].filter((id) => !named.has(id)).length,
    ...{ rejected: read.rejected.length, warnings: read.warnings.length, unknownColumns: read.unknownColumns },
  };
  await writeSummary(files, upload, summary);
  return summary;
};
