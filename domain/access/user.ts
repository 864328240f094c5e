import * as z from "zod/mini";

/** What somebody may be to a program beside a student; a person may be several. */
export const ROLES = [
  "dean",
  "director",
  "staff",
  "viewer",
  "society-advisor",
  "pce-advisor",
  "specialty-advisor",
  "residency-application-advisor",
  "liaison",
  "mentor",
  "alumni-advisor",
  "item-owner",
  "registrar",
] as const;
export const Role = z.enum(ROLES);
export type Role = z.infer<typeof Role>;

/** Somebody of `people.csv`, who may sign in to the pages of those who work with students. */
export const User = z.object({
  /** The school's own number: never in a URL, a log or an event. */
  id: z.string(),
  email: z.string(),
  name: z.string(),
  roles: z.array(Role),
  /** Whose students a society advisor sees. */
  societies: z.array(z.string()),
  site: z.optional(z.string()),
  specialties: z.array(z.string()),
  /** The most students that they can advise; absent where nobody said. */
  capacity: z.optional(z.number()),
  status: z.enum(["active", "inactive"]),
});
export type User = z.infer<typeof User>;

/** The address by which somebody may sign in; undefined of who may not: it is free for somebody else. */
export const signsInBy = ({ email, status }: User): string | undefined =>
  status === "active" ? email.toLowerCase() : undefined;
