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
 * Told of an item that cannot be read and is left out, so that it holds up nobody else: the student's opaque key, and
 * where the item is not of its form. Holds no value of the item, so that it may be logged.
 */
export type Unread = (item: { student: string; places: string[] }) => void;

/**
 * Reads what can be read of many items; tells of the others.
 * @param keyOf answers the opaque key of the student whom an item is about
 */
export const readEach = <Schema extends z.ZodMiniType>(
  schema: Schema,
  items: readonly Record<string, unknown>[],
  keyOf: (item: Record<string, unknown>) => unknown,
  unread: Unread,
): z.output<Schema>[] =>
  items.flatMap((item) => {
    const read = schema.safeParse(item);
    if (read.success) return [read.data];
    const key = keyOf(item);
    const places = read.error.issues.map(({ path, code }) => `${path.join(".") || "the whole"} (${code})`);
    unread({ student: typeof key === "string" ? key : "without a key", places });
    return [];
  });

/**
 * An item of the records table as a part has it: the attributes `mail:<wave>` are gathered under `mails`, and
 * `stop:<reason>` under `stops`.
 */
export const gathered = (attributes: Record<string, unknown>): Record<string, unknown> => {
  const stops = named(attributes, STOP_PREFIX);
  const held = Object.keys(stops).length === 0 ? {} : { stops };
  return { ...attributes, mails: named(attributes, MAIL_PREFIX), ...held };
};

/** The attributes whose names begin with a prefix, by the rest of their names. */
const named = (attributes: Record<string, unknown>, prefix: string): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(attributes)
      .filter(([name]) => name.startsWith(prefix))
      .map(([name, value]) => [name.slice(prefix.length), value]),
  );

/**
 * Reads a part from an unmarshalled item of the records table, or from a stream image of one.
 * @throws a zod error where the item is no part.
 */
export const readPart = (item: unknown): StoredPart => StoredPart.parse(gathered(Item.parse(item)));
