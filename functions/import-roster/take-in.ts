import { isDeepStrictEqual } from "node:util";
import type { Parts } from "#adapters/parts/parts.ts";
import type { AccessCodes } from "#adapters/people/access-codes.ts";
import type { People } from "#adapters/people/people.ts";
import type { SchoolRecord } from "#adapters/school/school-record.ts";
import type { Sessions } from "#adapters/sessions/sessions.ts";
import type { Program } from "#domain/calendar/program.ts";
import type { Judgement } from "#domain/imports/judgement.ts";
import { BEFORE_THE_START, carriedOver } from "#domain/mail/carried-over.ts";
import { isCorrected } from "#domain/people/address.ts";
import { isHeldAlike } from "#domain/people/held.ts";
import type { Student } from "#domain/people/student.ts";
import { writingAgain } from "#office/people/retry-address.ts";
import { mapConcurrently } from "../listeners/map-concurrently.ts";

export interface TakeInNeeds {
  program: Program;
  people: Pick<People, "all" | "save" | "hold" | "forgetAddress">;
  accessCodes: Pick<AccessCodes, "all" | "save">;
  parts: Pick<Parts, "asOfNow" | "miss" | "resume" | "takeUp">;
  sessions: Pick<Sessions, "all">;
  school: Pick<SchoolRecord, "startedOn" | "start">;
}

interface ImportDay {
  today: string;
  at: string;
}

/**
 * Saves what an import makes of people. Whoever it holds is held first, so that no mail goes out in between. Running
 * twice saves what still differs.
 */
export const takeIn = async (
  needs: TakeInNeeds,
  judgement: Judgement,
  stored: readonly Student[],
  { today, at }: ImportDay,
): Promise<void> => {
  await mapConcurrently(judgement.save, (change) => save(needs, change));
  if (!judgement.counts) return;
  const students = await studentsNow(needs, judgement, stored);
  await saveCodes(needs, judgement, students);
  await takeUpAgain(needs, students, at);
  if (students.length === 0) return;
  const startedOn = (await needs.school.startedOn()) ?? (await needs.school.start(today));
  if (startedOn === today) await carryOver(needs, students, today, at);
};

const save = async ({ people }: TakeInNeeds, { before, after }: Judgement["save"][number]): Promise<void> => {
  if (before !== undefined && !isHeldAlike(before, after)) {
    const { schoolId, held, released } = after;
    await people.hold(schoolId, { held, seen: before.held?.evidence, released: released ?? before.released });
  }
  const isHoldAlone = before !== undefined && sameBut(before, after);
  if (!isHoldAlone) await people.save(after);
};

const sameBut = ({ held: _, released: __, ...before }: Student, { held: ___, released: ____, ...after }: Student) =>
  isDeepStrictEqual(before, after);

// Whom the roster names. It is read again where two imports may have seated the same new student: the key that was
// written first counts.
const studentsNow = async (
  { people }: TakeInNeeds,
  { added, changed, unchanged }: Judgement,
  stored: readonly Student[],
): Promise<Student[]> => {
  const named = new Set([...added, ...changed.map(({ after }) => after), ...unchanged].map(({ schoolId }) => schoolId));
  const isNew = added.length > 0 || changed.some(({ fields }) => fields.includes("email"));
  const now = isNew ? await people.all() : stored;
  return now.filter(({ schoolId }) => named.has(schoolId));
};

const saveCodes = async ({ accessCodes }: TakeInNeeds, { added, codes }: Judgement, students: readonly Student[]) => {
  const ids = new Map(added.map(({ person, schoolId }) => [person, schoolId]));
  const keys = new Map(students.map(({ schoolId, person }) => [schoolId, person]));
  await mapConcurrently(codes, ({ person, code }) => {
    const id = ids.get(person);
    return accessCodes.save((id === undefined ? undefined : keys.get(id)) ?? person, code);
  });
};

// The roster corrects a dead address: the next morning plans the mails that bounced or were held back, if still of use.
const takeUpAgain = async (needs: TakeInNeeds, students: readonly Student[], at: string): Promise<void> => {
  const corrected = students.filter(isCorrected);
  if (corrected.length === 0) return;
  const writeAgain = await writingAgain(needs, at);
  await mapConcurrently(corrected, async (student) => {
    if (student.address !== undefined) await writeAgain(student, student.address.email);
  });
};

// On the school's first day, tasks that opened earlier stand open, and count as invited already.
const carryOver = async (
  { program, parts }: TakeInNeeds,
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
