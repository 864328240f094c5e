import type { Program } from "#domain/calendar/program.ts";
import type { System } from "../../local/system.ts";
import { tellFile } from "../forecast/calendar/take-sessions.ts";
import { loadSessions } from "../read-inputs.ts";

/** A file of sessions as a run uploads it. */
export interface SessionsToUpload {
  file: string;
  bytes: Uint8Array;
  isComplete: boolean;
}

/** Reads a file of sessions as the import does, and tells what is odd in it. @throws InputFault where it is none */
export const sessionsToUpload = async (
  file: string,
  program: Program,
  tell: (line: string) => void,
): Promise<SessionsToUpload> => {
  const read = await loadSessions(file, program);
  tellFile(read, tell);
  return { file, bytes: read.bytes, isComplete: false };
};

/** Uploads sessions to a running system, as the office would. */
export const uploadSessions = async (system: System, sessions: SessionsToUpload | undefined): Promise<void> => {
  if (sessions !== undefined) await system.uploadRoster(sessions.bytes, sessions);
};
