import * as z from "zod/mini";
import { Instant } from "../time/instant.ts";
import { AddressNews } from "./address.ts";
import { Hold } from "./held.ts";

/** What somebody is to a school beside a student: whoever is enrolled in a program is a student of it. */
export const Role = z.enum(["advisor", "staff"]);

/** Somebody whom a school knows, whatever they are to it and in however many programs: one name, one address. */
export const Person = z.object({
  /** The opaque random key that stands for them in enrollments, links, events, tags and logs. */
  person: z.string(),
  /** The school's own number: never in a URL, a log, an event or a tag. */
  schoolId: z.string(),
  email: z.string(),
  firstName: z.string(),
  lastName: z.string(),
  preferredName: z.optional(z.string()),
  /** What they asked to be called, and when: it goes before what the roster says, until staff take it back. */
  ownName: z.optional(z.object({ name: z.string(), at: Instant })),
  roles: z.array(Role),
  society: z.optional(z.string()),
  societyAdvisorEmail: z.optional(z.string()),
  /** The specialty that they lean to: sensitive, for their own record and for whom a mail concerns alone. */
  specialty: z.optional(z.string()),
  /** Where they are in the clinic, and where paper reaches them. */
  site: z.optional(z.string()),
  mailbox: z.optional(z.string()),
  /** The last that SES told of an address of theirs that failed; absent while none has. */
  address: z.optional(AddressNews),
  held: z.optional(Hold),
  /** Evidence of doubts that a person has decided on: it holds them no more. */
  released: z.optional(z.array(z.string())),
  /** Set of one whom nobody reads any more. `moved`: they go on under another id. `erased`: they asked for it. */
  removed: z.optional(z.object({ at: Instant, why: z.enum(["office", "taken back", "moved", "erased"]) })),
  /** Ids that they had before, or have in other files: a row with one of them is theirs. */
  aliases: z.optional(z.array(z.string())),
  /** School date on which they were first recorded. */
  joinedOn: z.iso.date(),
  /** School date on which they last came back, from leave or from being held. */
  backOn: z.optional(z.iso.date()),
});
export type Person = z.infer<typeof Person>;
