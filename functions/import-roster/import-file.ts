import type { RosterUploaded } from "#events/people/roster-uploaded.ts";
import { isSessionsFile } from "#files/sessions/sessions-file.ts";
import { type ImportRosterNeeds, importRoster } from "./import-roster.ts";
import type { ImportSummary } from "./reports.ts";
import { type ImportSessionsNeeds, importSessions, type SessionsSummary } from "./sessions/import-sessions.ts";
import { reportsOf, uploadedAt } from "./uploads.ts";

export type ImportFileNeeds = ImportRosterNeeds & ImportSessionsNeeds;

/** Takes a file in as what its header says it is: one of sessions, else a roster. Twice is as each of them says. */
export const importFile = async (
  needs: ImportFileNeeds,
  uploaded: RosterUploaded,
): Promise<ImportSummary | SessionsSummary | undefined> => {
  const [bucket, key] = [uploaded.detail.bucket.name, uploaded.detail.object.key];
  const place = uploadedAt(key);
  const bytes = place !== undefined && !("refused" in place) ? await needs.files.read(bucket, key) : undefined;
  if (bytes === undefined || !(await isSessionsFile(bytes, key))) return importRoster(needs, uploaded);
  const upload = { at: new Date(uploaded.time).toISOString(), bucket, key, reports: reportsOf(key) };
  return importSessions(needs, upload, bytes);
};
