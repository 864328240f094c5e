import * as z from "zod/mini";
import { Anchor } from "../people/enrollment.ts";
import { IsoDate, YearlyDay } from "../time/yearly-day.ts";
import { PublicId } from "./public-id.ts";

/** Each year's day, in the anchor's year plus `year`: e.g. April 15 in the year before graduation. */
const Yearly = z.object({ type: z.literal("yearly"), anchor: Anchor, year: z.int(), on: YearlyDay });

const CountedYear = z.string().check(z.regex(/^\d{4}$/));

/**
 * Days that the school or the nation sets one by one, by the anchor's year plus `year`: e.g. the year in which a class
 * entered. `awaits`: it hangs on a national date, and goes out in no year in which that is not known for sure.
 */
const SetDates = z.object({
  type: z.literal("dates"),
  anchor: Anchor,
  year: z.int(),
  dates: z.record(CountedYear, IsoDate),
  awaits: z.optional(z.object({ national: z.string(), provisional: z.record(CountedYear, IsoDate) })),
});

/** So many days from the first such day in a student's phase: e.g. the April 1 of their year on the wards. */
const InPhase = z.object({ type: z.literal("phase"), phase: PublicId, on: YearlyDay, days: z.optional(z.int()) });

/**
 * So many days after a phase of the student begins, or before where `days` is negative. `usual`: the days on which that
 * falls for those on the usual path, one a track.
 */
const FromPhase = z.object({
  type: z.literal("from-phase"),
  phase: PublicId,
  days: z.int(),
  usual: z.array(YearlyDay),
});

/** On some day between two, which nobody has set yet; in the anchor's year plus `year`, or in a phase. */
const InWindow = z.object({
  type: z.literal("window"),
  from: YearlyDay,
  to: YearlyDay,
  in: z.union([z.object({ anchor: Anchor, year: z.int() }), z.object({ phase: PublicId })]),
});

/** So many days before its session, which nobody has set yet. */
const BeforeSession = z.object({ type: z.literal("session"), daysBefore: z.int().check(z.nonnegative()) });

/** When a milestone falls for a student. A new way is a schema here and an entry of `RECKONINGS`. */
export const When = z.discriminatedUnion("type", [Yearly, SetDates, InPhase, FromPhase, InWindow, BeforeSession]);
export type When = z.infer<typeof When>;
