import { comparisons } from "./comparisons.ts";

type Fields = Record<string, unknown>;

const isFields = (value: unknown): value is Fields =>
  typeof value === "object" && value !== null && !Array.isArray(value);
const at = (path: string, key: string): string => (path === "" ? key : `${path}.${key}`);

const checkLeafEntry = (entry: unknown, path: string): string | undefined => {
  if (entry === null || ["string", "number", "boolean"].includes(typeof entry)) return undefined;
  if (!isFields(entry)) return `${path}: a list may not hold a list`;
  const [operator, ...others] = Object.keys(entry);
  if (operator === undefined || others.length > 0) return `${path}: one comparison in each pair of braces`;
  const argument = entry[operator];
  if (operator === "exists")
    return typeof argument === "boolean" ? undefined : `${path}: exists should be true or false`;
  const comparison = comparisons.get(operator);
  if (!comparison) return `${path}: the comparison ${operator} is not understood`;
  const wrong = comparison.check(argument);
  return wrong && `${path}: ${operator} ${wrong}`;
};

const checkField = (key: string, value: unknown, path: string): string | undefined => {
  if (key === "$or") {
    if (!Array.isArray(value) || value.length < 2) return `${path}: $or takes a list of at least two patterns`;
    return value.map((each) => checkFields(each, path)).find((wrong) => wrong !== undefined);
  }
  if (!Array.isArray(value))
    return isFields(value) ? checkFields(value, path) : `${path}: should be an object or a list`;
  if (value.length === 0) return `${path}: an empty list matches nothing`;
  return value.map((entry) => checkLeafEntry(entry, path)).find((wrong) => wrong !== undefined);
};

const checkFields = (pattern: unknown, path: string): string | undefined => {
  if (!isFields(pattern) || Object.keys(pattern).length === 0)
    return `${path || "the pattern"}: should be an object that is not empty`;
  const wrong = Object.entries(pattern).map(([key, value]) => checkField(key, value, at(path, key)));
  return wrong.find((each) => each !== undefined);
};

/**
 * Says what AWS would refuse in an event pattern of a rule, or in the filter of an event source mapping.
 * @returns the field and what is wrong with it; nothing where all is right. `cidr` is refused: it is not understood
 * here.
 */
export const checkPattern = (pattern: unknown): string | undefined => checkFields(pattern, "");

/** The values that a leaf compares: those of a list one by one; none for what is absent, an object or an empty list. */
const leaves = (value: unknown): unknown[] => {
  if (value === undefined || isFields(value)) return [];
  return Array.isArray(value) ? value.flatMap(leaves) : [value];
};

const entryFits = (entry: unknown, values: unknown[]): boolean => {
  if (!isFields(entry)) return values.includes(entry);
  const [[operator, argument] = ["", undefined]] = Object.entries(entry);
  if (operator === "exists") return argument === values.length > 0;
  return values.some((value) => comparisons.get(operator)?.fits(argument, value) ?? false);
};

const fieldFits = (key: string, wanted: unknown, event: Fields): boolean => {
  if (key === "$or") return Array.isArray(wanted) && wanted.some((each) => matchesPattern(each, event));
  const given = Object.hasOwn(event, key) ? event[key] : undefined;
  if (Array.isArray(wanted)) return wanted.some((entry) => entryFits(entry, leaves(given)));
  // Fields of what is absent are absent too, which `exists: false` asks for.
  const inner = Array.isArray(given) ? given.filter(isFields) : [isFields(given) ? given : {}];
  return inner.some((each) => matchesPattern(wanted, each));
};

/**
 * Whether an event fits a pattern: every field of the pattern must fit, one entry of its list suffices. In an event's
 * list of values one suffices too; in its list of objects, one object must fit the whole inner pattern.
 * Source: EventBridge user guide, "Creating EventBridge event patterns"; Lambda developer guide, "Event filtering".
 * @param pattern checked by `checkPattern` before.
 */
export const matchesPattern = (pattern: unknown, event: unknown): boolean =>
  isFields(pattern) &&
  isFields(event) &&
  Object.entries(pattern).every(([key, wanted]) => fieldFits(key, wanted, event));
