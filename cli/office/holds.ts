import { statusOn } from "#domain/people/enrollment.ts";
import { doubtsOf, isDoubted } from "#domain/people/held.ts";
import type { Student } from "#domain/people/student.ts";
import { readableDate } from "#domain/time/dates.ts";
import { aboutStudent } from "#office/audit/record-deed.ts";
import { nextMails } from "#office/people/next-mails.ts";
import { takeUpPerson } from "#office/people/pause.ts";
import { holdAgain, releasePerson } from "#office/people/release.ts";
import { InputFault } from "../faults.ts";
import { type DeskNeeds, dayIn, MEANWHILE, onePerson, ordered, told } from "./desk-needs.ts";
import type { OrderOf } from "./order.ts";

/**
 * Lets go of somebody who is held, or holds them again.
 * @throws InputFault where nobody is named so, or there is nothing to let go of or to hold again
 */
export const release = async (needs: DeskNeeds, { person, by, undo }: OrderOf<"release">): Promise<void> => {
  const student = await onePerson(needs, person);
  await (undo ? again(needs, student, by) : letGo(needs, student));
};

const letGo = async (needs: DeskNeeds, student: Student): Promise<void> => {
  if (student.held !== undefined && !isDoubted(student)) return takeUp(needs, student);
  if (student.held === undefined) throw new InputFault([`${told(student)} is not held: nothing to do.`]);
  needs.out.write(`${told(student)} is held:\n`);
  for (const { reason, since, says } of doubtsOf(student))
    needs.out.write(`  ${reason} since ${dayIn(needs, since)}: ${says}\n`);
  needs.out.write(`${await comesTo(needs, { ...student, held: undefined })}\n`);
  const says = student.held.reason;
  const deed = { action: "release", about: [aboutStudent(student)], says, question: "let go of them?" } as const;
  const isDone = await ordered(needs, deed, () =>
    releasePerson(needs.records.people, student, dayIn(needs, needs.now)),
  );
  if (isDone !== undefined) needs.out.write(isDone ? "Let go. The same with --undo holds them again.\n" : MEANWHILE);
};

/** What letting go comes to: their status, and what the next morning sends. */
const comesTo = async ({ program, records, now }: DeskNeeds, student: Student): Promise<string> => {
  const status = statusOn(student, dayIn({ program }, now));
  if (status !== "active") return `Their status stays ${status}: no mail goes to them.`;
  const coming = await nextMails({ ...records, program }, student, now);
  const names = coming?.mails.map(({ occurrence, wave }) => `${occurrence}/${wave}`).join(", ");
  const next = coming ? `${readableDate(coming.on)} brings ${names}` : "nothing is due to them";
  return `Their status stays active; once they are let go of, ${next}. What was doubted never holds them again.`;
};

const takeUp = async (needs: DeskNeeds, student: Student): Promise<void> => {
  for (const { says } of doubtsOf(student)) needs.out.write(`${told(student)}: ${says}\n`);
  needs.out.write(`${await comesTo(needs, { ...student, held: undefined })}\n`);
  const deed = { action: "take-up-student", about: [aboutStudent(student)], question: "take them up again?" } as const;
  const isDone = await ordered(needs, deed, () => takeUpPerson(needs.records.people, student, dayIn(needs, needs.now)));
  if (isDone !== undefined) needs.out.write(isDone ? "Taken up again.\n" : MEANWHILE);
};

const again = async (needs: DeskNeeds, student: Student, by: string): Promise<void> => {
  const evidence = student.released?.at(-1);
  if (student.held !== undefined || evidence === undefined)
    throw new InputFault([`Nobody let go of ${told(student)}: nothing to take back.`]);
  needs.out.write(`${told(student)} is held again, and gets no mail, for what was doubted last (${evidence}).\n`);
  const says = `${by} took back on ${dayIn(needs, needs.now)} that they were let go of.`;
  const deed = { action: "hold-again", about: [aboutStudent(student)], question: "hold them again?" } as const;
  const isDone = await ordered(needs, deed, () => holdAgain(needs.records.people, student, { at: needs.now, says }));
  if (isDone !== undefined) needs.out.write(isDone ? "Held again.\n" : MEANWHILE);
};
