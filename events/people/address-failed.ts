import * as z from "zod/mini";
import { envelope } from "../envelope.ts";

/** A student's address proved dead, or they complained of a mail: they are not written to until they have another. */
export const AddressFailed = envelope(
  "address.failed",
  z.object({ student: z.string(), cohort: z.string(), state: z.enum(["bounced", "complained"]) }),
);
export type AddressFailed = z.infer<typeof AddressFailed>;
