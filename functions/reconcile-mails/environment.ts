import * as z from "zod/mini";

/** What this function is told by the stack that deploys it. */
export const environment = z.object({ RECORDS_TABLE: z.string() });
