import type * as z from "zod/mini";
import { fault, inside, type Place } from "./fault.ts";
import type { Resource, World } from "./world.ts";

/** What is being resolved: in which stack, and where, for errors. */
export interface Scope {
  world: World;
  stack: Resource["stack"];
  place: Place;
}

/** Stands for `AWS::NoValue` until the property or list entry that holds it is left out. */
export const absent = Symbol("AWS::NoValue");

/** The same scope, one step further in. */
export const step = (scope: Scope, ...steps: string[]): Scope => ({ ...scope, place: inside(scope.place, ...steps) });

/** Whether a template value is an object, not a list. */
export const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** The intrinsic that an object stands for; nothing where it is plain data. */
export const intrinsicName = (value: Record<string, unknown>): string | undefined => {
  const [key, ...others] = Object.keys(value);
  if (key === undefined || others.length > 0) return undefined;
  return key === "Ref" || key === "Condition" || key.startsWith("Fn::") ? key : undefined;
};

/** An intrinsic's arguments, checked. @throws TemplateFault where they have another shape. */
export const shaped = <Schema extends z.ZodMiniType>(
  value: unknown,
  schema: Schema,
  scope: Scope,
): z.output<Schema> => {
  const parsed = schema.safeParse(value);
  if (!parsed.success)
    throw fault(scope.place, `not the arguments that this intrinsic takes: ${parsed.error.issues[0]?.message}`);
  return parsed.data;
};

/** The value of a pseudo parameter such as `AWS::Region`; nothing where the name is none. */
export const pseudoParameter = (name: string, { world, stack }: Scope): string | symbol | undefined => {
  const values: Record<string, string | symbol> = {
    "AWS::Region": world.region,
    "AWS::AccountId": world.accountId,
    "AWS::Partition": "aws",
    "AWS::URLSuffix": "amazonaws.com",
    "AWS::StackName": stack.name,
    "AWS::StackId": `arn:aws:cloudformation:${world.region}:${world.accountId}:stack/${stack.name}/local`,
    "AWS::NoValue": absent,
  };
  return values[name];
};

/**
 * A parameter's default; nothing where the stack has no such parameter. @throws TemplateFault where it has no default.
 */
export const parameter = (name: string, scope: Scope): unknown => {
  const declared = scope.stack.template.Parameters[name];
  if (!declared) return undefined;
  // AWS reads such a parameter from its parameter store; only the toolkit's own version check uses one.
  if (declared.Type.startsWith("AWS::SSM::"))
    throw fault(scope.place, `parameter ${name} of type ${declared.Type} has no value here`);
  if (declared.Default === undefined) throw fault(scope.place, `parameter ${name} has no default`);
  return declared.Type === "CommaDelimitedList" ? String(declared.Default).split(",") : declared.Default;
};
