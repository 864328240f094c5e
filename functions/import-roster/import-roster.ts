import type { Parts } from "#adapters/parts/parts.ts";
import type { AccessCodes } from "#adapters/people/access-codes.ts";
import type { People } from "#adapters/people/people.ts";
import type { Files } from "#adapters/s3/files.ts";
import type { SchoolRecord } from "#adapters/school/school-record.ts";
import { partNamesInSight } from "#domain/calendar/current-occurrences.ts";
import type { Program } from "#domain/calendar/program.ts";
import { carriedOver, wavesOfUse } from "#domain/mail/planning.ts";
import { isCorrected } from "#domain/people/address.ts";
import { type RosterWarning, studentsOf } from "#domain/people/roster-row.ts";
import type { RosterStudent, Student } from "#domain/people/student.ts";
import { schoolDate } from "#domain/time/dates.ts";
import type { RosterUploaded } from "#events/people/roster-uploaded.ts";
import { parseRoster } from "#files/roster/roster-file.ts";
import { sharedAddresses } from "#files/roster/warnings.ts";
import { sideBySide } from "../listeners/side-by-side.ts";
import { type ImportSummary, writeReports } from "./reports.ts";
import { rosterChanges } from "./roster-changes.ts";

/** `newKey` makes a student's random key, as `seating` takes it. */
export interface ImportRosterNeeds {
  program: Program;
  files: Files;
  roster: Pick<People, "all" | "save" | "forgetAddress">;
  accessCodes: AccessCodes;
  parts: Pick<Parts, "miss" | "resume" | "takeUp">;
  school: Pick<SchoolRecord, "start">;
  newKey: () => string;
}

// A school's mails are planned from the day on which its first roster came.
const BEFORE_THE_START = "planned before the program began here";

/**
 * Takes a roster file in: saves what changed, and writes rejected rows, warnings and a summary. A file without students
 * changes nothing. Answers undefined if the file is gone, or is a folder's mark. Running twice, or again after a crash,
 * saves what still differs; keys and joining dates stay. An old file that comes after a newer one wins.
 */
export const importRoster = async (
  needs: ImportRosterNeeds,
  { time, detail }: RosterUploaded,
): Promise<ImportSummary | undefined> => {
  const { program, files } = needs;
  const place = { bucket: detail.bucket.name, key: detail.object.key };
  const bytes = place.key.endsWith("/") ? undefined : await files.read(place.bucket, place.key);
  if (bytes === undefined) return undefined;
  const parsed = await parseRoster(bytes, program);
  const file = studentsOf(parsed.rows, program.tracks);
  const { warnings: shared, ...counts } = await takeIn(needs, file, time);
  const warnings = [...parsed.warnings, ...shared];
  const summary: ImportSummary = {
    students: file.students.length,
    ...counts,
    rejected: parsed.rejected.length + file.rejected.length + (parsed.refused === undefined ? 0 : 1),
    warnings: warnings.length,
    unknownColumns: parsed.unknownColumns,
  };
  await writeReports(files, place, { parsed, rejected: file.rejected, warnings, summary });
  return summary;
};

type Taken = Pick<ImportSummary, "added" | "changed" | "unchanged" | "absent"> & { warnings: RosterWarning[] };

const takeIn = async (needs: ImportRosterNeeds, read: ReturnType<typeof studentsOf>, at: string): Promise<Taken> => {
  const { program, roster, newKey } = needs;
  const today = schoolDate(at, program.school.timeZone);
  const { students: file, lineOf } = read;
  const stored = await roster.all();
  const changes = rosterChanges({ program, stored, file, today, newKey });
  await sideBySide([...changes.added, ...changes.changed], (student) => roster.save(student));
  if (file.length > 0) await settleRest(needs, file, today, at);
  const { added, changed, unchanged, absent } = changes;
  const others = stored.filter(({ schoolId }) => !lineOf.has(schoolId));
  const warnings = sharedAddresses(read, others);
  return { added: added.length, changed: changed.length, unchanged: unchanged.length, absent, warnings };
};

// Reads the roster again: if two imports seat the same new student, the key that was written first counts.
const settleRest = async (needs: ImportRosterNeeds, file: readonly RosterStudent[], today: string, at: string) => {
  const inFile = new Map(file.map((row) => [row.schoolId, row]));
  const students = (await needs.roster.all()).filter(({ schoolId }) => inFile.has(schoolId));
  const codes = students.flatMap(({ schoolId, person }) => {
    const code = inFile.get(schoolId)?.cimAccessCode;
    return code === undefined ? [] : [{ person, code }];
  });
  await sideBySide(codes, ({ person, code }) => saveCode(needs.accessCodes, person, code));
  await sideBySide(students.filter(isCorrected), (student) => takeUpAgain(needs, student, today, at));
  if ((await needs.school.start(today)) === today) await carryOver(needs, students, today, at);
};

const saveCode = async (codes: AccessCodes, person: string, code: string): Promise<void> => {
  if ((await codes.get(person)) !== code) await codes.save(person, code);
};

// The roster corrects a dead address: the next morning plans the mails that bounced or were held back, if still of use.
// All stops are lifted, since a student on leave may return. Forgetting comes last, so that a second run can go on.
const takeUpAgain = async (
  { program, parts, roster }: ImportRosterNeeds,
  student: Student,
  today: string,
  at: string,
): Promise<void> => {
  await parts.takeUp(wavesOfUse(program, student, today), new Date(at).toISOString());
  await parts.resume(partNamesInSight(program, student, today), "suppressed");
  if (student.address !== undefined) await roster.forgetAddress(student.schoolId, student.address.email);
};

// On the school's first day, tasks that opened earlier stand open, and count as invited already.
const carryOver = async (
  { program, parts }: ImportRosterNeeds,
  students: readonly Student[],
  startedOn: string,
  at: string,
): Promise<void> => {
  const missedAt = new Date(at).toISOString();
  const carried = carriedOver({ program, students, startedOn });
  await parts.miss(
    carried.map((part) => ({
      part,
      wave: part.wave,
      mail: { plannedAt: part.plannedAt, at: missedAt, reason: BEFORE_THE_START },
    })),
  );
};
