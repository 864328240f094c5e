import * as z from "zod/mini";

export const IsoDate = z.iso.date();

/** A time of day in the school's zone, e.g. `09:00`. */
export const TimeOfDay = z.string().check(z.regex(/^([01]\d|2[0-3]):[0-5]\d$/));

/** A day that comes back each year: by date (`{month: 4, day: 1}`) or by weekday (1 = Monday … 7 = Sunday). */
export const YearlyDay = z.union([
  z.object({ month: z.int(), day: z.int() }),
  z.object({ month: z.int(), nth: z.int().check(z.gte(1), z.lte(5)), weekday: z.int().check(z.gte(1), z.lte(7)) }),
]);
export type YearlyDay = z.infer<typeof YearlyDay>;
