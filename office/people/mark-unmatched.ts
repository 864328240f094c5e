import type { DeanMarks, Mark } from "#adapters/marks/marks.ts";
import type { Program } from "#domain/calendar/program.ts";
import { whyAwaited } from "#domain/forecast/without-day.ts";
import { helpAwaits, helpOf } from "#domain/mail/marked.ts";
import type { Student } from "#domain/people/student.ts";
import { schoolDate, schoolMinute, yearOf } from "#domain/time/dates.ts";

/** True of somebody whom the school names as a dean, by their address. */
export const isDean = ({ school }: Pick<Program, "school">, by: string): boolean =>
  (school.deans ?? []).some((dean) => dean.toLowerCase() === by.trim().toLowerCase());

/** The year of the Match that is on, or the next one to come. */
export const matchYear = ({ school }: Pick<Program, "school">, now: string): number =>
  yearOf(schoolDate(now, school.timeZone));

/** A student's mark of this year's Match, as it stands; undefined where nobody ever set one. */
export const markOf = async (
  marks: Pick<DeanMarks, "of">,
  { person }: Pick<Student, "person">,
  year: number,
): Promise<Mark | undefined> => (await marks.of(year)).find(({ student }) => student === person);

/** What becomes of a mark, in a sentence: when its mail goes, or why none does. */
export const whatFollows = (program: Program, mark: Mark | undefined, year: number, now: string): string => {
  const { timeZone } = program.school;
  const [mail] = mark?.mails ?? [];
  if (mail !== undefined)
    return `${mail.occurrence} went out to them on ${schoolMinute(mail.at, timeZone)}; it comes once.`;
  const [help] = helpOf(program, year);
  if (help === undefined) {
    const awaits = helpAwaits(program, year);
    const why = awaits === undefined ? "the program has no mail for the marked" : whyAwaited(awaits);
    return `No mail goes to them: ${why}.`;
  }
  if (now >= help.until) return "Results are released, so no mail goes to them any more.";
  const end = `none after ${schoolMinute(help.until, timeZone)}`;
  return now < help.from
    ? `${help.occurrence.id} goes to them on ${schoolMinute(help.from, timeZone)} or in the hour after it; ${end}.`
    : `${help.occurrence.id} goes to them within the hour, or from ${program.school.sendWindow.from} tomorrow; ${end}.`;
};
