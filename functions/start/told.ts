import * as z from "zod/mini";

/** What whoever reads the records and signs or opens links is told. */
export const LINKS = { RECORDS_TABLE: z.string(), LINK_KEY_SECRET: z.string(), SITE_URL: z.string() };

/** What whoever writes mails is told: from whom, and by which settings of SES. */
export const SENDER = { SENDER_ADDRESS: z.string(), SENDER_IDENTITY_ARN: z.string(), CONFIGURATION_SET: z.string() };
