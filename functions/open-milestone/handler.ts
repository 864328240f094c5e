import { SQSClient } from "@aws-sdk/client-sqs";
import { dynamodbChoices } from "#adapters/dynamodb-choices.ts";
import { dynamodbClient } from "#adapters/dynamodb-client.ts";
import { dynamodbPace } from "#adapters/dynamodb-pace.ts";
import { dynamodbRoster } from "#adapters/dynamodb-roster.ts";
import { sqsMailQueue } from "#adapters/sqs-mail-queue.ts";
import { MilestoneCame } from "#events/milestone-came.ts";
import { deployedProgram } from "../middleware/deployed-program.ts";
import { listener } from "../middleware/listener.ts";
import { logged, logUnread } from "../middleware/log.ts";
import { readEnvironment } from "../middleware/read-environment.ts";
import { environment } from "./environment.ts";
import { openMilestone } from "./open-milestone.ts";

/** Called by a milestone's schedule. Once per cold start: the clients; once per event: the deed. */
export const handler = listener(MilestoneCame, () => {
  const { RECORDS_TABLE, MAIL_QUEUE_URL } = readEnvironment(environment);
  const client = dynamodbClient();
  const needs = {
    program: deployedProgram(),
    roster: dynamodbRoster(client, RECORDS_TABLE, logUnread),
    choices: dynamodbChoices(client, RECORDS_TABLE),
    pace: dynamodbPace(client, RECORDS_TABLE),
    queue: sqsMailQueue(new SQSClient(), MAIL_QUEUE_URL),
  };
  return async (came) => logged(await openMilestone(needs, came));
});
