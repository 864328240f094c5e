import type { RosterUploaded } from "#events/people/roster-uploaded.ts";
import { isSessionsFile } from "#files/sessions/sessions-file.ts";
import { isUsersFile } from "#files/users/users-file.ts";
import { reportsOf } from "#office/imports/reports-of.ts";
import { type AttendanceSummary, type ImportAttendanceNeeds, importAttendance } from "./evidence/import-attendance.ts";
import { type EvidenceSummary, type ImportEvidenceNeeds, importEvidence } from "./evidence/import-evidence.ts";
import { type ImportRosterNeeds, importRoster } from "./import-roster.ts";
import { recordList } from "./record-list.ts";
import type { ImportSummary } from "./reports.ts";
import { type ImportSessionsNeeds, importSessions, type SessionsSummary } from "./sessions/import-sessions.ts";
import { type Uploaded, type UploadedFile, uploadedAt } from "./uploads.ts";
import { type ImportUsersNeeds, importUsers, type UsersSummary } from "./users/import-users.ts";

export type ImportFileNeeds = ImportRosterNeeds &
  ImportSessionsNeeds &
  ImportUsersNeeds &
  ImportEvidenceNeeds &
  ImportAttendanceNeeds;

type FileSummary = ImportSummary | SessionsSummary | UsersSummary | EvidenceSummary | AttendanceSummary;

/**
 * Takes a file in as what its folder or its header says it is: a list of evidence or of who came, sessions, people with
 * roles, else a roster. The office hears of each that needs eyes. Twice is as each of them says.
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
  const summary = await importList(needs, { ...upload, place }, bytes);
  if (summary === undefined) return importRoster(needs, uploaded, bytes);
  await recordList(needs.imports, upload, bytes, summary);
  return summary;
};

type ListUpload = UploadedFile & { place: Exclude<Uploaded, { refused: string }> };

// Undefined of a roster.
const importList = async (needs: ImportFileNeeds, { place, ...upload }: ListUpload, bytes: Uint8Array) => {
  if ("milestone" in place) return importEvidence(needs, { ...upload, milestone: place.milestone }, bytes);
  if ("session" in place) return importAttendance(needs, { ...upload, session: place.session }, bytes);
  if (await isSessionsFile(bytes, upload.key)) return importSessions(needs, upload, bytes);
  return (await isUsersFile(bytes, upload.key)) ? importUsers(needs, upload, bytes) : undefined;
};
