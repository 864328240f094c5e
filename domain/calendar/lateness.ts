import { addDays, firstFrom } from "../time/dates.ts";
import { catchUpOf, type Milestone, type Program } from "./program.ts";
import type { Wave } from "./waves.ts";

/** What of an occurrence decides how late its mails may be. */
interface Timed {
  milestone: Milestone;
  opens: string;
  closes: string | undefined;
}

type OfSchool = Pick<Program, "school">;

// "Today is the day" is true on no other one. What asks something has its closing day.
const isOfItsDay = ({ milestone: { exact, ask } }: Timed): boolean => exact && ask === undefined;

const lastByRule = (program: OfSchool, { milestone, opens, closes }: Timed, day: string): string | undefined => {
  const rule = catchUpOf(program, milestone);
  if (rule === "always") return undefined;
  if ("days" in rule) return addDays(day, rule.days);
  return rule.until === "its end" ? (closes ?? day) : (firstFrom(rule.until, opens) ?? day);
};

/** The last school date on which a wave may go out; undefined where it may for as long as the student is here. */
export const lastDayOf = (program: OfSchool, occurrence: Timed, { day }: Wave): string | undefined => {
  if (isOfItsDay(occurrence)) return day;
  const ends = [lastByRule(program, occurrence, day), occurrence.closes].filter((end) => end !== undefined);
  return ends.toSorted()[0];
};

const whyOver = (program: OfSchool, occurrence: Timed, last: string): string => {
  const rule = catchUpOf(program, occurrence.milestone);
  if (isOfItsDay(occurrence)) return "its own day is over";
  return rule !== "always" && "days" in rule ? `over by more than ${rule.days} days` : `over since ${last}`;
};

/** Why a wave may go out no more on that school date; undefined while it may. */
export const whyMissed = (program: OfSchool, occurrence: Timed, wave: Wave, today: string): string | undefined => {
  if (occurrence.closes !== undefined && occurrence.closes < today) return "closed before it could be sent";
  const last = lastDayOf(program, occurrence, wave);
  return last !== undefined && last < today ? whyOver(program, occurrence, last) : undefined;
};
