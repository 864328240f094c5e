import { App, RemovalPolicy, Stack } from "aws-cdk-lib";
import { Template } from "aws-cdk-lib/assertions";
import { AttributeType, Table, TableEncryption, TableEncryptionV2, TableV2 } from "aws-cdk-lib/aws-dynamodb";
import { Key } from "aws-cdk-lib/aws-kms";
import { describe, expect, test } from "vitest";
import * as z from "zod/mini";
import { idOf } from "./resources.ts";
import { synthesized } from "./synthesized.ts";

const Flag = z.optional(z.boolean());
/**
 * What guards the items: said once in a `Table`, and for each region in a `GlobalTable`, which is what CDK's `TableV2`
 * makes.
 */
const guards = {
  PointInTimeRecoverySpecification: z.optional(z.object({ PointInTimeRecoveryEnabled: Flag })),
  DeletionProtectionEnabled: Flag,
  SSESpecification: z.optional(
    z.object({ SSEEnabled: Flag, SSEType: z.optional(z.string()), KMSMasterKeyId: z.optional(z.unknown()) }),
  ),
};
const Guards = z.object(guards);
const Found = z.object({
  DeletionPolicy: z.optional(z.string()),
  UpdateReplacePolicy: z.optional(z.string()),
  Properties: z.object({ ...guards, Replicas: z.optional(z.array(Guards).check(z.minLength(1))) }),
});
type Found = z.infer<typeof Found>;
type Guarded = z.infer<typeof Guards>;

/** Whether the items are encrypted by a key that a stack of ours makes, and not by one that is AWS's own. */
const hasOurKey = (own: Guarded, whole: Guarded, ourKeys: ReadonlySet<string>): boolean => {
  const key = idOf(own.SSESpecification?.KMSMasterKeyId);
  const isOn = whole.SSESpecification?.SSEEnabled === true && whole.SSESpecification.SSEType === "KMS";
  return isOn && key !== undefined && ourKeys.has(key);
};

const lackingIn = (
  { DeletionPolicy, UpdateReplacePolicy, Properties }: Found,
  ourKeys: ReadonlySet<string>,
): string[] => {
  const { Replicas = [Properties] } = Properties;
  const has: Record<string, boolean> = {
    "point-in-time recovery": Replicas.every(
      (each) => each.PointInTimeRecoverySpecification?.PointInTimeRecoveryEnabled === true,
    ),
    "a key of ours": Replicas.every((each) => hasOurKey(each, Properties, ourKeys)),
    "deletion protection": Replicas.every((each) => each.DeletionProtectionEnabled === true),
    "a policy to be kept when it is deleted": DeletionPolicy === "Retain",
    "a policy to be kept when it is replaced": UpdateReplacePolicy === "Retain",
  };
  return Object.keys(has).filter((guard) => !has[guard]);
};

const TABLES = ["AWS::DynamoDB::GlobalTable", "AWS::DynamoDB::Table"];

/** Every table of some templates by its logical id, with the guards that it lacks. */
const lacking = (templates: Template[]): Record<string, string[]> => {
  const ourKeys = new Set(templates.flatMap((template) => Object.keys(template.findResources("AWS::KMS::Key"))));
  const tables = templates.flatMap((template) =>
    TABLES.flatMap((type) => Object.entries(template.findResources(type))),
  );
  return Object.fromEntries(tables.map(([id, found]) => [id, lackingIn(Found.parse(found), ourKeys)]));
};

test("every table of prod can be restored, is encrypted by our key, and is kept whatever is deleted", () => {
  const tables = lacking(Object.values(synthesized({ stage: "prod" }).templates));
  expect(Object.keys(tables).length).toBeGreaterThan(0);
  expect(Object.entries(tables).filter(([, guardsLacking]) => guardsLacking.length > 0)).toEqual([]);
});

describe("a table without a guard is found, and what it lacks is named", () => {
  const made = (tables: (stack: Stack, key: Key) => void) => {
    const stack = new Stack(new App(), "Tables", { env: { region: "us-east-1" } });
    tables(stack, new Key(stack, "Key"));
    return Object.values(lacking([Template.fromStack(stack)]));
  };
  const partitionKey = { name: "pk", type: AttributeType.STRING };
  const guarded = (key: Key) => ({
    partitionKey,
    pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
    deletionProtection: true,
    removalPolicy: RemovalPolicy.RETAIN,
    encryption: TableEncryptionV2.customerManagedKey(key),
  });

  test.each<[Partial<ReturnType<typeof guarded>>, string[]]>([
    [{}, []],
    [{ pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: false } }, ["point-in-time recovery"]],
    [{ encryption: TableEncryptionV2.awsManagedKey() }, ["a key of ours"]],
    [{ encryption: TableEncryptionV2.dynamoOwnedKey() }, ["a key of ours"]],
    [{ deletionProtection: false }, ["deletion protection"]],
    [
      { removalPolicy: RemovalPolicy.DESTROY },
      ["a policy to be kept when it is deleted", "a policy to be kept when it is replaced"],
    ],
  ])("%j lacks %j", (change, expected) => {
    expect(made((stack, key) => new TableV2(stack, "One", { ...guarded(key), ...change }))).toEqual([expected]);
  });

  test("also as the second of two", () => {
    const tables = made((stack, key) => {
      new TableV2(stack, "Good", guarded(key));
      new TableV2(stack, "Bare", { partitionKey });
    });
    expect(tables).toEqual([[], ["point-in-time recovery", "a key of ours", "deletion protection"]]);
  });

  test("also in its second region", () => {
    const tables = made((stack, key) => {
      const encryption = TableEncryptionV2.customerManagedKey(key, { "us-west-2": key.keyArn });
      const replicas = [{ region: "us-west-2", deletionProtection: false }];
      new TableV2(stack, "Both", { ...guarded(key), encryption, replicas });
    });
    expect(tables).toEqual([["deletion protection"]]);
  });

  test("also where it is of CloudFormation's older kind", () => {
    expect(made((stack) => new Table(stack, "Old", { partitionKey }))).toEqual([
      ["point-in-time recovery", "a key of ours", "deletion protection"],
    ]);
    const old = {
      partitionKey,
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      deletionProtection: true,
    };
    const encryption = TableEncryption.CUSTOMER_MANAGED;
    expect(made((stack, key) => new Table(stack, "Old", { ...old, encryption, encryptionKey: key }))).toEqual([[]]);
  });
});
