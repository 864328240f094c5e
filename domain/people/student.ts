import * as z from "zod/mini";
import { Enrollment } from "./enrollment.ts";
import { Hold } from "./held.ts";
import { Person } from "./person.ts";

/** A student as the roster gives them. */
export const RosterStudent = z.extend(z.omit(Enrollment, { person: true, program: true }), {
  schoolId: z.string(),
  email: z.string(),
  firstName: z.string(),
  lastName: z.string(),
  preferredName: z.optional(z.string()),
  society: z.string(),
  societyAdvisorEmail: z.optional(z.string()),
  specialty: Person.shape.specialty,
  site: Person.shape.site,
  mailbox: Person.shape.mailbox,
  cimAccessCode: z.optional(z.string()),
});
export type RosterStudent = z.infer<typeof RosterStudent>;

/** A person with their enrollment in one program, side by side; of their roles nothing. */
export const Student = z.extend(z.omit(Person, { roles: true }), {
  ...Enrollment.shape,
  society: z.string(),
  /** The phase of the program that they are in; absent before their first phase begins. */
  phase: z.optional(z.string()),
});
export type Student = z.infer<typeof Student>;

/** A student as planning needs them: enrollment, phase, and what the mail queue calls them; no name, no address. */
export const Enrolled = z.extend(Enrollment, {
  schoolId: z.string(),
  society: Person.shape.society,
  specialty: Person.shape.specialty,
  phase: z.optional(z.string()),
  joinedOn: z.optional(Person.shape.joinedOn),
  held: z.optional(Hold),
  backOn: Person.shape.backOn,
});
export type Enrolled = z.infer<typeof Enrolled>;

export const Addressee = z.extend(Enrollment, {
  schoolId: z.string(),
  email: z.string(),
  firstName: z.string(),
  lastName: Person.shape.lastName,
  preferredName: Person.shape.preferredName,
  ownName: Person.shape.ownName,
  society: Person.shape.society,
  specialty: Person.shape.specialty,
  address: Person.shape.address,
  held: Person.shape.held,
});
export type Addressee = z.infer<typeof Addressee>;
