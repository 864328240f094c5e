import * as z from "zod/mini";

/** One way of comparing a leaf of an event, such as `prefix`: how its argument is written, and when a value fits it. */
export interface Comparison {
  /** Says what is wrong with an argument; nothing where it is right. */
  check(argument: unknown): string | undefined;
  /** Whether one value of the event fits; the argument was checked before. */
  fits(argument: unknown, value: unknown): boolean;
}

const comparison = <Schema extends z.ZodMiniType>(
  schema: Schema,
  expected: string,
  fits: (argument: z.output<Schema>, value: unknown) => boolean,
): Comparison => ({
  check: (argument) => (schema.safeParse(argument).success ? undefined : `should be ${expected}`),
  fits: (argument, value) => {
    const parsed = schema.safeParse(argument);
    return parsed.success && fits(parsed.data, value);
  },
});

const caseless = z.strictObject({ "equals-ignore-case": z.string() });
const edge = z.union([z.string(), caseless]);
const lower = (value: string): string => value.toLowerCase();

/** Tests one end of a text, with or without regard to case. */
const atEdge = (test: (whole: string, part: string) => boolean) => (argument: z.infer<typeof edge>, value: unknown) => {
  if (typeof value !== "string") return false;
  return typeof argument === "string"
    ? test(value, argument)
    : test(lower(value), lower(argument["equals-ignore-case"]));
};
const begins = atEdge((whole, part) => whole.startsWith(part));
const ends = atEdge((whole, part) => whole.endsWith(part));

const wildcard = z
  .string()
  .check(z.refine((text) => !/\*\*/.test(text.replace(/\\./g, "")) && !/\\(?![*\\])/.test(text.replace(/\\\\/g, ""))));
const fitsWildcard = (pattern: string, value: unknown): boolean => {
  const source = pattern.replace(/\\[*\\]|[\\^$.*+?()[\]{}|/]/g, (sign) => {
    if (sign.length === 2) return `\\${sign[1]}`;
    return sign === "*" ? "[^]*" : `\\${sign}`;
  });
  return typeof value === "string" && new RegExp(`^${source}$`).test(value);
};

const bound = z.number().check(z.gte(-5e9), z.lte(5e9));
const below = z.enum(["<", "<="]);
const above = z.enum([">", ">="]);
const numeric = z.union([
  z.tuple([z.enum(["=", "<", "<=", ">", ">="]), bound]),
  z.tuple([above, bound, below, bound]).check(z.refine(([, bottom, , top]) => bottom < top)),
]);
const compare: Record<z.infer<typeof below> | z.infer<typeof above> | "=", (left: number, right: number) => boolean> = {
  "=": (left, right) => left === right,
  "<": (left, right) => left < right,
  "<=": (left, right) => left <= right,
  ">": (left, right) => left > right,
  ">=": (left, right) => left >= right,
};
const inRange = ([first, one, second, other]: z.infer<typeof numeric>, value: unknown): boolean =>
  typeof value === "number" &&
  compare[first](value, one) &&
  (second === undefined || other === undefined || compare[second](value, other));

const texts = z.union([z.string(), z.array(z.string()).check(z.minLength(1))]);
const excluded = z.union([
  texts,
  z.number(),
  z.array(z.number()).check(z.minLength(1)),
  z.strictObject({ prefix: texts }),
  z.strictObject({ suffix: texts }),
  z.strictObject({ "equals-ignore-case": texts }),
  z.strictObject({ wildcard: texts }),
]);
const each = <Value>(value: Value | Value[]): Value[] => (Array.isArray(value) ? value : [value]);

const isExcluded = (argument: z.infer<typeof excluded>, value: unknown): boolean => {
  if (typeof argument !== "object" || Array.isArray(argument)) return each<unknown>(argument).includes(value);
  if ("prefix" in argument) return each(argument.prefix).some((part) => begins(part, value));
  if ("suffix" in argument) return each(argument.suffix).some((part) => ends(part, value));
  if ("wildcard" in argument) return each(argument.wildcard).some((pattern) => fitsWildcard(pattern, value));
  return each(argument["equals-ignore-case"]).some((text) => typeof value === "string" && lower(text) === lower(value));
};

const known: Record<string, Comparison> = {
  prefix: comparison(edge, "a text", begins),
  suffix: comparison(edge, "a text", ends),
  "equals-ignore-case": comparison(
    z.string(),
    "a text",
    (text, value) => typeof value === "string" && lower(text) === lower(value),
  ),
  wildcard: comparison(wildcard, "a text without ** and with only * and \\ escaped", fitsWildcard),
  numeric: comparison(numeric, 'such as ["=", 5] or [">", 0, "<=", 5], with the lower bound first', inRange),
  "anything-but": comparison(
    excluded,
    "a value, a list of texts or of numbers, or one comparison of texts",
    (argument, value) => !isExcluded(argument, value),
  ),
};

/**
 * Every comparison of EventBridge patterns and event source filters but `exists`, which asks for the field and not for
 * its value. Source: EventBridge user guide, "Comparison operators for use in event patterns".
 */
export const comparisons: ReadonlyMap<string, Comparison> = new Map(Object.entries(known));
