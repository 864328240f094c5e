import * as z from "zod/mini";

/** What this function is told by the stack that deploys it. */
export const environment = z.object({ RECORDS_TABLE: z.string(), LINK_KEY_SECRET: z.string(), SITE_URL: z.string() });
