import * as z from "zod/mini";
import type { DeployedTable } from "../../deployment.ts";
import { fault } from "../fault.ts";
import { attributeOf, nameOf } from "../intrinsics.ts";
import { harmless, type UnderstoodResource, understood } from "../properties.ts";
import { placeOf, type World } from "../world.ts";

const keySchema = z.array(z.strictObject({ AttributeName: z.string(), KeyType: z.string() }));

const capacity = harmless({
  ProvisionedThroughput: "the local store has no limits",
  OnDemandThroughput: "the local store has no limits",
  WriteOnDemandThroughputSettings: "the local store has no limits",
  WriteProvisionedThroughputSettings: "the local store has no limits",
  ReadOnDemandThroughputSettings: "the local store has no limits",
  WarmThroughput: "the local store has no limits",
  BillingMode: "the bill is worked out from the calls made",
});

const care = harmless({
  DeletionProtectionEnabled: "nothing deletes the local table but its end",
  PointInTimeRecoverySpecification: "nothing is kept after the local run",
  SSESpecification: "stores on this machine are not encrypted",
  TableClass: "a price",
  ContributorInsightsSpecification: "a metric",
  Tags: "labels",
});

const index = z.strictObject({
  IndexName: z.string(),
  KeySchema: keySchema,
  Projection: z.strictObject({
    ProjectionType: z.optional(z.string()),
    NonKeyAttributes: z.optional(z.array(z.string())),
  }),
  ...capacity,
  ContributorInsightsSpecification: z.optional(z.unknown()),
});

const common = {
  TableName: z.optional(z.string()),
  AttributeDefinitions: z.array(z.strictObject({ AttributeName: z.string(), AttributeType: z.string() })),
  KeySchema: keySchema,
  GlobalSecondaryIndexes: z._default(z.array(index), []),
  StreamSpecification: z.optional(z.strictObject({ StreamViewType: z.string() })),
  ...capacity,
};

const expiry = harmless({
  TimeToLiveSpecification: "DynamoDB deletes late, if at all: whoever reads looks at the instant",
});

const Table = z.strictObject({ ...common, ...care, ...expiry });

const GlobalTable = z.strictObject({
  ...common,
  ...expiry,
  SSESpecification: z.optional(z.unknown()),
  Replicas: z
    .array(
      z.strictObject({ Region: z.string(), GlobalSecondaryIndexes: z.optional(z.unknown()), ...capacity, ...care }),
    )
    .check(z.length(1, "one replica, in the app's own region")),
});

const asDeployed = (
  { resource, properties }: UnderstoodResource<z.infer<typeof Table>>,
  world: World,
): DeployedTable => {
  const StreamViewType = properties.StreamSpecification?.StreamViewType;
  return {
    name: nameOf(resource, world),
    arn: attributeOf(resource, "Arn", world),
    streamArn: StreamViewType ? attributeOf(resource, "StreamArn", world) : undefined,
    definition: {
      AttributeDefinitions: properties.AttributeDefinitions,
      KeySchema: properties.KeySchema,
      GlobalSecondaryIndexes: properties.GlobalSecondaryIndexes.map(({ IndexName, KeySchema, Projection }) => ({
        IndexName,
        KeySchema,
        Projection,
      })),
      StreamViewType,
    },
  };
};

/** Every DynamoDB table of the app. @throws TemplateFault for a property that is not understood, or a second region. */
export const readTables = (world: World): DeployedTable[] => {
  const global = understood(world, "AWS::DynamoDB::GlobalTable", GlobalTable);
  for (const { resource, properties } of global) {
    const [replica] = properties.Replicas;
    if (replica && replica.Region !== world.region)
      throw fault(placeOf(resource, "Replicas", "0", "Region"), `not ${world.region}`);
  }
  return [...global, ...understood(world, "AWS::DynamoDB::Table", Table)].map((table) => asDeployed(table, world));
};
