import * as z from "zod/mini";
import { Student } from "#domain/people/student.ts";
import { Instant } from "#domain/time/instant.ts";
import { type Kind, PARTITIONS } from "./partitions.ts";

/** True of an item of a format that this code knows. */
const isKnown = (item: unknown, newest: number): boolean => {
  const format = typeof item === "object" && item !== null && "format" in item ? item.format : undefined;
  return typeof format === "number" && format >= 1 && format <= newest;
};

/**
 * Reads an unmarshalled item of a partition, or a stream image of one, by a schema. Refuses one without a format, and
 * one of a newer format than this code knows: what it would not understand it might write over.
 */
export const itemOf = <Out, In>({ stamp: { kind, format } }: Kind, schema: z.ZodMiniType<Out, In>) =>
  z.pipe(
    z.custom<In>((item) => isKnown(item, format), {
      path: ["format"],
      error: `An item of kind ${kind} is of no format up to ${format}, the newest known here: see docs/formats.md.`,
    }),
    schema,
  );

/** A student as stored, with the instant of the last phase move for those who announce it. */
export const StoredStudent = z.extend(Student, { phaseEnteredAt: z.optional(Instant) });
export type StoredStudent = z.infer<typeof StoredStudent>;

const StudentItem = itemOf(PARTITIONS.roster, StoredStudent);

/**
 * Reads a student from an unmarshalled item of the records table, or from a stream image of one.
 * @throws a zod error where the item is no student.
 */
export const readStudent = (item: unknown): StoredStudent => StudentItem.parse(item);

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
