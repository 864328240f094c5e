import * as z from "zod/mini";
import { Anchor, type OfClass } from "../people/enrollment.ts";
import { addDays } from "../time/dates.ts";
import { Instant } from "../time/instant.ts";
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
  /** By the day, the published instant on it before which nothing goes out: when results are released. */
  releases: z.optional(z.record(IsoDate, Instant)),
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

/**
 * So many days after a leave with dates begins or the student is back (the day after its last), or before where `days`
 * is negative: for that student, here or on leave.
 */
const FromLeave = z.object({ type: z.literal("from-leave"), edge: z.enum(["leave", "return"]), days: z.int() });

/**
 * On some day between two, which nobody has set yet; in the anchor's year plus `year`, or in a phase. Its sessions
 * invite. `thenAsks`: what it asks besides is asked from the window's last day on, where some session gave it a day.
 */
const InWindow = z.object({
  type: z.literal("window"),
  from: YearlyDay,
  to: YearlyDay,
  thenAsks: z.optional(z.literal(true)),
  in: z.union([z.object({ anchor: Anchor, year: z.int() }), z.object({ phase: PublicId })]),
});

/** So many days before its session, which nobody has set yet. */
const BeforeSession = z.object({ type: z.literal("session"), daysBefore: z.int().check(z.nonnegative()) });

/** When a milestone falls for a student. A new way is a schema here and an entry of `RECKONINGS`. */
export const When = z.discriminatedUnion("type", [
  Yearly,
  SetDates,
  InPhase,
  FromPhase,
  FromLeave,
  InWindow,
  BeforeSession,
]);
export type When = z.infer<typeof When>;

/** True of what is told of a leave: it goes out during it, too. */
export const isOfLeave = ({ when }: { when: When }): boolean => when.type === "from-leave";

/** The day that is counted from a leave, if any; within a leave it stays within it, however short that is. */
export const daysOfLeave = (
  { edge, days }: z.infer<typeof FromLeave>,
  { leaveFrom, leaveUntil }: Pick<OfClass, "leaveFrom" | "leaveUntil">,
): string[] => {
  if (edge === "leave") {
    if (leaveFrom === undefined) return [];
    const day = addDays(leaveFrom, days);
    return days >= 0 && leaveUntil !== undefined && day > leaveUntil ? [] : [day];
  }
  if (leaveUntil === undefined) return [];
  const day = addDays(leaveUntil, days + 1);
  return days < 0 && leaveFrom !== undefined && day < leaveFrom ? [] : [day];
};

/** True where a day that is counted from a leave tells of the one that ended on `leaveUntil`, and of no later one. */
export const isToldOf = ({ when }: { when: When }, day: string, leaveUntil: string): boolean => {
  const back = addDays(leaveUntil, 1);
  if (when.type !== "from-leave" || when.edge === "leave" || when.days <= 0) return day <= back;
  // What is told after a return tells of each that came before its own day.
  return addDays(day, -when.days) <= addDays(back, when.days);
};
