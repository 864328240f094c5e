import type { RosterUploaded } from "#events/people/roster-uploaded.ts";
import { isSessionsFile } from "#files/sessions/sessions-file.ts";
import { type AttendanceSummary, type ImportAttendanceNeeds, importAttendance } from "./evidence/import-attendance.ts";
import { type EvidenceSummary, type ImportEvidenceNeeds, importEvidence } from "./evidence/import-evidence.ts";
import { type ImportRosterNeeds, importRoster } from "./import-roster.ts";
import type { ImportSummary } from "./reports.ts";
import { type ImportSessionsNeeds, importSessions, type SessionsSummary } from "./sessions/import-sessions.ts";
import { reportsOf, uploadedAt } from "./uploads.ts";

export type ImportFileNeeds = ImportRosterNeeds & ImportSessionsNeeds & ImportEvidenceNeeds & ImportAttendanceNeeds;

/**
 * Takes a file in as what its folder or its header says it is: a list of evidence or of who came, sessions, else a
 * roster. Twice is as each of them says.
 */
export const importFile = async (
  needs: ImportFileNeeds,
  uploaded: RosterUploaded,
): Promise<ImportSummary | SessionsSummary | EvidenceSummary | AttendanceSummary | undefined> => {
  const [bucket, key] = [uploaded.detail.bucket.name, uploaded.detail.object.key];
  const place = uploadedAt(key);
  if (place === undefined || "refused" in place) return importRoster(needs, uploaded);
  const bytes = await needs.files.read(bucket, key);
  if (bytes === undefined) return undefined;
  const upload = { at: new Date(uploaded.time).toISOString(), bucket, key, reports: reportsOf(key) };
  if ("milestone" in place) return importEvidence(needs, { ...upload, milestone: place.milestone }, bytes);
  if ("session" in place) return importAttendance(needs, { ...upload, session: place.session }, bytes);
  return (await isSessionsFile(bytes, key))
    ? importSessions(needs, upload, bytes)
    : importRoster(needs, uploaded, bytes);
};
