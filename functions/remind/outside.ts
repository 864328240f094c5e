import { SQSClient } from "@aws-sdk/client-sqs";
import type * as z from "zod/mini";
import { dynamodbChoices } from "#adapters/dynamodb-choices.ts";
import { dynamodbClient } from "#adapters/dynamodb-client.ts";
import { dynamodbPace } from "#adapters/dynamodb-pace.ts";
import { dynamodbParts } from "#adapters/dynamodb-parts.ts";
import { dynamodbRoster } from "#adapters/dynamodb-roster.ts";
import { dynamodbRuns } from "#adapters/dynamodb-runs.ts";
import { dynamodbSchoolRecord } from "#adapters/dynamodb-school-record.ts";
import { sqsMailQueue } from "#adapters/sqs-mail-queue.ts";
import type { Program } from "#domain/program.ts";
import { logUnread } from "../middleware/log.ts";
import type { environment } from "./environment.ts";
import type { RemindNeeds } from "./remind.ts";

/** What a morning's reminding needs of the world, as it is deployed: makes the clients, so call it once per cold start. */
export const outside = (told: z.infer<typeof environment>, program: Program): RemindNeeds => {
  const [table, name] = [dynamodbClient(), told.RECORDS_TABLE];
  return {
    program,
    roster: dynamodbRoster(table, name, logUnread),
    parts: dynamodbParts(table, name),
    choices: dynamodbChoices(table, name),
    school: dynamodbSchoolRecord(table, name),
    runs: dynamodbRuns(table, name),
    pace: dynamodbPace(table, name),
    queue: sqsMailQueue(new SQSClient(), told.MAIL_QUEUE_URL),
  };
};
