import * as z from "zod/mini";
import { AddressNews } from "./address.ts";
import { Enrollment } from "./enrollment.ts";

/** A student as the roster gives them. `schoolId` is the school's own number: never in a URL, a log, an event or a tag. */
export const RosterStudent = z.extend(z.omit(Enrollment, { person: true }), {
  schoolId: z.string(),
  email: z.string(),
  firstName: z.string(),
  lastName: z.string(),
  society: z.string(),
  societyAdvisorEmail: z.optional(z.string()),
  cimAccessCode: z.optional(z.string()),
});
export type RosterStudent = z.infer<typeof RosterStudent>;

/** A student as stored: `person` is the opaque random key that stands for them in links, events, tags and logs. */
export const Student = z.extend(z.omit(RosterStudent, { cimAccessCode: true }), {
  person: z.string(),
  /** The phase they are in; absent before their first phase begins. */
  phase: z.optional(z.string()),
  /** The last that SES told of an address of theirs that failed; absent while none has. */
  address: z.optional(AddressNews),
  /** School date of the roster import that first brought them. */
  joinedOn: z.iso.date(),
});
export type Student = z.infer<typeof Student>;

/** A student as planning needs them: their enrollment, the phase, and what the mail queue calls them; no name, no address. */
export const Enrolled = z.extend(Enrollment, { schoolId: z.string(), phase: z.optional(z.string()) });
export type Enrolled = z.infer<typeof Enrolled>;

/** A student as a mail to them needs them: nothing of who advises them, or of how far they have come. */
export const Addressee = z.extend(Enrollment, {
  schoolId: z.string(),
  email: z.string(),
  firstName: z.string(),
  address: z.optional(AddressNews),
});
export type Addressee = z.infer<typeof Addressee>;
