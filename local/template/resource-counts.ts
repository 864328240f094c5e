import { resolve } from "node:path";
import { readAssembly } from "./assembly.ts";

/**
 * How often each resource type stands in a synthesized app, e.g. `AWS::KMS::Key` → 3.
 * @param folder the assembly, `cdk.out`
 * @throws as `readAssembly`
 */
export const resourceCounts = (folder: string): Record<string, number> => {
  const types = readAssembly(resolve(folder)).flatMap(({ template }) =>
    Object.values(template.Resources).map(({ Type }) => Type),
  );
  return Object.fromEntries([...Map.groupBy(types, (type) => type)].map(([type, all]) => [type, all.length]));
};
