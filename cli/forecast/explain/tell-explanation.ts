import type { Asking, Explanation } from "#domain/forecast/explain/explain.ts";
import { nameOrNumber } from "#domain/people/greeting.ts";
import { readableDate, schoolDate, schoolMinute, yearOf } from "#domain/time/dates.ts";

const whenOf = (at: string, timeZone: string): string => {
  const day = schoolDate(at, timeZone);
  const [, minute, zone] = schoolMinute(at, timeZone).split(" ");
  return ` on ${readableDate(day)}, ${yearOf(day)} at ${minute} ${zone}`;
};

/** An explanation for people: what becomes of the mail, then a line a rule, `yes` where it holds. */
export const explanationText = (
  { program, milestone, occurrence, wave, known, on }: Asking,
  { verdict, at, because }: Explanation,
): string => {
  const { student } = known.findLast((one) => one.on <= on) ?? known[0];
  const what = `${occurrence ?? milestone.id}${wave === "open" ? "" : `/${wave}`}`;
  const when = at === undefined ? "" : whenOf(at, program.school.timeZone);
  return [
    `${nameOrNumber(student)} (${student.schoolId}), ${what}, as of ${on}: ${verdict}${when}`,
    "",
    ...because.map(({ rule, fact, holds }) => `  ${holds ? "yes" : "no "}  ${rule}: ${fact}`),
    "",
  ].join("\n");
};
