import { Stack } from "aws-cdk-lib";
import type { TableV2 } from "aws-cdk-lib/aws-dynamodb";
import { PolicyStatement } from "aws-cdk-lib/aws-iam";
import type { Key } from "aws-cdk-lib/aws-kms";
import type { Bucket } from "aws-cdk-lib/aws-s3";
import type { Secret } from "aws-cdk-lib/aws-secretsmanager";
import { PARTITIONS, type PartitionName } from "#adapters/dynamodb/partitions.ts";
import { ROSTER_FOLDERS } from "#events/people/roster-uploaded.ts";

const RECORDS_ACTIONS = ["GetItem", "BatchGetItem", "Query", "UpdateItem", "PutItem"] as const;
type RecordsAction = (typeof RECORDS_ACTIONS)[number];

const isPartition = (name: string): name is PartitionName => Object.hasOwn(PARTITIONS, name);

/** What the stacks after it are given by the stack of the records. */
export interface Stored {
  table: TableV2;
  streamArn: string;
  rosters: Bucket;
  linkKey: Secret;
  /** Encrypts all of the above. */
  key: Key;
}

/** What a function is told that reads the records and signs or opens links, beside the leave of `maySignLinks`. */
export const linksTold = ({ table, linkKey }: Pick<Stored, "table" | "linkKey">, siteUrl: string) => ({
  RECORDS_TABLE: table.tableName,
  LINK_KEY_SECRET: linkKey.secretArn,
  SITE_URL: siteUrl,
});

/** Leave to use the key, as long as it is the named service that asks for it on the function's behalf. */
const keyFor = (key: Key, service: string, ...actions: string[]): PolicyStatement =>
  new PolicyStatement({
    actions: actions.map((action) => `kms:${action}`),
    resources: [key.keyArn],
    conditions: { StringEquals: { "kms:ViaService": `${service}.${Stack.of(key).region}.amazonaws.com` } },
  });

/**
 * Leave to touch some partitions of the records table, by exact action.
 * @param grants actions by the names of the partitions they are for, e.g. `{ parts: ["GetItem"] }`
 */
export const mayTouchRecords = (
  { table, key }: Pick<Stored, "table" | "key">,
  grants: Partial<Record<PartitionName, readonly RecordsAction[]>>,
): PolicyStatement[] => [
  // A statement for each action: one call may touch several partitions, and all of them must stand in one statement.
  ...RECORDS_ACTIONS.flatMap((action) => {
    const granted = Object.keys(grants)
      .filter(isPartition)
      .filter((name) => grants[name]?.includes(action));
    const partitions = granted.map((name) => PARTITIONS[name].pattern);
    if (partitions.length === 0) return [];
    return new PolicyStatement({
      actions: [`dynamodb:${action}`],
      resources: [table.tableArn],
      conditions: { "ForAllValues:StringLike": { "dynamodb:LeadingKeys": partitions } },
    });
  }),
  // DynamoDB opens the table's key in the caller's name, to read and to write alike.
  keyFor(key, "dynamodb", "Decrypt"),
];

/**
 * Leave to change some attributes of a partition's items and no others. AWS counts those of the key, and those that a
 * condition names.
 */
export const mayChangeAttributes = (
  { table }: Pick<Stored, "table">,
  partition: PartitionName,
  attributes: readonly string[],
): PolicyStatement =>
  new PolicyStatement({
    actions: ["dynamodb:UpdateItem"],
    resources: [table.tableArn],
    conditions: {
      "ForAllValues:StringLike": {
        "dynamodb:LeadingKeys": [PARTITIONS[partition].pattern],
        "dynamodb:Attributes": ["pk", "sk", ...attributes],
      },
    },
  });

/** Leave to read an encrypted table's stream; the statements for the stream itself are the stream function's own. */
export const mayOpenStream = ({ key }: Pick<Stored, "key">): PolicyStatement[] => [keyFor(key, "dynamodb", "Decrypt")];

/** Leave to read a secret that a key encrypts. */
export const mayReadSecret = (secret: Secret, key: Key): PolicyStatement[] => [
  new PolicyStatement({ actions: ["secretsmanager:GetSecretValue"], resources: [secret.secretArn] }),
  keyFor(key, "secretsmanager", "Decrypt"),
];

/** Leave to read the key with which links are signed. */
export const maySignLinks = ({ linkKey, key }: Pick<Stored, "linkKey" | "key">): PolicyStatement[] =>
  mayReadSecret(linkKey, key);

const mayLookAtRosters = (rosters: Bucket): PolicyStatement[] => [
  new PolicyStatement({
    actions: ["s3:GetObject"],
    resources: Object.values(ROSTER_FOLDERS).map((folder) => rosters.arnForObjects(`${folder}*`)),
  }),
  // Without it S3 answers 403, not 404, where a file is not there, such as the report of an earlier run.
  new PolicyStatement({ actions: ["s3:ListBucket"], resources: [rosters.bucketArn] }),
];

/** Where the pages may put a file: what is uploaded there, lists, and by a yes what waits. No roster counts unasked. */
const DESK_FOLDERS = ["approved", "desk", "evidence", "attendance"] as const;

/** Leave to read files and their reports, to upload some, and to put one that waits where it goes in by a yes. */
export const mayDecideImports = ({ rosters, key }: Pick<Stored, "rosters" | "key">): PolicyStatement[] => [
  ...mayLookAtRosters(rosters),
  new PolicyStatement({
    actions: ["s3:PutObject"],
    resources: DESK_FOLDERS.map((folder) => rosters.arnForObjects(`${ROSTER_FOLDERS[folder]}*`)),
  }),
  keyFor(key, "s3", "Decrypt", "GenerateDataKey"),
];

/** Leave to read uploaded rosters, and to write the reports beside them and read what they say of an earlier run. */
export const mayReadRosters = ({ rosters, key }: Pick<Stored, "rosters" | "key">): PolicyStatement[] => [
  ...mayLookAtRosters(rosters),
  new PolicyStatement({ actions: ["s3:PutObject"], resources: [rosters.arnForObjects(`${ROSTER_FOLDERS.reports}*`)] }),
  keyFor(key, "s3", "Decrypt", "GenerateDataKey"),
];
