import * as z from "zod/mini";
import { LINKS } from "../start/told.ts";

export const environment = z.object({
  ...LINKS,
  /** The OpenID Connect provider, and as which of its clients students are sent there. */
  SIGN_IN_ISSUER: z.string(),
  SIGN_IN_CLIENT: z.string(),
  /** The secret that holds the client's own. */
  SIGN_IN_SECRET: z.string(),
});
