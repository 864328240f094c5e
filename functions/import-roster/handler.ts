import { randomBytes } from "node:crypto";
import { dynamodbClient } from "#adapters/dynamodb/client.ts";
import { dynamodbParts } from "#adapters/parts/dynamodb-parts.ts";
import { dynamodbAccessCodes } from "#adapters/people/dynamodb-access-codes.ts";
import { dynamodbPeople } from "#adapters/people/dynamodb-people.ts";
import { s3Files } from "#adapters/s3/s3-files.ts";
import { dynamodbSchoolRecord } from "#adapters/school/dynamodb-school-record.ts";
import { RosterUploaded } from "#events/people/roster-uploaded.ts";
import { listener } from "../listeners/listener.ts";
import { logged, logUnread } from "../listeners/log.ts";
import { deployedProgram } from "../start/deployed-program.ts";
import { readEnvironment } from "../start/read-environment.ts";
import { environment } from "./environment.ts";
import { importRoster } from "./import-roster.ts";

/** Called when a roster came into the bucket. Running twice saves what still differs, and rewrites the reports. */
export const handler = listener(RosterUploaded, () => {
  const { RECORDS_TABLE } = readEnvironment(environment);
  const [client, program] = [dynamodbClient(), deployedProgram()];
  const needs = {
    program,
    files: s3Files(),
    roster: dynamodbPeople(client, RECORDS_TABLE, program.id, logUnread),
    accessCodes: dynamodbAccessCodes(client, RECORDS_TABLE),
    parts: dynamodbParts(client, RECORDS_TABLE, program.id),
    school: dynamodbSchoolRecord(client, RECORDS_TABLE, program.id),
    newKey: () => randomBytes(18).toString("base64url").slice(0, 22),
  };
  return async (uploaded) => logged(await importRoster(needs, uploaded));
});
