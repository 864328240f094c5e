import * as z from "zod/mini";
import { envelope } from "../envelope.ts";

const count = z.int();

/**
 * A roster was read and judged. `verdict`: `applied`, it counts; `waits`, it changes so much that a person has to say
 * yes (`why`); `superseded`, a later one came before it. `file`: its name without folders.
 */
export const RosterImported = envelope(
  "roster.imported",
  z.object({
    program: z.string(),
    import: z.string(),
    file: z.string(),
    verdict: z.enum(["applied", "waits", "superseded"]),
    counts: z.object({
      added: count,
      changed: count,
      unchanged: count,
      missing: count,
      held: count,
      rejected: count,
      warnings: count,
    }),
    why: z.array(z.string()),
  }),
);
export type RosterImported = z.infer<typeof RosterImported>;
