import * as z from "zod/mini";
import { YearlyDay } from "../time/yearly-day.ts";
import { Audience } from "./audience.ts";
import { PublicId } from "./public-id.ts";

/** How often it comes: every so many weeks between two days of the year, so often in a year, or once in each season. */
export const Rhythm = z.union([
  z.object({ everyWeeks: z.int().check(z.positive()), from: YearlyDay, to: YearlyDay }),
  z.object({ timesPerYear: z.int().check(z.positive()) }),
  z.object({ seasons: z.array(PublicId).check(z.minLength(1)) }),
]);
export type Rhythm = z.infer<typeof Rhythm>;

/** Whom guests may bring, and whether they are asked what all of them eat. */
export const GuestsOfItem = z.object({ most: z.int(), dietary: z.boolean() });
export type GuestsOfItem = z.infer<typeof GuestsOfItem>;

export const Series = z.object({
  id: PublicId,
  title: z.string(),
  owner: z.optional(PublicId),
  audience: Audience,
  rhythm: Rhythm,
  /** What must come up in a year, e.g. specialties. */
  covers: z.array(PublicId),
  guests: z.optional(GuestsOfItem),
  /** What goes with each of its sessions, e.g. a drop-in hour after it. */
  attached: z.array(z.object({ id: PublicId, title: z.string(), kind: z.string() })),
});
export type Series = z.infer<typeof Series>;
