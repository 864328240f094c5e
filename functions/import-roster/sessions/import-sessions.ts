import { isDeepStrictEqual } from "node:util";
import type { Files } from "#adapters/s3/files.ts";
import type { Sessions } from "#adapters/sessions/sessions.ts";
import type { Program } from "#domain/calendar/program.ts";
import { doubtsInFile } from "#domain/sessions/doubts.ts";
import { takeIn } from "#domain/sessions/revisions.ts";
import type { KnownSession } from "#domain/sessions/session.ts";
import { linesCsv, revisionsCsv } from "#files/sessions/session-reports.ts";
import { type ReadSessions, readSessions } from "#files/sessions/sessions-file.ts";
import { sideBySide } from "../../listeners/side-by-side.ts";
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
 * Takes a file of sessions in and writes reports beside it. Running twice saves what still differs; of two files the
 * one that was uploaded later stands, in whatever order they are taken in.
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
  const { before, after } = await save(needs, read, upload.at);
  return report(needs, upload, { read, before, after });
};

type ReadFile = Extract<ReadSessions, { sessions: unknown }>;

interface SavedSessions {
  before: ReadonlyMap<string, KnownSession>;
  after: KnownSession[];
}

const MOST_TRIES = 10;

// Two files may be taken in side by side: whoever finds that another was first reads again.
const save = async (
  { sessions }: ImportSessionsNeeds,
  { sessions: given }: ReadFile,
  at: string,
): Promise<SavedSessions> => {
  let first: ReadonlyMap<string, KnownSession> | undefined;
  for (let tries = 0; tries < MOST_TRIES; tries += 1) {
    const before = new Map((await sessions.all()).map((session) => [session.id, session]));
    first ??= before;
    const after = takeIn([...before.values()], given, at);
    const changed = after.filter((session) => !isDeepStrictEqual(session, before.get(session.id)));
    const saved = await sideBySide(changed, (session) => sessions.save(session, before.get(session.id)));
    if (saved.every((isSaved) => isSaved)) return { before: first, after };
  }
  throw new Error("Other files of sessions were taken in all the time.");
};

const report = async (
  needs: ImportSessionsNeeds,
  upload: UploadedFile,
  { read, before, after }: SavedSessions & { read: ReadFile },
): Promise<SessionsSummary> => {
  const ids = new Set(read.sessions.map(({ session }) => session.id));
  const doubts = doubtsInFile(needs.program, after, read.sessions);
  const seats = await setSeatsOf(needs, read.sessions, after);
  const warnings = [...read.warnings, ...doubts, ...seats].toSorted((one, other) => one.line - other.line);
  const named = after.filter(({ id }) => ids.has(id));
  const added = named.filter(({ id }) => !before.has(id)).length;
  const changed = named.filter(({ id, sequence }) => sequence > (before.get(id)?.sequence ?? sequence));
  const texts = {
    rejected: linesCsv(read.rejected.map(({ line, reason }) => ({ line, message: reason }))),
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
