import * as z from "zod/mini";
import { fault } from "../fault.ts";
import { intrinsicName, isObject, type Scope, shaped } from "../scope.ts";

/** Resolves a value that should be a text. */
type AsText = (value: unknown, scope: Scope) => string;

const list = z.array(z.unknown());

/** Every intrinsic that a condition may be made of. CloudFormation user guide, "Condition functions". */
const tests: Record<string, (argument: unknown, scope: Scope, asText: AsText) => boolean> = {
  Condition: (name, scope, asText) => conditionHolds(shaped(name, z.string(), scope), scope, asText),
  "Fn::Equals": (argument, scope, asText) => {
    const [left, right] = shaped(argument, z.tuple([z.unknown(), z.unknown()]), scope);
    return asText(left, scope) === asText(right, scope);
  },
  "Fn::Not": (argument, scope, asText) => {
    const [only] = shaped(argument, z.tuple([z.unknown()]), scope);
    return !holds(only, scope, asText);
  },
  "Fn::And": (argument, scope, asText) => shaped(argument, list, scope).every((each) => holds(each, scope, asText)),
  "Fn::Or": (argument, scope, asText) => shaped(argument, list, scope).some((each) => holds(each, scope, asText)),
};

const holds = (value: unknown, scope: Scope, asText: AsText): boolean => {
  const name = isObject(value) ? intrinsicName(value) : undefined;
  const test = name === undefined ? undefined : tests[name];
  if (name === undefined || !test || !isObject(value))
    throw fault(scope.place, `the condition ${name ?? JSON.stringify(value)} is not understood`);
  return test(value[name], scope, asText);
};

/**
 * Whether a named condition of the scope's stack holds.
 * @param asText resolves a value inside the condition.
 * @throws TemplateFault where there is no such condition, or it is not understood.
 */
export const conditionHolds = (name: string, scope: Scope, asText: AsText): boolean => {
  const declared = scope.stack.template.Conditions[name];
  if (declared === undefined) throw fault(scope.place, `there is no condition ${name}`);
  return holds(
    declared,
    { ...scope, place: { stack: scope.stack.name, logicalId: name, path: ["Conditions"] } },
    asText,
  );
};
