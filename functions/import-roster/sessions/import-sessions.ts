import { isDeepStrictEqual } from "node:util";
import type { Files } from "#adapters/s3/files.ts";
import type { Sessions } from "#adapters/sessions/sessions.ts";
import type { Program } from "#domain/calendar/program.ts";
import { doubtsInFile } from "#domain/sessions/doubts.ts";
import { takeIn } from "#domain/sessions/revisions.ts";
import type { KnownSession } from "#domain/sessions/session.ts";
import { rejectedCsv } from "#files/roster/warnings.ts";
import { columnsOf } from "#files/sessions/columns.ts";
import { linesCsv, revisionsCsv } from "#files/sessions/session-reports.ts";
import { type ReadSessions, readSessions } from "#files/sessions/sessions-file.ts";
import { mapConcurrently } from "../../listeners/map-concurrently.ts";
import { writeSummary, writeTables } from "../reports.ts";
import type { UploadedFile } from "../uploads.ts";
import { type SetSeatsNeeds, setSeatsOf } from "./set-seats.ts";

export interface ImportSessionsNeeds {
  program: Program;
  files: Pick<Files, "write">;
  sessions: Sessions;
  guestLists: SetSeatsNeeds["guestLists"];
}

/** What the log and `.summary.json` say of a file of sessions. */
export interface SessionsSummary {
  verdict: "counted" | "refused";
  why: string[];
  sessions: number;
  added: number;
  /** Whose guests notice something. */
  changed: number;
  unchanged: number;
  rejected: number;
  /** What somebody should look at in sessions that count all the same. */
  warnings: number;
  unknownColumns: string[];
}

const REFUSED = { sessions: 0, added: 0, changed: 0, unchanged: 0, rejected: 1, warnings: 0, unknownColumns: [] };

/**
 * Takes a file of sessions in and writes reports beside it. Running twice saves what still differs, and reports the
 * same; of two files the one that was uploaded later stands, in whatever order they are taken in.
 */
export const importSessions = async (
  needs: ImportSessionsNeeds,
  upload: UploadedFile,
  bytes: Uint8Array,
): Promise<SessionsSummary> => {
  const read = await readSessions(bytes, needs.program, upload.key);
  if ("fault" in read) {
    const summary: SessionsSummary = { verdict: "refused", why: [read.fault], ...REFUSED };
    await writeSummary(needs.files, upload, summary);
    return summary;
  }
  return report(needs, upload, read, await save(needs, read, upload.at));
};

type ReadFile = Extract<ReadSessions, { sessions: unknown }>;

const MOST_TRIES = 10;

// Two files may be taken in side by side: whoever finds that another was first reads again.
const save = async (
  { sessions }: ImportSessionsNeeds,
  { sessions: given }: ReadFile,
  at: string,
): Promise<KnownSession[]> => {
  for (let tries = 0; tries < MOST_TRIES; tries += 1) {
    const before = new Map((await sessions.all()).map((session) => [session.id, session]));
    const after = takeIn([...before.values()], given, at);
    const changed = after.filter((session) => !isDeepStrictEqual(session, before.get(session.id)));
    const saved = await mapConcurrently(changed, (session) => sessions.save(session, before.get(session.id)));
    if (saved.every((isSaved) => isSaved)) return after;
  }
  throw new Error("Other files of sessions were taken in all the time.");
};

const overtakenBy = ({ id, givenBefore = {} }: KnownSession, at: string): string => {
  const still = columnsOf(Object.entries(givenBefore).flatMap(([field, given]) => (given === at ? [field] : [])));
  const rest = still.length === 0 ? "it stands" : `of this one only ${still.join(", ")} counts`;
  return `a file that was uploaded later names ${id}: ${rest}`;
};

const report = async (
  needs: ImportSessionsNeeds,
  upload: UploadedFile,
  read: ReadFile,
  after: readonly KnownSession[],
): Promise<SessionsSummary> => {
  const lineOf = new Map(read.sessions.map(({ line, session }) => [session.id, line]));
  const doubts = doubtsInFile(needs.program, after, read.sessions);
  const seats = await setSeatsOf(needs, read.sessions, after);
  const named = after.filter(({ id }) => lineOf.has(id));
  const overtaken = named
    .filter(({ givenAt }) => givenAt > upload.at)
    .map((session) => ({ line: lineOf.get(session.id) ?? 0, message: overtakenBy(session, upload.at) }));
  // By what stands: a run that died may have saved some of it.
  const added = named.filter(({ sequence, revisedAt }) => sequence === 0 && revisedAt === upload.at).length;
  const changed = named.filter(({ history }) => history.at(-1)?.at === upload.at);
  const intoPast = changed
    .filter(({ status, startsAt, history }) => {
      const hasMoved = history.at(-1)?.was.startsAt !== undefined;
      return hasMoved && status === "planned" && startsAt <= upload.at;
    })
    .map(({ id }) => ({ line: lineOf.get(id) ?? 0, message: `${id} would have begun already: nobody is told of it` }));
  const all = [...read.warnings, ...doubts, ...seats, ...overtaken, ...intoPast];
  const warnings = all.toSorted((one, other) => one.line - other.line);
  const texts = {
    rejected: rejectedCsv({ ...read, rejected: [] }, read.rejected),
    warnings: linesCsv(warnings),
    changes: revisionsCsv(changed, needs.program.school.timeZone),
  };
  await writeTables(needs.files, upload, texts);
  const summary: SessionsSummary = {
    ...{ verdict: "counted", why: [], sessions: named.length, added, changed: changed.length },
    unchanged: named.length - added - changed.length,
    ...{ rejected: read.rejected.length, warnings: warnings.length, unknownColumns: read.unknownColumns },
  };
  await writeSummary(needs.files, upload, summary);
  return summary;
};
