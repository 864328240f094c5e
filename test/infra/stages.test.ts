import type { Template } from "aws-cdk-lib/assertions";
import { describe, expect, test } from "vitest";
import { resourcesOf } from "./resources.ts";
import { synthesized } from "./synthesized.ts";

const dev = synthesized();
const prod = synthesized({ stage: "prod" });

/** Hashes of bundles change with every line of code; the wiring does not. */
const withoutHashes = (template: unknown): unknown =>
  JSON.parse(JSON.stringify(template).replaceAll(/[0-9a-f]{64}/g, "«hash of the bundle»"));

describe.each([
  ["dev", dev],
  ["prod", prod],
] as const)("%s", (stage, { templates }) => {
  test.each(Object.keys(templates))("%s is as it was when last looked at", async (name) => {
    const template = JSON.stringify(withoutHashes(templates[name]?.toJSON()), null, 2);
    await expect(`${template}\n`).toMatchFileSnapshot(`__snapshots__/${stage}-${name}.snap`);
  });
});

const typesOf = (template: Template): string[] =>
  Object.values<{ Type: string }>(template.toJSON().Resources).map(({ Type }) => Type);

const KEEPERS = [
  "AWS::DynamoDB::GlobalTable",
  "AWS::S3::Bucket",
  "AWS::KMS::Key",
  "AWS::SecretsManager::Secret",
  "AWS::Cognito::UserPool",
  "AWS::Logs::LogGroup",
];

test.each(KEEPERS)("prod keeps every %s when its stack is destroyed, dev does not", (type) => {
  for (const [deployed, policy] of [
    [dev, "Delete"],
    [prod, "Retain"],
  ] as const) {
    const found = resourcesOf(deployed, type);
    expect(found.length).toBeGreaterThan(0);
    for (const { id, DeletionPolicy } of found) expect(DeletionPolicy, id).toBe(policy);
  }
});

test.each([
  { stage: "dev", days: 7, deployed: dev },
  { stage: "prod", days: 90, deployed: prod },
])("a roster of $stage is gone $days days after its upload and one more, every version of it", ({ days, deployed }) => {
  for (const { Properties } of resourcesOf(deployed, "AWS::S3::Bucket"))
    expect(Properties).toMatchObject({
      VersioningConfiguration: { Status: "Enabled" },
      // The second counts from when the first has put its mark of deletion over the file.
      LifecycleConfiguration: {
        Rules: [{ ExpirationInDays: days, NoncurrentVersionExpiration: { NoncurrentDays: 1 } }],
      },
    });
});

test("stages differ in no resource, only in how it is set", () => {
  const types = (deployed: typeof dev) => Object.values(deployed.templates).map(typesOf);
  expect(types(prod)).toEqual(types(dev));
});

test("nothing is deployed that needs a custom resource", () => {
  const types = Object.values(dev.templates).flatMap(typesOf);
  expect(types.filter((type) => type.startsWith("Custom::") || type === "AWS::CloudFormation::CustomResource")).toEqual(
    [],
  );
});
