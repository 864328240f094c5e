import * as z from "zod/mini";

export const environment = z.object({
  RECORDS_TABLE: z.string(),
  SENDER_ADDRESS: z.string(),
  SENDER_IDENTITY_ARN: z.string(),
  CONFIGURATION_SET: z.string(),
  /** Where the reports of rosters lie. */
  ROSTER_BUCKET: z.string(),
  /** As commands name it. */
  STAGE: z.string(),
});
