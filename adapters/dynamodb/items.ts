import * as z from "zod/mini";
import { Student } from "#domain/people/student.ts";
import { Instant } from "#domain/time/instant.ts";

/**
 * The records table, one small interface for each kind of item. Every item has the keys `pk` and `sk`, and every
 * function's role names (by `dynamodb:LeadingKeys`) the partitions it may touch:
 *
 * | pk                    | sk                  | item                                                      |
 * |-----------------------|---------------------|-----------------------------------------------------------|
 * | `roster`              | student id          | a student                                                 |
 * | `access-code`         | student's key       | their AAMC Careers in Medicine access code                 |
 * | `choice`              | group of students   | the kinds of mail that each declined, with when            |
 * | `part#<occurrence>`   | group of students   | the parts of some hundred classmates, written on the version read |
 * | `run`                 | `<occurrence>/<wave>` | since when a run is paused, and why (`adapters/mailings/mailings.ts`)  |
 * | `pace`                | `sending`           | when mails may go out again (`adapters/pace/pace.ts`)           |
 * | `school`              | `started`           | the school date from which mails are planned               |
 *
 * `KIND`: what the attribute `kind` of an item says it is, so that a stream filter can pick by it.
 */
export const KIND = { student: "student", parts: "parts", choices: "choices", mailing: "run" } as const;

/** A student as stored, with the instant of the last phase move for those who announce it. */
export const StoredStudent = z.extend(Student, { phaseEnteredAt: z.optional(Instant) });
export type StoredStudent = z.infer<typeof StoredStudent>;

/**
 * Reads a student from an unmarshalled item of the records table, or from a stream image of one.
 * @throws a zod error where the item is no student.
 */
export const readStudent = (item: unknown): StoredStudent => StoredStudent.parse(item);

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
