import type { Program } from "#domain/calendar/program.ts";
import type { System } from "../../local/system.ts";
import { loadSessions } from "../read-inputs.ts";

/** A file of sessions as a run uploads it. */
export interface SessionsToUpload {
  file: string;
  bytes: Uint8Array;
  isComplete: boolean;
}

/** Reads a file of sessions by the rules of the import. @throws InputFault where it is none */
export const sessionsToUpload = async (file: string, program: Program): Promise<SessionsToUpload> => {
  const { bytes } = await loadSessions(file, program);
  return { file, bytes, isComplete: false };
};

/** Uploads sessions to a running system, as the office would. */
export const uploadSessions = async (system: System, sessions: SessionsToUpload | undefined): Promise<void> => {
  if (sessions !== undefined) await system.uploadRoster(sessions.bytes, sessions);
};
