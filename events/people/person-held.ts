import * as z from "zod/mini";
import { envelope } from "../envelope.ts";

/** It is not sure who somebody is, or whether they still want mail: they get none until a person lets go of them. */
export const PersonHeld = envelope(
  "person.held",
  z.object({ student: z.string(), cohort: z.string(), reason: z.string(), since: z.iso.datetime() }),
);
export type PersonHeld = z.infer<typeof PersonHeld>;
