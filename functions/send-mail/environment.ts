import * as z from "zod/mini";
import { LINKS, SENDER } from "../start/told.ts";

export const environment = z.object({
  ...LINKS,
  ...SENDER,
  /** A template's name at SES is this prefix and the e-mail's id. */
  TEMPLATE_PREFIX: z.string(),
});
