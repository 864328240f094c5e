import * as z from "zod/mini";
import { suggest } from "../did-you-mean.ts";
import type { Fault } from "../fault.ts";
import type { Understood } from "./understood.ts";
import type { Path, YamlFile } from "./yaml-file.ts";

/** A text of the school's own notation, with how it is shown to an editor and how it is read. */
export const notation = <T>(
  read: (text: string) => Understood<T>,
  shown: { description: string; pattern?: string; format?: string; examples?: string[] },
) =>
  z.pipe(
    z.string().check(z.meta(shown)),
    z.transform((text, context): T => {
      const understood = read(text);
      if (understood.ok) return understood.value;
      refuse(context, { what: understood.what, mend: understood.mend, path: [] });
      return z.NEVER;
    }),
  );

/** Refuses a value from inside a transform; `path` goes on from the value. */
export const refuse = (
  context: { issues: z.core.$ZodRawIssue[] },
  refusal: { what: string; mend: string; path: PropertyKey[] },
): void => {
  context.issues.push({
    code: "custom",
    input: undefined,
    message: refusal.what,
    params: { mend: refusal.mend },
    path: refusal.path,
  });
};

const KINDS: Record<string, string> = {
  string: "a text",
  number: "a number",
  int: "a whole number",
  boolean: "true or false",
  array: "a list",
  object: "a group of keys",
  record: "a group of keys",
};

const shownAs = (value: unknown): string =>
  value !== null && typeof value === "object" ? "something else" : JSON.stringify(value);

const valueAt = (value: unknown, path: Path): unknown =>
  path.reduce<unknown>(
    (inside, step) => (inside !== null && typeof inside === "object" ? Reflect.get(inside, step) : undefined),
    value,
  );

const nameOf = (path: Path): string => {
  const name = path.findLast((step) => typeof step === "string");
  if (name === undefined) return "This file";
  return typeof path.at(-1) === "number" ? `An entry of "${String(name)}"` : `"${String(name)}"`;
};

interface Explained {
  what: string;
  mend: string;
  path?: Path;
}

const explainType = (issue: z.core.$ZodIssueInvalidType, value: unknown): Explained => {
  const kind = KINDS[issue.expected] ?? issue.expected;
  const name = nameOf(issue.path);
  if (value === undefined) return { what: `${name} is missing.`, mend: `Add it: ${kind}.` };
  if (value === null) return { what: `${name} is empty.`, mend: `Fill it in: ${kind}.` };
  return { what: `${name} must be ${kind}, not ${shownAs(value)}.`, mend: `Write ${kind}.` };
};

const explainSize = (issue: z.core.$ZodIssueTooSmall | z.core.$ZodIssueTooBig, value: unknown): Explained => {
  const name = nameOf(issue.path);
  const [bound, limit] = issue.code === "too_small" ? ["least", issue.minimum] : ["most", issue.maximum];
  if (Array.isArray(value)) return { what: `${name} has no entry.`, mend: `Write at ${bound} ${limit}.` };
  return { what: `${name} is ${shownAs(value)}.`, mend: `Write a number of at ${bound} ${limit}.` };
};

const explainValue = (path: Path, options: readonly unknown[], value: unknown): Explained => {
  const known = options.filter((option) => option !== undefined && option !== null).map(String);
  if (value === undefined) return { what: `${nameOf(path)} is missing.`, mend: `Use one of: ${known.join(", ")}.` };
  return { what: `${nameOf(path)} cannot be ${shownAs(value)}.`, mend: suggest(String(value), known) };
};

/** What is wrong by the form that the value has; by the first one where it has none of them. */
const explainUnion = (
  { errors, path }: z.core.$ZodIssueInvalidUnion,
  value: unknown,
  keysOf: (path: Path) => string[],
): Explained[] => {
  const isOfForm = ([first]: readonly z.core.$ZodIssue[]) => first?.code !== "invalid_type" || first.path.length > 0;
  return (errors.find(isOfForm) ?? errors[0] ?? []).flatMap((inner) => {
    const whole = [...path, ...inner.path];
    const explained = explainIssue({ ...inner, path: whole }, valueAt(value, inner.path), keysOf);
    return explained.map((told) => ({ path: whole, ...told }));
  });
};

const explainIssue = (issue: z.core.$ZodIssue, value: unknown, keysOf: (path: Path) => string[]): Explained[] => {
  switch (issue.code) {
    case "invalid_type":
      return [explainType(issue, value)];
    case "too_small":
    case "too_big":
      return [explainSize(issue, value)];
    case "invalid_value":
      return [explainValue(issue.path, issue.values, value)];
    case "unrecognized_keys":
      return issue.keys.map((key) => ({
        what: `There is no key "${key}" here.`,
        mend: suggest(key, keysOf(issue.path)),
        path: [...issue.path, key],
      }));
    case "invalid_key":
      return [
        {
          what: `"${String(issue.path.at(-1))}" cannot be a name here.`,
          mend: issue.issues[0]?.message ?? "Write another name.",
        },
      ];
    case "invalid_union":
      return "options" in issue
        ? [explainValue(issue.path, issue.options ?? [], value)]
        : explainUnion(issue, value, keysOf);
    case "custom":
      return [{ what: issue.message, mend: String(issue.params?.mend ?? "Write something else.") }];
    default:
      return [{ what: `${nameOf(issue.path)} is not as it should be.`, mend: `Look at ${shownAs(value)}.` }];
  }
};

/** Keys that a group of keys may have, from its schema's JSON form; wherever the path leads. */
const knownKeys = (schema: z.core.$ZodType, path: Path): string[] => {
  let forms = formsOf(z.toJSONSchema(schema, { io: "input" }));
  for (const step of path)
    forms = forms.flatMap((form) =>
      formsOf(
        valueAt(form, ["properties", step]) ?? valueAt(form, ["items"]) ?? valueAt(form, ["additionalProperties"]),
      ),
    );
  return [...new Set(forms.flatMap((form) => Object.keys(valueAt(form, ["properties"]) ?? {})))];
};

const Forms = z.array(z.unknown());

/** What a value may be, one form or several. */
const formsOf = (schema: unknown): unknown[] => {
  const forms = Forms.safeParse(valueAt(schema, ["oneOf"]) ?? valueAt(schema, ["anyOf"]));
  return forms.success ? forms.data : [schema];
};

const explain = (issue: z.core.$ZodIssue, schema: z.core.$ZodType, source: YamlFile, path: Path): Fault[] => {
  const whole = { ...issue, path: [...path, ...issue.path] };
  const keysOf = (at: Path): string[] => knownKeys(schema, at.slice(path.length));
  return explainIssue(whole, valueAt(source.value, whole.path), keysOf).map((told) => ({
    file: source.file,
    line: source.lineOf(told.path ?? whole.path),
    what: told.what,
    mend: told.mend,
  }));
};

/**
 * Reads one part of a YAML file by its schema.
 * Answers either its value or every fault in it, each with the line it stands on and how to mend it.
 */
export const parsePart = <T>(
  schema: z.core.$ZodType<T>,
  source: YamlFile,
  path: Path,
): { ok: true; value: T } | { ok: false; faults: Fault[] } => {
  const value = valueAt(source.value, path);
  const result = z.safeParse(schema, value);
  if (result.success) return { ok: true, value: result.data };
  return { ok: false, faults: result.error.issues.flatMap((issue) => explain(issue, schema, source, path)) };
};

/**
 * Reads only the frame of a file whose parts, under `key`, are read one by one: answers the keys of the parts, and the
 * faults of the frame. So one bad part hides nothing of the others.
 */
export const parseFrame = (
  schema: z.core.$ZodType,
  source: YamlFile,
  key: string,
): { keys: string[]; faults: Fault[] } => {
  const result = z.safeParse(schema, source.value);
  const issues = result.success ? [] : result.error.issues;
  const framing = issues.filter(({ path }) => path.length < 2);
  const parts = valueAt(source.value, [key]);
  return {
    keys: parts !== null && typeof parts === "object" ? Object.keys(parts) : [],
    faults: framing.flatMap((issue) => explain(issue, schema, source, [])),
  };
};
