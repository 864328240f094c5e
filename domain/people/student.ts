import * as z from "zod/mini";
import { AddressNews } from "./address.ts";

export const Status = z.enum(["active", "leave", "withdrawn", "graduated"]);
export type Status = z.infer<typeof Status>;

/** A student as the roster gives them. `studentId` is the school's own number: never in a URL, a log, an event or a tag. */
export const RosterStudent = z.object({
  studentId: z.string(),
  email: z.string(),
  firstName: z.string(),
  lastName: z.string(),
  track: z.string(),
  matriculationYear: z.int(),
  graduationYear: z.int(),
  society: z.string(),
  status: Status,
  societyAdvisorEmail: z.optional(z.string()),
  cimAccessCode: z.optional(z.string()),
});
export type RosterStudent = z.infer<typeof RosterStudent>;

/** What the rules need to know of a student; no names, no addresses. */
export type RuledStudent = Pick<
  RosterStudent,
  "studentId" | "track" | "matriculationYear" | "graduationYear" | "status"
>;

/** A student as stored: `key` is the opaque random id that stands for them in links, events, tags and logs. */
export const Student = z.extend(z.omit(RosterStudent, { cimAccessCode: true }), {
  key: z.string(),
  /** The phase they are in; absent before their first phase begins. */
  phase: z.optional(z.string()),
  /** The last that SES told of an address of theirs that failed; absent while none has. */
  address: z.optional(AddressNews),
  /** School date of the roster import that first brought them. */
  joinedOn: z.iso.date(),
});
export type Student = z.infer<typeof Student>;

/** A student as planning needs them: the rules' facts, the opaque key, the phase; no name, no address. */
export const Enrolled = z.pick(Student, {
  studentId: true,
  key: true,
  track: true,
  matriculationYear: true,
  graduationYear: true,
  status: true,
  phase: true,
});
export type Enrolled = z.infer<typeof Enrolled>;

/** A student as a mail to them needs them: nothing of who advises them, or of how far they have come. */
export const Addressee = z.pick(Student, {
  studentId: true,
  key: true,
  email: true,
  firstName: true,
  track: true,
  matriculationYear: true,
  graduationYear: true,
  status: true,
  address: true,
});
export type Addressee = z.infer<typeof Addressee>;
