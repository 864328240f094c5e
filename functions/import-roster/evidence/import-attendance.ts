import type { GuestLists } from "#adapters/guest-lists/guest-lists.ts";
import type { Sessions } from "#adapters/sessions/sessions.ts";
import type { KnownSession } from "#domain/sessions/session.ts";
import { csvOf } from "#files/csv/csv.ts";
import { readAttendance } from "#files/evidence/evidence-file.ts";
import { peopleNamed } from "#office/people/find-person.ts";
import { writeSummary, writeTables } from "../reports.ts";
import type { UploadedFile } from "../uploads.ts";
import type { ImportEvidenceNeeds } from "./import-evidence.ts";

export interface ImportAttendanceNeeds extends Pick<ImportEvidenceNeeds, "people" | "files"> {
  sessions: Pick<Sessions, "get">;
  guestLists: Pick<GuestLists, "get" | "came">;
}

/** A list of who came to a session, in the bucket. */
export interface AttendanceUpload extends UploadedFile {
  session: string;
}

/** What the log and `.summary.json` say of a list, in numbers; it names nobody. */
export interface AttendanceSummary {
  verdict: "counted" | "refused";
  why: string[];
  came: number;
  /** Lines that say nothing of anybody. */
  rejected: number;
}

const whyNot = (session: KnownSession | undefined, { session: id, at }: AttendanceUpload): string | undefined => {
  if (session === undefined) return `There is no session ${id}.`;
  if (session.status === "cancelled") return `The session ${id} was cancelled.`;
  return at < session.startsAt ? `The session ${id} has not begun.` : undefined;
};

/**
 * Records that those in a list came to its session, and writes reports beside it; whom the room's code told of already
 * stays as they were. Running twice records once and writes the same reports.
 */
export const importAttendance = async (
  needs: ImportAttendanceNeeds,
  upload: AttendanceUpload,
  bytes: Uint8Array,
): Promise<AttendanceSummary> => {
  const refused = whyNot(await needs.sessions.get(upload.session), upload);
  const read = refused === undefined ? await readAttendance(bytes, upload.key) : { fault: refused };
  if ("fault" in read) {
    const summary: AttendanceSummary = { verdict: "refused", why: [read.fault], came: 0, rejected: 1 };
    await writeSummary(needs.files, upload, summary);
    return summary;
  }
  const students = await needs.people.all();
  const found = read.rows.map((row) => ({ ...row, people: peopleNamed(students, row.who) }));
  const ids = new Map(
    found.flatMap(({ people }) => (people.length === 1 ? people : [])).map((one) => [one.person, one]),
  );
  await needs.guestLists.came(upload.session, [...ids.keys()], "list", upload.at);
  const unknown = found.flatMap(({ line, who, people }) =>
    people.length === 1 ? [] : [{ line, who, reason: people.length === 0 ? "nobody here" : "the address of several" }],
  );
  const rejected = [...unknown, ...read.rejected.map((one) => ({ ...one, who: "" }))].toSorted(
    (a, b) => a.line - b.line,
  );
  await writeTables(needs.files, upload, {
    people: csvOf(
      ["student_id", "what"],
      [...ids.values()].map(({ schoolId }) => ({ student_id: schoolId, what: "came" })),
    ),
    rejected: csvOf(
      ["line", "who", "reason"],
      rejected.map((one) => ({ ...one, line: String(one.line) })),
    ),
  });
  const summary: AttendanceSummary = { verdict: "counted", why: [], came: ids.size, rejected: rejected.length };
  await writeSummary(needs.files, upload, summary);
  return summary;
};
