import type { Student } from "#domain/people/student.ts";
import { isDean, markOf, marksOf, matchYear, whatFollows } from "#office/people/mark-unmatched.ts";
import type { StandingMark } from "#office/people/standing-marks.ts";
import { InputFault } from "../faults.ts";
import { NOTHING } from "../stage/on-record.ts";
import { type DeskNeeds, dayIn, onePerson, told } from "./desk-needs.ts";
import type { OrderOf } from "./order.ts";

const NO_DEAN =
  "Deans alone mark students and see the marks: name one of deans: in school.yaml by --by, with their address.";

/**
 * DeanMarks somebody as unmatched for a dean, takes that back, or lists the marks of this year's Match.
 * @throws InputFault where no dean says so, nobody is named so, or this is not the year of their Match
 */
export const unmatched = async (needs: DeskNeeds, order: OrderOf<"unmatched">): Promise<void> => {
  if (!isDean(needs.program, order.by)) throw new InputFault([NO_DEAN]);
  if (order.person === undefined) return list(needs);
  const student = await onePerson(needs, order.person);
  const year = matchYear(needs.program, needs.now);
  if (student.anchors.graduation !== year)
    throw new InputFault([
      `${told(student)} graduates in ${student.anchors.graduation}: this is the Match of ${year}.`,
    ]);
  await (order.undo ? takeBack(needs, student, order) : mark(needs, student, order));
};

const list = async (needs: DeskNeeds): Promise<void> => {
  const { records, program, now, out } = needs;
  const year = matchYear(program, now);
  const standing = (await marksOf(records, year)).filter(({ marked }) => marked.length > 0);
  if (standing.length === 0) return void out.write(`Nobody is marked as unmatched in ${year}.\n`);
  for (const one of standing)
    out.write(`${named(one)}: ${wordsOf(needs, one)}. ${whatFollows(program, one, year, now)}\n`);
};

const named = ({ student, gone, person }: StandingMark): string => {
  const who = student ?? gone;
  return who === undefined ? `Somebody whom no roster has (${person})` : told(who);
};

const wordsOf = (needs: DeskNeeds, { marked }: StandingMark): string =>
  marked
    .flatMap((one) => one.marked ?? [])
    .map(({ by, at }) => `by ${by} on ${dayIn(needs, at)}`)
    .join(", ");

const mark = async (needs: DeskNeeds, student: Student, { by }: OrderOf<"unmatched">): Promise<void> => {
  const { records, program, now, out } = needs;
  const year = matchYear(program, now);
  const { marked = [], mails = [] } = (await markOf(records, student, year)) ?? {};
  const follows = whatFollows(program, { student, mails }, year, now);
  if (marked.length > 0) return void out.write(`${told(student)} is marked already. ${follows}\n`);
  out.write(`${told(student)} is marked as unmatched in the Match of ${year}; deans alone see it.\n${follows}\n`);
  if (!(await needs.ask("mark them?"))) return void out.write(NOTHING);
  await records.marks.mark({ year, student: student.person }, { by, at: now });
  out.write("Marked. The same with --undo takes it back.\n");
};

const takeBack = async (needs: DeskNeeds, student: Student, { by }: OrderOf<"unmatched">): Promise<void> => {
  const { records, program, now, out } = needs;
  const { marked = [], mails = [] } = (await markOf(records, student, matchYear(program, now))) ?? {};
  if (marked.length === 0) throw new InputFault([`${told(student)} is not marked: nothing to take back.`]);
  const isSent = mails.some(({ state }) => state !== "rejected");
  out.write(`${told(student)} is marked no more${isSent ? "; their mail has gone out" : ", and gets no mail"}.\n`);
  if (!(await needs.ask("take the mark back?"))) return void out.write(NOTHING);
  for (const one of marked) await records.marks.takeBack(one, { by, at: now });
  out.write("Taken back.\n");
};
