import * as z from "zod/mini";
import { Instant, Part } from "#domain/part.ts";
import { Student } from "#domain/student.ts";

/** What the attribute `kind` of an item says it is, so that a stream filter can pick by it. */
export const KIND = { student: "student", part: "part" } as const;

/** Attribute that holds one wave's mail state is this plus the wave's name. */
export const MAIL_PREFIX = "mail:";

/** A student as stored, with the instant of the last phase move for those who announce it. */
export const StoredStudent = z.extend(Student, { phaseEnteredAt: z.optional(Instant) });
export type StoredStudent = z.infer<typeof StoredStudent>;

/** A part as stored, with the instant at which a completion was last taken back. */
export const StoredPart = z.extend(Part, { reopenedAt: z.optional(Instant) });
export type StoredPart = z.infer<typeof StoredPart>;

/**
 * Reads a student from an unmarshalled item of the records table, or from a stream image of one.
 * @throws a zod error where the item is no student.
 */
export const readStudent = (item: unknown): StoredStudent => StoredStudent.parse(item);

const Item = z.record(z.string(), z.unknown());

/**
 * Reads a part from an unmarshalled item of the records table, or from a stream image of one; gathers the attributes
 * `mail:<wave>` under `mails`.
 * @throws a zod error where the item is no part.
 */
export const readPart = (item: unknown): StoredPart => {
  const attributes = Item.parse(item);
  const mails = Object.entries(attributes)
    .filter(([name]) => name.startsWith(MAIL_PREFIX))
    .map(([name, mail]) => [name.slice(MAIL_PREFIX.length), mail]);
  return StoredPart.parse({ ...attributes, mails: Object.fromEntries(mails) });
};
