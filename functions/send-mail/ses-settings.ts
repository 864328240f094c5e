import type * as z from "zod/mini";
import type { SesSettings } from "#adapters/ses/ses-mailer.ts";
import type { School } from "#domain/time/school.ts";
import type { environment } from "./environment.ts";

/** The sender's name and reply address come from the program, all else from the stack. */
export const sesSettings = (told: z.infer<typeof environment>, sender: School["sender"]): SesSettings => ({
  sender: { ...sender, address: told.SENDER_ADDRESS },
  identityArn: told.SENDER_IDENTITY_ARN,
  configurationSet: told.CONFIGURATION_SET,
  templatePrefix: told.TEMPLATE_PREFIX,
});
