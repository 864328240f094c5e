import { SQSClient } from "@aws-sdk/client-sqs";
import { dynamodbChoices } from "#adapters/choices/dynamodb-choices.ts";
import { dynamodbClient } from "#adapters/dynamodb/client.ts";
import { sqsMailQueue } from "#adapters/mail-queue/sqs-mail-queue.ts";
import { dynamodbPace } from "#adapters/pace/dynamodb-pace.ts";
import { dynamodbParts } from "#adapters/parts/dynamodb-parts.ts";
import { dynamodbPeople } from "#adapters/people/dynamodb-people.ts";
import { MilestoneCame } from "#events/calendar/milestone-came.ts";
import { listener } from "../listeners/listener.ts";
import { logged, logUnread } from "../listeners/log.ts";
import { deployedProgram } from "../start/deployed-program.ts";
import { readEnvironment } from "../start/read-environment.ts";
import { environment } from "./environment.ts";
import { openMilestone } from "./open-milestone.ts";

/** Called by a milestone's schedule. Running twice sends each mail once. */
export const handler = listener(MilestoneCame, () => {
  const { RECORDS_TABLE, MAIL_QUEUE_URL } = readEnvironment(environment);
  const [client, program] = [dynamodbClient(), deployedProgram()];
  const needs = {
    program,
    roster: dynamodbPeople(client, RECORDS_TABLE, program.id, logUnread),
    parts: dynamodbParts(client, RECORDS_TABLE, program.id),
    choices: dynamodbChoices(client, RECORDS_TABLE),
    pace: dynamodbPace(client, RECORDS_TABLE),
    queue: sqsMailQueue(new SQSClient(), MAIL_QUEUE_URL),
  };
  return async (came) => logged(await openMilestone(needs, came));
});
