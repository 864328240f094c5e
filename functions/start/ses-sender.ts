import type * as z from "zod/mini";
import type { SesSettings } from "#adapters/ses/ses-mailer.ts";
import type { School } from "#domain/time/school.ts";
import type { SENDER } from "./told.ts";

type SenderTold = { [Name in keyof typeof SENDER]: z.infer<(typeof SENDER)[Name]> };

/** How SES sends for the school: the name and the reply address are given, all else comes from the stack. */
export const sesSender = (
  told: SenderTold,
  { name, replyTo }: School["sender"],
): Omit<SesSettings, "templatePrefix"> => ({
  sender: { name, replyTo, address: told.SENDER_ADDRESS },
  identityArn: told.SENDER_IDENTITY_ARN,
  configurationSet: told.CONFIGURATION_SET,
});
