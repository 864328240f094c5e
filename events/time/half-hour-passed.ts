import * as z from "zod/mini";

/** Input of the half-hourly schedule, at the time EventBridge Scheduler meant to fire. */
export const HalfHourPassed = z.object({
  type: z.literal("half-hour.passed"),
  version: z.literal(1),
  scheduledAt: z.iso.datetime({ offset: true }),
});
export type HalfHourPassed = z.infer<typeof HalfHourPassed>;
