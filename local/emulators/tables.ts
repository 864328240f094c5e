import * as z from "zod/mini";
import type { DeployedTable } from "../deployment.ts";
import { askJson } from "../gateway/forward.ts";
import type { Database } from "./dynamodb-local.ts";

const Created = z.object({
  TableDescription: z.looseObject({ LatestStreamArn: z.optional(z.string()) }),
});

/** Creates the deployed tables in DynamoDB Local; answers the emulator's own stream ARN of each table that has one. */
export const createTables = async (
  { endpoint, keyId }: Database,
  region: string,
  tables: readonly DeployedTable[],
): Promise<Map<string, string>> => {
  const streams = new Map<string, string>();
  for (const { name, definition } of tables) {
    const { AttributeDefinitions, KeySchema, GlobalSecondaryIndexes, StreamViewType } = definition;
    const body = {
      TableName: name,
      AttributeDefinitions,
      KeySchema,
      BillingMode: "PAY_PER_REQUEST",
      ...(GlobalSecondaryIndexes.length === 0 ? {} : { GlobalSecondaryIndexes }),
      ...(StreamViewType === undefined ? {} : { StreamSpecification: { StreamEnabled: true, StreamViewType } }),
    };
    const created = await askJson(endpoint, {
      service: "dynamodb",
      region,
      keyId,
      target: "DynamoDB_20120810.CreateTable",
      body,
    });
    const { LatestStreamArn } = Created.parse(created).TableDescription;
    if (LatestStreamArn !== undefined) streams.set(name, LatestStreamArn);
  }
  return streams;
};

/** Drops the deployed tables with all that is in them. */
export const dropTables = async (
  { endpoint, keyId }: Database,
  region: string,
  tables: readonly DeployedTable[],
): Promise<void> => {
  for (const { name } of tables) {
    const body = { TableName: name };
    await askJson(endpoint, { service: "dynamodb", region, keyId, target: "DynamoDB_20120810.DeleteTable", body });
  }
};
