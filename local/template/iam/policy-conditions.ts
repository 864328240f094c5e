import { fits, fitsArn } from "./wildcards.ts";

type Test = (wanted: string, given: string) => boolean;

const equal: Test = (wanted, given) => wanted === given;
const equalIgnoringCase: Test = (wanted, given) => wanted.toLowerCase() === given.toLowerCase();

/**
 * The operators understood, by name; `Not…` twins are these, denied. IAM user guide, "IAM JSON policy elements:
 * Condition operators".
 */
const operators: Readonly<Record<string, Test>> = {
  StringEquals: equal,
  StringEqualsIgnoreCase: equalIgnoringCase,
  StringLike: fits,
  // AWS treats the two alike: both take wildcards.
  ArnLike: fitsArn,
  ArnEquals: fitsArn,
  Bool: equalIgnoringCase,
  NumericEquals: (wanted, given) => Number(given) === Number(wanted),
  NumericLessThan: (wanted, given) => Number(given) < Number(wanted),
  NumericLessThanEquals: (wanted, given) => Number(given) <= Number(wanted),
  NumericGreaterThan: (wanted, given) => Number(given) > Number(wanted),
  NumericGreaterThanEquals: (wanted, given) => Number(given) >= Number(wanted),
};
const denied: Readonly<Record<string, Test>> = {
  StringNotEquals: equal,
  StringNotEqualsIgnoreCase: equalIgnoringCase,
  StringNotLike: fits,
  ArnNotLike: fitsArn,
  ArnNotEquals: fitsArn,
};

interface Operator {
  set: "ForAllValues" | "ForAnyValue" | undefined;
  ifExists: boolean;
  negated: boolean;
  test: Test;
}

const parse = (name: string): Operator | undefined => {
  const [, set, base = "", ifExists] = /^(?:(ForAllValues|ForAnyValue):)?(\w+?)(IfExists)?$/.exec(name) ?? [];
  const test = operators[base] ?? denied[base];
  if (!test) return undefined;
  return {
    set: set === "ForAllValues" || set === "ForAnyValue" ? set : undefined,
    ifExists: ifExists !== undefined,
    negated: base in denied,
    test,
  };
};

/** Says what is not understood in the conditions of a statement; nothing where all is. */
export const checkConditions = (conditions: Record<string, Record<string, string[]>>): string | undefined => {
  for (const [name, keys] of Object.entries(conditions)) {
    if (name !== "Null" && !parse(name)) return `the condition operator ${name} is not understood`;
    for (const values of Object.values(keys)) {
      if (values.some((value) => value.includes("${"))) return "policy variables are not understood";
    }
  }
  return undefined;
};

/** Keys that a request may give several values, `ArrayOf…` in the service authorization reference. */
const MULTIVALUED = new Set(["dynamodb:leadingkeys", "dynamodb:attributes"]);

const keyHolds = (
  { set, ifExists, negated, test }: Operator,
  wanted: string[],
  { values, isMultivalued }: { values: string[] | undefined; isMultivalued: boolean },
): boolean => {
  const fitsOne = (value: string): boolean => wanted.some((each) => test(each, value)) !== negated;
  // A missing key: ForAllValues is vacuously true, ForAnyValue false even with …IfExists, a denied operator true.
  if (values === undefined) return set === "ForAllValues" || (set === undefined && (ifExists || negated));
  if (set === undefined) return !isMultivalued && values.some(fitsOne);
  return set === "ForAllValues" ? values.every(fitsOne) : values.some(fitsOne);
};

const given = (
  context: Record<string, string[]>,
  key: string,
): { values: string[] | undefined; isMultivalued: boolean } => {
  const values = Object.entries(context).find(([name]) => name.toLowerCase() === key.toLowerCase())?.[1];
  return { values, isMultivalued: MULTIVALUED.has(key.toLowerCase()) };
};

/**
 * Whether every condition of a statement holds: operators and keys are joined by "and", values by "or". A multivalued
 * key that is asked for without `ForAllValues` or `ForAnyValue` never holds.
 * Source: IAM user guide, "Single-valued vs. multivalued context keys".
 * @throws Error naming an operator that is not understood.
 */
export const allConditionsHold = (
  conditions: Record<string, Record<string, string[]>>,
  context: Record<string, string[]>,
): boolean =>
  Object.entries(conditions).every(([name, keys]) =>
    Object.entries(keys).every(([key, wanted]) => {
      if (name === "Null")
        return wanted.some((value) => equalIgnoringCase(value, String(given(context, key).values === undefined)));
      const operator = parse(name);
      if (!operator) throw new Error(`the condition operator ${name} is not understood`);
      return keyHolds(operator, wanted, given(context, key));
    }),
  );
