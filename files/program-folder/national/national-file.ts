import * as z from "zod/mini";
import { instantAt, schoolMinute } from "#domain/time/dates.ts";
import type { YearlyDay } from "#domain/time/yearly-day.ts";
import { readUrl } from "../calendar/school-file.ts";
import { dayNotation } from "../notation/day-notation.ts";
import { readIsoDate } from "../notation/iso-date.ts";
import { readTimeZone } from "../notation/time-zone.ts";
import { DAY_EXAMPLES, readDay } from "../notation/yearly-days.ts";
import { notation, refuse } from "../parse-part.ts";
import type { Understood } from "../understood.ts";
import { readAt, readClockTime } from "./date-texts.ts";

const NAME_PATTERN = /^[a-z][a-z0-9]*(-[a-z0-9]+)*\.[a-z][a-z0-9]*(-[a-z0-9]+)*$/;
const LONGEST_NAME = 64;

const readName = (text: string): Understood<string> =>
  NAME_PATTERN.test(text) && text.length <= LONGEST_NAME
    ? { ok: true, value: text }
    : {
        ok: false,
        what: `"${text}" cannot be the name of a national date.`,
        mend: "Write who sets it, a dot, and what happens, like nrmp.rank-order-list-deadline.",
      };

const Kind = z.enum(["rule", "published", "provisional"]);

const Fields = z.strictObject({
  name: notation(readName, { description: "Who sets it and what happens.", pattern: NAME_PATTERN.source }),
  year: z.optional(z.int().check(z.gte(1990), z.lte(2199), z.describe("The year of the Match that it belongs to."))),
  at: z.optional(
    dayNotation(readAt, {
      description: "The day and the time of the clock in the zone; a day alone begins at midnight.",
      examples: ["2028-03-01T21:00", "2028-03-01"],
    }),
  ),
  day: z.optional(
    dayNotation(readDay, { description: "A rule for every year without a date of its own.", examples: DAY_EXAMPLES }),
  ),
  time: z.optional(
    notation(readClockTime, { description: "The time of a rule's day; else midnight.", examples: ["12:00"] }),
  ),
  zone: notation(readTimeZone, { description: "The zone of the clock.", examples: ["America/New_York"] }),
  kind: Kind.check(
    z.describe(
      "published: read at its source. rule: computed by a rule that has held. provisional: a guess to plan by, on " +
        "which nothing goes out.",
    ),
  ),
  source: z.optional(notation(readUrl, { description: "Where it was read.", format: "uri" })),
  readOn: z.optional(dayNotation(readIsoDate, { description: "The day on which it was read there.", format: "date" })),
});

/** What every entry says, whether of one year or of all. */
interface Origin {
  name: string;
  zone: string;
  kind: z.infer<typeof Kind>;
  source?: string;
  readOn?: string;
}

/** An entry for one year's Match: `at` is the wall clock in the zone, e.g. `2028-03-01T21:00`. */
export interface DatedEntry extends Origin {
  year: number;
  at: string;
  /** The rule that it was worked out by; absent where it was written for its year. */
  rule?: YearlyDay;
}

/** An entry for every year: a day that comes back, and a time of that day. */
interface RuleEntry extends Origin {
  on: YearlyDay;
  time: string;
}

export type NationalEntry = DatedEntry | RuleEntry;

interface Refusal {
  what: string;
  mend: string;
  at: string;
}

const refusal = (at: string, what: string, mend: string): Refusal => ({ at, what, mend });

const understandRule = (
  on: YearlyDay,
  { at, year, time, kind }: z.infer<typeof Fields>,
  said: Origin,
): RuleEntry | Refusal => {
  if (year !== undefined || at !== undefined)
    return refusal("day", "A rule is for every year, and has no date of its own.", "Make an entry of each.");
  if (kind !== "rule") return refusal("kind", `A day of every year cannot be ${kind}.`, "Write kind: rule.");
  return { ...said, on, time: time ?? "00:00" };
};

const isOnClock = (at: string, zone: string): boolean => {
  const [date = "", time = ""] = at.split("T");
  return schoolMinute(instantAt(date, time, zone), zone).startsWith(`${date} ${time}`);
};

const isFar = (at: string, year: number): boolean => ![year - 1, year].includes(Number(at.slice(0, 4)));

const understandDate = ({ year, at, time, kind }: z.infer<typeof Fields>, said: Origin): DatedEntry | Refusal => {
  if (at === undefined) return refusal("", "It is not said when this is.", "Add at: with a day, or day: with a rule.");
  if (year === undefined) return refusal("", "It is not said for which Match this is.", "Add year: to it.");
  if (time !== undefined) return refusal("time", "The time of one year's date stands in at.", "Write it there.");
  if (isFar(at, year))
    return refusal("at", `${at} is far from the Match of ${year}.`, `Write a day of ${year - 1} or ${year}.`);
  if (!isOnClock(at, said.zone))
    return refusal("at", `The clock in ${said.zone} never shows ${at}: it goes forward then.`, "Look at the time.");
  if (kind === "published" && said.source === undefined)
    return refusal("kind", "A published date says where it was read.", "Add source:, or write kind: provisional.");
  if (kind === "published" && said.readOn === undefined)
    return refusal("kind", "A published date says when it was read.", "Add readOn: with the day on which you read it.");
  return { ...said, year, at };
};

/** One entry of a file of `national/`. */
export const NationalDateInFile = z.pipe(
  Fields,
  z.transform((written, context): NationalEntry => {
    const { name, zone, kind, source, readOn, day } = written;
    const origin = { ...(source === undefined ? {} : { source }), ...(readOn === undefined ? {} : { readOn }) };
    const said = { name, zone, kind, ...origin };
    const entry = day === undefined ? understandDate(written, said) : understandRule(day, written, said);
    if (!("what" in entry)) return entry;
    refuse(context, { what: entry.what, mend: entry.mend, path: entry.at === "" ? [] : [entry.at] });
    return z.NEVER;
  }),
);

/** A file of `national/`: dates that others set for the whole country. */
export const NationalFile = z.strictObject({ dates: z.array(NationalDateInFile).check(z.minLength(1)) });
