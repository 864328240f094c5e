import * as z from "zod/mini";
import type { Kind } from "./partitions.ts";

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
