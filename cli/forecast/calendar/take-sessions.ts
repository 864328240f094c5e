import type { Program } from "#domain/calendar/program.ts";
import { doubtsInFile } from "#domain/sessions/doubts.ts";
import { takeIn } from "#domain/sessions/revisions.ts";
import type { KnownSession } from "#domain/sessions/session.ts";
import { addDays, instantAt, schoolDate } from "#domain/time/dates.ts";
import { loadSessions, namesSessions, type ReadSessionsFile } from "../../read-inputs.ts";

/** A file that comes on a school date; undefined for the one that is there from the beginning. */
interface SessionsFile {
  on: string | undefined;
  file: string;
}

/** A file as it was taken in on a school date, and all sessions after it. A doubt about one is a warning. */
export interface TakenSessionsFile extends Pick<ReadSessionsFile, "file" | "bytes" | "rejected" | "warnings"> {
  on: string;
  sessions: KnownSession[];
}

/** Sessions once all files were taken in. `began`: the school date of the first file. `now`: when the last one came. */
export interface TakenSessions {
  files: TakenSessionsFile[];
  sessions: KnownSession[];
  began: string;
  now: string;
}

/** Parts later files into rosters and sessions, as their headers say. @throws InputFault where one cannot be read */
export const partFiles = async <File extends { file: string }>(
  files: readonly File[],
): Promise<{ rosters: File[]; sessions: File[] }> => {
  const are = await Promise.all(files.map(({ file }) => namesSessions(file)));
  return { rosters: files.filter((_, nth) => !are[nth]), sessions: files.filter((_, nth) => are[nth]) };
};

const NOTHING_KNOWN = "2026-07-01";

// The July before everything: what is there from the beginning came then, whatever the clock of this machine says.
const beginningOf = (days: readonly string[]): string => {
  const first = days.toSorted()[0] ?? NOTHING_KNOWN;
  const july = `${first.slice(0, 4)}-07-01`;
  return first > july ? july : `${Number(first.slice(0, 4)) - 1}-07-01`;
};

const byLine = (one: { line: number }, other: { line: number }): number => one.line - other.line;

/** Tells what of a file was rejected, and what is odd in it, in the order of its lines. */
export const tellFile = (
  { file, rejected, warnings }: Pick<ReadSessionsFile, "file" | "rejected" | "warnings">,
  tell: (line: string) => void,
): void => {
  const told = [
    ...rejected.map(({ line, reason }) => ({ line, text: `rejected: ${reason}` })),
    ...warnings.map(({ line, message }) => ({ line, text: `warning: ${message}` })),
  ];
  for (const { line, text } of told.toSorted(byLine)) tell(`${file}:${line}: ${text}`);
};

/**
 * Takes files of sessions in one after another, each at the beginning of its date, and tells what is odd in each.
 * @throws InputFault where one is no file of sessions
 */
export const takeSessions = async (
  files: readonly SessionsFile[],
  program: Program,
  tell: (line: string) => void,
): Promise<TakenSessions> => {
  const { timeZone } = program.school;
  const inOrder = files.toSorted((one, other) => ((one.on ?? "") < (other.on ?? "") ? -1 : 1));
  const read = await Promise.all(inOrder.map(({ file }) => loadSessions(file, program)));
  const days = read.flatMap(({ sessions }) => sessions.map(({ session }) => schoolDate(session.startsAt, timeZone)));
  const comings = inOrder.flatMap(({ on }) => (on === undefined ? [] : [addDays(on, -1)]));
  const began = beginningOf([...days, ...comings]);
  let known: KnownSession[] = [];
  const taken = read.map(({ sessions, warnings, ...one }, nth): TakenSessionsFile => {
    const on = inOrder[nth]?.on ?? began;
    known = takeIn(known, sessions, instantAt(on, "00:00", timeZone));
    const doubts = doubtsInFile(program, known, sessions).map((doubt) => ({ ...doubt, column: "" }));
    return { ...one, on, sessions: known, warnings: [...warnings, ...doubts] };
  });
  for (const file of taken) tellFile(file, tell);
  return { files: taken, sessions: known, began, now: instantAt(taken.at(-1)?.on ?? began, "00:00", timeZone) };
};
