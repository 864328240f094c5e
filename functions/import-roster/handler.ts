import { randomBytes } from "node:crypto";
import { dynamodbAccessCodes } from "#adapters/dynamodb-access-codes.ts";
import { dynamodbClient } from "#adapters/dynamodb-client.ts";
import { dynamodbParts } from "#adapters/dynamodb-parts.ts";
import { dynamodbRoster } from "#adapters/dynamodb-roster.ts";
import { dynamodbSchoolRecord } from "#adapters/dynamodb-school-record.ts";
import { lambdaS3Access, s3Files } from "#adapters/s3-files.ts";
import { RosterUploaded } from "#events/roster-uploaded.ts";
import { deployedProgram } from "../middleware/deployed-program.ts";
import { listener } from "../middleware/listener.ts";
import { logged, logUnread } from "../middleware/log.ts";
import { readEnvironment } from "../middleware/read-environment.ts";
import { environment } from "./environment.ts";
import { importRoster } from "./import-roster.ts";

/** Called when a roster was put into the bucket. Once per cold start: the clients; once per event: the deed. */
export const handler = listener(RosterUploaded, () => {
  const { RECORDS_TABLE } = readEnvironment(environment);
  const client = dynamodbClient();
  const needs = {
    program: deployedProgram(),
    files: s3Files(lambdaS3Access()),
    roster: dynamodbRoster(client, RECORDS_TABLE, logUnread),
    accessCodes: dynamodbAccessCodes(client, RECORDS_TABLE),
    parts: dynamodbParts(client, RECORDS_TABLE),
    school: dynamodbSchoolRecord(client, RECORDS_TABLE),
    newKey: () => randomBytes(18).toString("base64url").slice(0, 22),
  };
  return async (uploaded) => logged(await importRoster(needs, uploaded));
});
