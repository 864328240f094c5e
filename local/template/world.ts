import type { AssemblyStack, Template } from "./assembly.ts";
import { fault, type Place } from "./fault.ts";

/** All stacks together, and what their pseudo parameters and endpoints stand for. */
export interface World {
  stacks: AssemblyStack[];
  region: string;
  accountId: string;
  apiUrl: string;
}

/** One resource, unresolved, with the stack that holds it. */
export interface Resource {
  stack: AssemblyStack;
  logicalId: string;
  type: string;
  properties: Record<string, unknown>;
  metadata: Record<string, unknown>;
}

/** Where a resource is, for an error. */
export const placeOf = (resource: Resource, ...path: string[]): Place => ({
  stack: resource.stack.name,
  logicalId: resource.logicalId,
  path,
});

/** A resource of a stack as the template has it. */
export const asResource = (stack: AssemblyStack, logicalId: string, raw: Template["Resources"][string]): Resource => ({
  stack,
  logicalId,
  type: raw.Type,
  properties: raw.Properties,
  metadata: raw.Metadata,
});

const concrete = (stacks: AssemblyStack[], part: 0 | 1): string | undefined => {
  const values = new Set(stacks.map((stack) => stack.environment.replace("aws://", "").split("/")[part] ?? ""));
  for (const value of values) if (value === "" || value.startsWith("unknown-")) values.delete(value);
  const [first, second] = values;
  if (second)
    throw fault(
      { stack: stacks.map(({ name }) => name).join("+"), logicalId: "environment", path: [] },
      `one place at a time: ${first}, ${second}`,
    );
  return first;
};

/**
 * Puts the stacks into one account and region: the one asked for, else the one that the stacks name, else AWS's
 * example account in Northern Virginia.
 * @throws TemplateFault where the stacks name different accounts or regions.
 */
export const makeWorld = (
  stacks: AssemblyStack[],
  options: { apiUrl: string; region?: string; accountId?: string },
): World => ({
  stacks,
  region: options.region ?? concrete(stacks, 1) ?? "us-east-1",
  accountId: options.accountId ?? concrete(stacks, 0) ?? "111122223333",
  apiUrl: options.apiUrl,
});
