import * as z from "zod/mini";
import { envelope } from "../envelope.ts";

/**
 * A list or a file of sessions went in, and some of it needs eyes: `rejected` rows did not go in, and of `warnings`
 * somebody should look at what did. `file`: its name without folders.
 */
export const ListImported = envelope(
  "list.imported",
  z.object({ program: z.string(), import: z.string(), file: z.string(), rejected: z.int(), warnings: z.int() }),
);
export type ListImported = z.infer<typeof ListImported>;
