import { readFileSync } from "node:fs";
import { join } from "node:path";
import * as z from "zod/mini";
import { refused, TemplateFault } from "./fault.ts";

const anyObject = z.record(z.string(), z.unknown());

const Manifest = z.object({
  artifacts: z.record(
    z.string(),
    z.object({
      type: z.string(),
      environment: z.optional(z.string()),
      properties: z.optional(
        z.object({
          templateFile: z.optional(z.string()),
          stackName: z.optional(z.string()),
          file: z.optional(z.string()),
          directoryName: z.optional(z.string()),
        }),
      ),
    }),
  ),
});

const AssetManifest = z.object({
  files: z.optional(
    z.record(
      z.string(),
      z.object({
        source: z.object({ path: z.optional(z.string()), packaging: z.optional(z.string()) }),
        destinations: z.record(z.string(), z.object({ objectKey: z.string() })),
      }),
    ),
  ),
});

const Template = z.strictObject({
  AWSTemplateFormatVersion: z.optional(z.string()),
  Description: z.optional(z.string()),
  Metadata: z.optional(anyObject),
  Parameters: z._default(z.record(z.string(), z.object({ Type: z.string(), Default: z.optional(z.unknown()) })), {}),
  // Rules only refuse parameters that a person typed in; here every parameter has its default.
  Rules: z.optional(anyObject),
  Mappings: z._default(z.record(z.string(), z.record(z.string(), anyObject)), {}),
  Conditions: z._default(anyObject, {}),
  Resources: z.record(
    z.string(),
    z.strictObject({
      Type: z.string(),
      Properties: z._default(anyObject, {}),
      Metadata: z._default(anyObject, {}),
      Condition: z.optional(z.string()),
      // The local run makes everything at once and keeps nothing after it, so order and retention change nothing.
      DependsOn: z.optional(z.unknown()),
      DeletionPolicy: z.optional(z.string()),
      UpdateReplacePolicy: z.optional(z.string()),
    }),
  ),
  Outputs: z._default(
    z.record(
      z.string(),
      z.object({
        Value: z.unknown(),
        Condition: z.optional(z.string()),
        Export: z.optional(z.object({ Name: z.unknown() })),
      }),
    ),
    {},
  ),
});
export type Template = z.infer<typeof Template>;

/** One stack of the assembly, unresolved. */
export interface AssemblyStack {
  name: string;
  /** Such as `aws://unknown-account/us-east-1`. */
  environment: string;
  template: Template;
  /** Folders of the zipped assets, by the object key that the template's code refers to. */
  assets: ReadonlyMap<string, string>;
}

const parseFile = <Schema extends z.ZodMiniType>(folder: string, file: string, schema: Schema): z.output<Schema> => {
  const path = join(folder, file);
  const parsed = schema.safeParse(JSON.parse(readFileSync(path, "utf8")));
  if (!parsed.success) throw refused({ stack: file, logicalId: "", path: [] }, parsed.error);
  return parsed.data;
};

const readAssets = (folder: string, files: string[]): Map<string, string> => {
  const assets = new Map<string, string>();
  for (const file of files) {
    for (const { source, destinations } of Object.values(parseFile(folder, file, AssetManifest).files ?? {})) {
      if (source.packaging !== "zip" || !source.path) continue;
      for (const { objectKey } of Object.values(destinations)) assets.set(objectKey, join(folder, source.path));
    }
  }
  return assets;
};

const readStack = (folder: string, name: string, file: string, environment: string, assets: Map<string, string>) => {
  const parsed = Template.safeParse(JSON.parse(readFileSync(join(folder, file), "utf8")));
  if (parsed.success) return { name, environment, template: parsed.data, assets };
  throw refused({ stack: name, logicalId: "template", path: [] }, parsed.error);
};

/**
 * Reads every stack of a synthesized CDK app, those of its stages too, in the order of the manifest.
 * @param folder the assembly, `cdk.out`.
 * @throws TemplateFault for an artifact or a part of a template that is not understood; file system errors as they are.
 */
export const readAssembly = (folder: string): AssemblyStack[] => {
  const artifacts = Object.entries(parseFile(folder, "manifest.json", Manifest).artifacts);
  const assetFiles = artifacts.flatMap(([, { type, properties }]) =>
    type === "cdk:asset-manifest" && properties?.file ? [properties.file] : [],
  );
  const assets = readAssets(folder, assetFiles);
  return artifacts.flatMap(([id, { type, properties, environment }]) => {
    if (type === "cdk:cloud-assembly" && properties?.directoryName)
      return readAssembly(join(folder, properties.directoryName));
    if (type === "aws:cloudformation:stack" && properties?.templateFile)
      return [readStack(folder, properties.stackName ?? id, properties.templateFile, environment ?? "", assets)];
    if (["cdk:asset-manifest", "cdk:tree", "cdk:feature-flag-report", "cdk:validation-report"].includes(type))
      return [];
    throw new TemplateFault(`${join(folder, "manifest.json")}: artifact ${id} of type ${type} is not understood`);
  });
};
