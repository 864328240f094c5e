import * as z from "zod/mini";

/** Input of a milestone's schedule: its day came, at the time EventBridge Scheduler meant to fire. */
export const MilestoneCame = z.object({
  type: z.literal("milestone.came"),
  version: z.literal(1),
  milestone: z.string(),
  scheduledAt: z.iso.datetime({ offset: true }),
});
export type MilestoneCame = z.infer<typeof MilestoneCame>;
