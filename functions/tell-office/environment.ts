import * as z from "zod/mini";
import { SENDER } from "../start/told.ts";

export const environment = z.object({
  RECORDS_TABLE: z.string(),
  ...SENDER,
  /** Where the reports of rosters lie. */
  ROSTER_BUCKET: z.string(),
  /** As commands name it. */
  STAGE: z.string(),
});
