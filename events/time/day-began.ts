import * as z from "zod/mini";

/** Input of the daily schedules: a school day's morning, at the time EventBridge Scheduler meant to fire. */
export const DayBegan = z.object({
  type: z.literal("day.began"),
  version: z.literal(1),
  scheduledAt: z.iso.datetime({ offset: true }),
});
export type DayBegan = z.infer<typeof DayBegan>;
