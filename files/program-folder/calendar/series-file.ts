import * as z from "zod/mini";
import type { Rhythm } from "#domain/calendar/series.ts";
import { MOST_GUESTS } from "#domain/sessions/guest-list.ts";
import type { YearlyDay } from "#domain/time/yearly-day.ts";
import { dayNotation } from "../notation/day-notation.ts";
import { id } from "../notation/ids.ts";
import { readDay } from "../notation/yearly-days.ts";
import { notation, refuse } from "../parse-part.ts";
import type { Understood } from "../understood.ts";
import { AudienceFields, audienceOf } from "./audience-file.ts";
import { text } from "./school-file.ts";

const readWeeks = (written: string): Understood<number> => {
  const [, weeks] = /^(?:(\d{1,2}) )?weeks?$/.exec(written) ?? [];
  return /^(?:[1-9]\d? weeks|week|1 week)$/.test(written)
    ? { ok: true, value: Number(weeks ?? "1") }
    : { ok: false, what: `"${written}" does not say how often it comes.`, mend: "Write it like 2 weeks." };
};

const yearlyDay = (description: string) => dayNotation(readDay, { description, examples: ["September 1"] });

const RhythmFields = z.strictObject({
  every: z.optional(notation(readWeeks, { description: "How often it comes.", examples: ["2 weeks"] })),
  from: z.optional(yearlyDay("The first day of the year on which it may come.")),
  to: z.optional(yearlyDay("The last one.")),
  times: z.optional(z.int().check(z.gte(1), z.lte(52), z.describe("How often in a year."))),
  per: z.optional(z.literal("year")),
  season: z.optional(z.array(id("A time of the school's year.")).check(z.minLength(1))),
});

const understand = ({ every, from, to, times, per, season }: z.infer<typeof RhythmFields>): Rhythm | undefined => {
  const ways = [every, times, season].filter((way) => way !== undefined);
  const isMixed = (every === undefined && (from ?? to) !== undefined) || (times === undefined && per !== undefined);
  if (ways.length !== 1 || isMixed) return undefined;
  if (season !== undefined) return { seasons: season };
  if (times !== undefined) return { timesPerYear: times };
  return every === undefined || from === undefined || to === undefined ? undefined : { everyWeeks: every, from, to };
};

const RhythmInFile = z.pipe(
  RhythmFields,
  z.transform((written, context): Rhythm => {
    const rhythm = understand(written);
    if (rhythm !== undefined) return rhythm;
    const mend =
      "Write { every: 2 weeks, from: September 1, to: April 30 }, { times: 2, per: year } or { season: [fall] }.";
    refuse(context, { what: "It is not said in one way how often it comes.", mend, path: [] });
    return z.NEVER;
  }),
);

/** Of a dinner: how many each may bring, and whether all are asked what they eat. */
const GuestsInFile = z.strictObject({
  most: z._default(
    z.int().check(z.gte(0), z.lte(MOST_GUESTS), z.describe("How many guests each student may bring to a session.")),
    0,
  ),
  dietary: z._default(z.boolean().check(z.describe("Whether those who come are asked what they do not eat.")), false),
});

/** An entry of `series:`. */
export const SeriesInFile = z.pipe(
  z.strictObject({
    id: id("Names the series everywhere."),
    title: text("The series' name, as people see it."),
    owner: z.optional(id("A role of school.yaml.")),
    audience: AudienceFields,
    rhythm: RhythmInFile,
    covers: z._default(z.array(id("What must come up in a year, such as a specialty.")), []),
    guests: z.optional(GuestsInFile),
    attached: z._default(
      z.array(z.strictObject({ id: id("Names it."), title: text("What it is called."), kind: id("What it is.") })),
      [],
    ),
  }),
  z.transform(({ audience, ...rest }) => ({ ...rest, audience: audienceOf(audience) })),
);

/** Days that a rhythm gives in a year; undefined where that is not for it to say. */
export const sessionsPerYear = (rhythm: Rhythm, spanDays: (from: YearlyDay, to: YearlyDay) => number): number => {
  if ("timesPerYear" in rhythm) return rhythm.timesPerYear;
  if ("seasons" in rhythm) return rhythm.seasons.length;
  return Math.floor(spanDays(rhythm.from, rhythm.to) / (7 * rhythm.everyWeeks)) + 1;
};
