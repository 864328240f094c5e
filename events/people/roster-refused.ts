import * as z from "zod/mini";
import { envelope } from "../envelope.ts";

/** A file that staff uploaded is no roster as a whole, or lies where none is read: nothing of it went in. */
export const RosterRefused = envelope(
  "roster.refused",
  z.object({ program: z.string(), file: z.string(), reason: z.string() }),
);
export type RosterRefused = z.infer<typeof RosterRefused>;
