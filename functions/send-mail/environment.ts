import * as z from "zod/mini";

/** What this function is told by the stack that deploys it. */
export const environment = z.object({
  RECORDS_TABLE: z.string(),
  LINK_KEY_SECRET: z.string(),
  /** Where students' pages are, without a slash at the end. */
  SITE_URL: z.string(),
  /** The verified address that mails come from. */
  SENDER_ADDRESS: z.string(),
  SENDER_IDENTITY_ARN: z.string(),
  CONFIGURATION_SET: z.string(),
  /** Stored SES templates are named by this prefix plus the e-mail's id. */
  TEMPLATE_PREFIX: z.string(),
});
