import * as z from "zod/mini";
import type { When } from "#domain/calendar/when.ts";
import { dayNotation } from "../notation/day-notation.ts";
import { id } from "../notation/ids.ts";
import { isoDate } from "../notation/iso-date.ts";
import { DAY_EXAMPLES, readDay } from "../notation/yearly-days.ts";
import { refuse } from "../parse-part.ts";
import { anchorYear } from "./tracks-file.ts";

/** So many days from another milestone of the same student; `days` is negative before it. */
export interface FromMilestone {
  type: "from-milestone";
  milestone: string;
  days: number;
}

/** So many days from the national date of the year that the anchor's year plus `year` counts to. */
export interface FromNational {
  type: "from-national";
  national: string;
  days: number;
  anchor: "matriculation" | "graduation";
  year: number;
}

/** When a milestone falls, as its own entry says it: what it refers to stands elsewhere in the folder. */
export type WhenAsWritten =
  | Exclude<When, { type: "from-phase" }>
  | Omit<Extract<When, { type: "from-phase" }>, "usual">
  | FromMilestone
  | FromNational;

const classYear = z.string().check(z.regex(/^\d{4}$/, "Write a year, like 2027."));

const yearlyDay = (description: string) => dayNotation(readDay, { description, examples: DAY_EXAMPLES });

const Reference = z.strictObject({
  phase: z.optional(id("A phase of the student: the day on which it begins.")),
  milestone: z.optional(id("Another milestone of the same student.")),
  national: z.optional(
    z.string().check(z.describe("A national date, such as nrmp.rank-order-list-deadline, of the year in `year`.")),
  ),
  leave: z.optional(z.literal(true).check(z.describe("The first day of the student's leave."))),
  return: z.optional(z.literal(true).check(z.describe("The day after the last one of the student's leave."))),
});

/** What days are counted from, and what it is called where none of it is named. */
const FROM = "Name a phase, a milestone, a national date, leave: true or return: true.";

const WhenFields = z.strictObject({
  day: z.optional(yearlyDay("A day that comes back each year.")),
  year: z.optional(anchorYear),
  phase: z.optional(id("The phase of the student in which the day falls, in place of a year.")),
  dates: z.optional(
    z
      .record(classYear, isoDate("The day."))
      .check(z.describe("Days that the school sets each year: the year that `year` counts to, then the day.")),
  ),
  days: z.optional(
    z.int().check(z.gte(0), z.lte(1000), z.describe("So many days before or after what `before` or `after` names.")),
  ),
  before: z.optional(Reference),
  after: z.optional(Reference),
  window: z.optional(
    z
      .strictObject({ from: yearlyDay("The first day that it may be."), to: yearlyDay("The last one.") })
      .check(z.describe("A time in which it falls, while no day is set: until then nothing goes out.")),
  ),
  session: z.optional(
    z
      .strictObject({ daysBefore: z.int().check(z.gte(0), z.lte(365), z.describe("Days before its session.")) })
      .check(z.describe("So many days before its session, once one is planned: until then nothing goes out.")),
  ),
});
type WhenParts = z.infer<typeof WhenFields>;

interface Misunderstood {
  what: string;
  mend: string;
  at: (keyof WhenParts)[];
}

const refusal = (what: string, mend: string, ...at: (keyof WhenParts)[]): Misunderstood => ({ what, mend, at });

const WAYS = ["day", "dates", "days", "window", "session"] as const;

const twoWays = (written: WhenParts): Misunderstood | undefined => {
  const [first, second] = WAYS.filter((way) => written[way] !== undefined);
  if (first === undefined || second === undefined) return undefined;
  const what =
    second === "dates"
      ? "A milestone has a day or dates, not both."
      : `A milestone falls by ${first} or by ${second}, not by both.`;
  return refusal(what, "Remove one of the two.", second);
};

const ofYearOrPhase = <Found>(
  { year, phase }: WhenParts,
  found: (place: NonNullable<WhenParts["year"]> | { phase: string }) => Found,
): Found | Misunderstood => {
  if (phase !== undefined) return found({ phase });
  return year === undefined
    ? refusal("It is not said in which year this falls.", "Add year: or phase: to it.")
    : found(year);
};

const counted = (written: WhenParts, size: number): WhenAsWritten | Misunderstood => {
  const side = written.before === undefined ? "after" : "before";
  const from = written[side];
  if (from === undefined || (written.before !== undefined && written.after !== undefined))
    return refusal("Days are counted before or after something.", "Write before: or after:, and one of them.", "days");
  const days = side === "before" ? 0 - size : size;
  const { phase, milestone, national, leave } = from;
  if (Object.keys(from).length !== 1) return refusal("Days are counted from one thing.", FROM, side);
  if (national !== undefined)
    return written.year === undefined
      ? refusal("It is not said of which year this national date is.", "Add year: graduation, or another.", side)
      : { type: "from-national", national, days, ...written.year };
  if (written.year !== undefined || written.phase !== undefined)
    return refusal("Days from this need no year and no phase.", "Remove it.", written.year ? "year" : "phase");
  if (leave ?? from.return) return { type: "from-leave", edge: leave ? "leave" : "return", days };
  return phase === undefined
    ? { type: "from-milestone", milestone: milestone ?? "", days }
    : { type: "from-phase", phase, days };
};

const understand = (written: WhenParts): WhenAsWritten | Misunderstood => {
  const { day, year, phase, dates, days, before, after, window, session } = written;
  if (phase !== undefined && year !== undefined)
    return refusal("A milestone hangs on a phase or on a year, not on both.", "Remove one of the two.", "year");
  const two = twoWays(written);
  if (two !== undefined) return two;
  if (days !== undefined) return counted(written, days);
  if (before !== undefined || after !== undefined)
    return refusal("It is not said how many days before or after.", "Add days: 7, or another number.");
  if (session !== undefined) return { type: "session", ...session };
  if (window !== undefined) return ofYearOrPhase(written, (place) => ({ type: "window", ...window, in: place }));
  if (phase !== undefined)
    return day === undefined
      ? refusal("A milestone that hangs on a phase needs a day.", "Add day: April 1 (or another).", "phase")
      : { type: "phase", phase, on: day };
  if (year === undefined) return refusal("It is not said in which year this falls.", "Add year: or phase: to it.");
  if (day !== undefined) return { type: "yearly", ...year, on: day };
  if (dates !== undefined) return { type: "dates", ...year, dates };
  return refusal("It is not said on which day this falls.", "Add day: or dates: to it.", "year");
};

/** `when:` of a milestone. */
export const WhenInFile = z.pipe(
  WhenFields,
  z.transform((written, context): WhenAsWritten => {
    const when = understand(written);
    if (!("what" in when)) return when;
    refuse(context, { what: when.what, mend: when.mend, path: when.at });
    return z.NEVER;
  }),
);
