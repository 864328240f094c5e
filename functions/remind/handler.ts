import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { SQSClient } from "@aws-sdk/client-sqs";
import { dynamodbChoices } from "#adapters/dynamodb-choices.ts";
import { dynamodbParts } from "#adapters/dynamodb-parts.ts";
import { dynamodbRoster } from "#adapters/dynamodb-roster.ts";
import { dynamodbSchoolRecord } from "#adapters/dynamodb-school-record.ts";
import { sqsMailQueue } from "#adapters/sqs-mail-queue.ts";
import { DayBegan } from "#events/day-began.ts";
import { deployedProgram } from "../middleware/deployed-program.ts";
import { listener } from "../middleware/listener.ts";
import { logged, logUnread } from "../middleware/log.ts";
import { readEnvironment } from "../middleware/read-environment.ts";
import { environment } from "./environment.ts";
import { remind } from "./remind.ts";

/** Called by the daily schedule. Once per cold start: the clients; once per event: the deed. */
export const handler = listener(DayBegan, () => {
  const { RECORDS_TABLE, MAIL_QUEUE_URL } = readEnvironment(environment);
  const client = new DynamoDBClient();
  const needs = {
    program: deployedProgram(),
    roster: dynamodbRoster(client, RECORDS_TABLE, logUnread),
    parts: dynamodbParts(client, RECORDS_TABLE),
    choices: dynamodbChoices(client, RECORDS_TABLE),
    school: dynamodbSchoolRecord(client, RECORDS_TABLE),
    queue: sqsMailQueue(new SQSClient(), MAIL_QUEUE_URL),
  };
  return async (day) => logged(await remind(needs, day));
});
