import * as z from "zod/mini";
import { Instant, Part } from "#domain/part.ts";
import { Student } from "#domain/student.ts";

/** What the attribute `kind` of an item says it is, so that a stream filter can pick by it. */
export const KIND = { student: "student", part: "part", choice: "choice" } as const;

/** Attribute that holds one wave's mail state is this plus the wave's name. */
export const MAIL_PREFIX = "mail:";

/** Attribute that holds the instant of a stop is this plus the reason. */
export const STOP_PREFIX = "stop:";

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
 * `mail:<wave>` under `mails` and `stop:<reason>` under `stops`.
 * @throws a zod error where the item is no part.
 */
export const readPart = (item: unknown): StoredPart => {
  const attributes = Item.parse(item);
  const stops = gathered(attributes, STOP_PREFIX);
  return StoredPart.parse({
    ...attributes,
    mails: gathered(attributes, MAIL_PREFIX),
    ...(Object.keys(stops).length === 0 ? {} : { stops }),
  });
};

/** The attributes whose names begin with a prefix, by the rest of their names. */
const gathered = (attributes: z.infer<typeof Item>, prefix: string): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(attributes)
      .filter(([name]) => name.startsWith(prefix))
      .map(([name, value]) => [name.slice(prefix.length), value]),
  );
