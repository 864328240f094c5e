import type { Program } from "#domain/calendar/program.ts";
import type { Asking, Explanation } from "#domain/forecast/explain/explain.ts";
import { nameOrNumber } from "#domain/people/greeting.ts";
import { readableDate, schoolDate, schoolMinute, yearOf } from "#domain/time/dates.ts";

const whenOf = (at: string, timeZone: string): string => {
  const day = schoolDate(at, timeZone);
  const [, minute, zone] = schoolMinute(at, timeZone).split(" ");
  return ` on ${readableDate(day)}, ${yearOf(day)} at ${minute} ${zone}`;
};

/** Of whom and of what somebody asks, and as of when. */
export const askedWords = ({ milestone, occurrence, wave, known, on }: Asking): string => {
  const { student } = known.findLast((one) => one.on <= on) ?? known[0];
  const what = `${occurrence ?? milestone.id}${wave === "open" ? "" : `/${wave}`}`;
  return `${nameOrNumber(student)} (${student.schoolId}), ${what}, as of ${on}`;
};

/** When it went out or will; empty where it does not. */
export const whenWords = ({ program }: Asking, told: Explanation): string => timeWords(program, told);

export const timeWords = (program: Pick<Program, "school">, { at }: Explanation): string =>
  at === undefined ? "" : whenOf(at, program.school.timeZone);

/** An explanation for people: what becomes of the mail, then a line a rule, `yes` where it holds. */
export const explanationText = (asked: string, { verdict, because }: Explanation, when = ""): string =>
  [
    `${asked}: ${verdict}${when}`,
    "",
    ...because.map(({ rule, fact, holds }) => `  ${holds ? "yes" : "no "}  ${rule}: ${fact}`),
    "",
  ].join("\n");
