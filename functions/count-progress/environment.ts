import * as z from "zod/mini";

export const environment = z.object({ RECORDS_TABLE: z.string() });
