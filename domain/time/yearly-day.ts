import * as z from "zod/mini";

export const IsoDate = z.iso.date();

/** A time of day in the school's zone, e.g. `09:00`. */
export const TimeOfDay = z.string().check(z.regex(/^([01]\d|2[0-3]):[0-5]\d$/));

const Weekday = z.int().check(z.gte(1), z.lte(7));
const OnDate = z.object({ month: z.int(), day: z.union([z.int(), z.literal("last")]) });
const OnWeekday = z.object({
  month: z.int(),
  nth: z.union([z.int().check(z.gte(1), z.lte(5)), z.literal("last")]),
  weekday: Weekday,
});

/**
 * A day that comes back each year: by date (`{month: 4, day: 1}`), by weekday (1 = Monday … 7 = Sunday), so many days
 * from another day, or the nth such weekday after it (before it, where nth is negative).
 */
export type YearlyDay =
  | z.infer<typeof OnDate>
  | z.infer<typeof OnWeekday>
  | { days: number; from: YearlyDay }
  | { nth: number; weekday: number; from: YearlyDay };

export const YearlyDay: z.ZodMiniType<YearlyDay> = z.lazy(() =>
  z.union([
    OnDate,
    OnWeekday,
    z.object({ days: z.int(), from: YearlyDay }),
    z.object({ nth: z.int(), weekday: Weekday, from: YearlyDay }),
  ]),
);

/** Every day from the one to the other, which may lie in the next year. */
export const YearlySpan = z.object({ from: YearlyDay, to: YearlyDay });
export type YearlySpan = z.infer<typeof YearlySpan>;
