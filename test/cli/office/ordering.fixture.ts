import { memoryImports } from "#adapters/imports/memory-imports.ts";
import { memoryMailQueue } from "#adapters/mail-queue/memory-mail-queue.ts";
import { memoryNotes } from "#adapters/notes/memory-notes.ts";
import { memoryRecords } from "#adapters/records/memory-records.ts";
import { memoryFiles } from "#adapters/s3/memory-files.ts";
import { memorySuppressionList } from "#adapters/ses/memory-suppression-list.ts";
import { memoryUsers } from "#adapters/users/memory-users.ts";
import type { Program } from "#domain/calendar/program.ts";
import type { Student } from "#domain/people/student.ts";
import { carryOut } from "../../../cli/office/carry-out.ts";
import type { OfficeOrder } from "../../../cli/office/order.ts";
import { program } from "../../domain/calendar/program.fixture.ts";
import { schoolWith } from "../../functions/send-mail/april.fixture.ts";

/** A school in memory of which staff order something at its command line; the clock stands at `now`. */
export const ordering = async (students: readonly Student[], now: string, of: Program = program) => {
  const school = await schoolWith(students);
  const more = {
    imports: memoryImports(),
    auditLog: memoryRecords().auditLog,
    corrections: memoryRecords().corrections,
    progress: memoryRecords().progress,
    marks: memoryRecords().marks,
    escalations: memoryRecords().escalations,
    sessions: memoryRecords().sessions,
    feeds: memoryRecords().feeds,
    accessCodes: memoryRecords().accessCodes,
    files: memoryFiles(),
    queue: memoryMailQueue(),
    suppressionList: memorySuppressionList(),
  };
  const desk = { now, answer: true, asked: [] as string[] };
  /** Carries out an order; answers what was said. */
  const order = async (ordered: OfficeOrder): Promise<string> => {
    let said = "";
    const screen = { write: (text: string) => (said += text) };
    const ask = async (question: string) => {
      desk.asked.push(question);
      return desk.answer;
    };
    const [users, notes] = [memoryUsers(), memoryNotes()];
    const records = { ...school, ...more, users, notes, school: { startedOn: async () => "2026-08-01" } };
    await carryOut(
      { program: of, records, now: desk.now, place: "--stage prod", user: "rvance", ask, out: screen, err: screen },
      ordered,
    );
    return said;
  };
  return { ...school, ...more, desk, order };
};
