import * as z from "zod/mini";
import { envelope } from "../envelope.ts";

const count = z.int();
const mails = { gained: count, lost: count, moved: count };

/**
 * A roster was read and judged, or a person decided on it. `verdict`: `counted`, it counts; `waits`, it changes so much
 * that a person has to say yes (`why`), who `approved` or `discarded` it; `superseded`, a later one counted before it;
 * `taken back`, a person undid it. `file`: its name without folders. `mails`: how many of the coming year's mails
 * students gain, lose or get at another time, in all and of the ten occurrences with most; absent where none.
 */
export const RosterImported = envelope(
  "roster.imported",
  z.object({
    program: z.string(),
    import: z.string(),
    file: z.string(),
    verdict: z.enum(["counted", "waits", "approved", "discarded", "superseded", "taken back"]),
    counts: z.object({
      students: count,
      added: count,
      changed: count,
      unchanged: count,
      missing: count,
      held: count,
      rejected: count,
      warnings: count,
    }),
    why: z.array(z.string()),
    mails: z.optional(z.object({ ...mails, occurrences: z.array(z.object({ occurrence: z.string(), ...mails })) })),
  }),
);
export type RosterImported = z.infer<typeof RosterImported>;
