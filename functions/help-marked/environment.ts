import * as z from "zod/mini";
import { LINKS, SENDER } from "../start/told.ts";

/** Its `CONFIGURATION_SET` is the one by which SES tells nobody what became of a mail. */
export const environment = z.object({ ...LINKS, ...SENDER, TEMPLATE_PREFIX: z.string() });
