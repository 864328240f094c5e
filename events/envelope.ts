import * as z from "zod/mini";

/** The source under which matchward publishes on its bus. */
export const SOURCE = "matchward";

/** What every event on the bus carries in `detail`, beside its `data`. */
export const envelope = <Name extends string, Data extends z.ZodMiniType>(name: Name, data: Data) =>
  z.object({
    /** Detail type on the bus; a fact in the past tense. */
    type: z.literal(name),
    version: z.literal(1),
    /** Worked out from what happened, never random: the same fact always has the same id. */
    id: z.string(),
    /** When it happened, ISO 8601 UTC. */
    occurredAt: z.iso.datetime(),
    data,
  });
