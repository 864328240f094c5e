import type { RosterUploaded } from "#events/people/roster-uploaded.ts";
import { isSessionsFile } from "#files/sessions/sessions-file.ts";
import { isUsersFile } from "#files/users/users-file.ts";
import { type AttendanceSummary, type ImportAttendanceNeeds, importAttendance } from "./evidence/import-attendance.ts";
import { type EvidenceSummary, type ImportEvidenceNeeds, importEvidence } from "./evidence/import-evidence.ts";
import { type ImportRosterNeeds, importRoster } from "./import-roster.ts";
import type { ImportSummary } from "./reports.ts";
import { type ImportSessionsNeeds, importSessions, type SessionsSummary } from "./sessions/import-sessions.ts";
import { reportsOf, uploadedAt } from "./uploads.ts";
import { type ImportUsersNeeds, importUsers, type UsersSummary } from "./users/import-users.ts";

export type ImportFileNeeds = ImportRosterNeeds &
  ImportSessionsNeeds &
  ImportUsersNeeds &
  ImportEvidenceNeeds &
  ImportAttendanceNeeds;

type FileSummary = ImportSummary | SessionsSummary | UsersSummary | EvidenceSummary | AttendanceSummary;

/**
 * Takes a file in as what its folder or its header says it is: a list of evidence or of who came, sessions, people with
 * roles, else a roster. Twice is as each of them says.
 */
export const importFile = async (
  needs: ImportFileNeeds,
  uploaded: RosterUploaded,
): Promise<FileSummary | undefined> => {
  const [bucket, key] = [uploaded.detail.bucket.name, uploaded.detail.object.key];
  const place = uploadedAt(key);
  if (place === undefined || "refused" in place) return importRoster(needs, uploaded);
  const bytes = await needs.files.read(bucket, key);
  if (bytes === undefined) return undefined;
  const upload = { at: new Date(uploaded.time).toISOString(), bucket, key, reports: reportsOf(key) };
  if ("milestone" in place) return importEvidence(needs, { ...upload, milestone: place.milestone }, bytes);
  if ("session" in place) return importAttendance(needs, { ...upload, session: place.session }, bytes);
  if (await isSessionsFile(bytes, key)) return importSessions(needs, upload, bytes);
  if (await isUsersFile(bytes, key)) return importUsers(needs, upload, bytes);
  return importRoster(needs, uploaded, bytes);
};
