import { findOccurrence, type Occurrence, occurrencesFor } from "#domain/calendar/occurrences.ts";
import type { Part } from "#domain/parts/part.ts";
import type { Student } from "#domain/people/student.ts";
import { readableDate } from "#domain/time/dates.ts";
import { aboutStudent } from "#office/audit/record-deed.ts";
import { partAsOfNow, settleTask, type TaskOrder, wavesAhead } from "#office/people/settle-task.ts";
import { waveLabel } from "#office/titles.ts";
import { InputFault } from "../faults.ts";
import { NOTHING } from "../stage/on-record.ts";
import { type DeskNeeds, dayIn, onePerson, ordered, told } from "./desk-needs.ts";
import type { OrderOf } from "./order.ts";

/** What a task order is about, as it stands before. */
interface Before {
  student: Student;
  occurrence: Occurrence;
  part: Part | undefined;
}

/** DeanMarks a task of somebody as done, or takes that back. @throws InputFault where there is no such task. */
export const done = async (needs: DeskNeeds, { by, undo, ...named }: OrderOf<"done">): Promise<void> => {
  const order: TaskOrder = undo ? { kind: "due again", at: needs.now } : { kind: "done", by, at: needs.now };
  await settle(needs, named, order, "verified");
};

/** Excuses somebody from a task, or takes that back. @throws InputFault where there is no such task, or no reason. */
export const waive = async (needs: DeskNeeds, { by, reason, undo, ...named }: OrderOf<"waive">): Promise<void> => {
  if (!undo && !reason?.trim()) throw new InputFault(["Say why, for whoever asks later: --reason 'on leave abroad'."]);
  const excused = { kind: "waived", by, at: needs.now, reason: reason ?? "" } as const;
  await settle(needs, named, undo ? { kind: "due again", at: needs.now } : excused, "waived");
};

type Settled = "verified" | "waived";

const settle = async (
  needs: DeskNeeds,
  named: { person: string; occurrence: string },
  order: TaskOrder,
  settled: Settled,
): Promise<void> => {
  const before = await beforeOf(needs, named);
  requireWay(needs, before, order, settled);
  needs.out.write(preview(needs, before, order));
  const { student, occurrence } = before;
  const about = [aboutStudent(student), { what: "occurrence", key: occurrence.id } as const];
  const deed = { action: ACTIONS[order.kind], about, question: `${WORDS[order.kind]}?` };
  const isDone = await ordered(needs, deed, () => settleTask(needs.records, student, occurrence, order));
  if (isDone === undefined) return;
  needs.out.write(
    isDone
      ? `Recorded: ${WORDS[order.kind]}.${order.kind === "due again" ? "" : " The same with --undo takes it back."}\n`
      : `Somebody decided of it meanwhile. ${NOTHING}`,
  );
};

const ACTIONS = { done: "done", waived: "waive", "due again": "reopen" } as const;

const WORDS: Record<TaskOrder["kind"], string> = { done: "done", waived: "waived", "due again": "due again" };

const beforeOf = async (needs: DeskNeeds, named: { person: string; occurrence: string }): Promise<Before> => {
  const student = await onePerson(needs, named.person);
  const occurrence = findOccurrence(needs.program, named.occurrence);
  if (occurrence?.milestone.ask === undefined) throw new InputFault([noTask(needs, student, named.occurrence)]);
  return { student, occurrence, part: await partAsOfNow(needs.records, student, occurrence) };
};

const noTask = ({ program }: DeskNeeds, student: Student, named: string): string => {
  const asked = occurrencesFor(program, student).filter(({ milestone }) => milestone.ask);
  const names = asked.map(({ id }) => id).join(", ");
  return `The program asks nothing in ${named}. Of ${student.schoolId} it asks ${names === "" ? "nothing" : names}.`;
};

/** How a student's task stands, in words. */
const standing = (needs: DeskNeeds, { part }: Before): string => {
  const task = part?.task;
  if (task === undefined) return "Nothing has been asked of them yet.";
  const { attested, verified, waived } = task.evidence;
  const on = (at: string) => dayIn(needs, at);
  const said = attested && `they said so themselves on ${on(attested.at)}`;
  const shown = verified && `${verified.by} said so on ${on(verified.at)}`;
  const excused = waived && `${waived.by} waived it on ${on(waived.at)}: ${waived.reason}`;
  const why = [said, shown, excused].filter((one) => one !== undefined);
  return `It stands as “${task.state}” since ${on(task.at)}${why.length === 0 ? "" : `; ${why.join("; ")}`}.`;
};

const requireWay = (needs: DeskNeeds, before: Before, order: TaskOrder, settled: Settled): void => {
  const state = before.part?.task?.state;
  const isSettled = state === "verified" || state === "waived" || (state === "attested" && order.kind === "waived");
  const isFine = order.kind === "due again" ? state === settled : !isSettled;
  if (!isFine) throw new InputFault([`Nothing to change there. ${standing(needs, before)}`]);
};

const preview = (needs: DeskNeeds, before: Before, order: TaskOrder): string => {
  const { student, occurrence, part } = before;
  const opening = `${told(student)}: ${occurrence.milestone.title} (${occurrence.id})\n  ${standing(needs, before)}\n`;
  const ahead = wavesAhead(occurrence, part, needs.now).map(
    ({ name, at }) => `${waveLabel(name)} on ${readableDate(dayIn(needs, at))}`,
  );
  if (order.kind === "due again") return `${opening}  Due again, what settled it is forgotten, and mails come again.\n`;
  const mails = ahead.length === 0 ? "No mail of it is ahead." : `No more mails of it: ${ahead.join(", ")}.`;
  return `${opening}  ${mails} Recorded as the word of ${order.by}.\n`;
};
