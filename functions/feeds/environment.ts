import * as z from "zod/mini";

export const environment = z.object({ RECORDS_TABLE: z.string(), LINK_KEY_SECRET: z.string(), SITE_URL: z.string() });
