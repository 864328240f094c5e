import * as z from "zod/mini";
import { AddressNews } from "./address.ts";
import { Enrollment } from "./enrollment.ts";

/** A student in the roster file. `schoolId` is the school's own number: never in a URL, a log, an event or a tag. */
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
  phase: z.optional(z.string()),
  address: z.optional(AddressNews),
  /** School date of the roster import that first brought them. */
  joinedOn: z.iso.date(),
});
export type Student = z.infer<typeof Student>;

/** What planning and the mail queue need of a student: no name, no address. */
export const Enrolled = z.extend(Enrollment, { schoolId: z.string(), phase: z.optional(z.string()) });
export type Enrolled = z.infer<typeof Enrolled>;

export const Addressee = z.extend(Enrollment, {
  schoolId: z.string(),
  email: z.string(),
  firstName: z.string(),
  address: z.optional(AddressNews),
});
export type Addressee = z.infer<typeof Addressee>;
