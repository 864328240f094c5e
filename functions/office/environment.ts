import * as z from "zod/mini";

export const environment = z.object({
  RECORDS_TABLE: z.string(),
  MAIL_QUEUE_URL: z.string(),
  /** Where what is uploaded on the pages is put. */
  ROSTERS_BUCKET: z.string(),
  SITE_URL: z.string(),
  /** The OpenID Connect provider, and as which of its clients people are sent there. */
  SIGN_IN_ISSUER: z.string(),
  SIGN_IN_CLIENT: z.string(),
  /** The secret that holds the client's own. */
  SIGN_IN_SECRET: z.string(),
});
