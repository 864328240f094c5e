import { SQSClient } from "@aws-sdk/client-sqs";
import type * as z from "zod/mini";
import { dynamodbChoices } from "#adapters/choices/dynamodb-choices.ts";
import { patientItems } from "#adapters/dynamodb/signed-items.ts";
import { sqsMailQueue } from "#adapters/mail-queue/sqs-mail-queue.ts";
import { dynamodbMailings } from "#adapters/mailings/dynamodb-mailings.ts";
import { dynamodbPace } from "#adapters/pace/dynamodb-pace.ts";
import { dynamodbParts } from "#adapters/parts/dynamodb-parts.ts";
import { dynamodbPeople } from "#adapters/people/dynamodb-people.ts";
import type { Program } from "#domain/calendar/program.ts";
import { logUnread } from "../listeners/log.ts";
import type { environment } from "./environment.ts";
import type { OpenMilestoneNeeds } from "./open-milestone.ts";

/** Makes the clients of the deployed function; call it once per cold start. */
export const wiring = (told: z.infer<typeof environment>, program: Program): OpenMilestoneNeeds => {
  const [client, name] = [patientItems(), told.RECORDS_TABLE];
  return {
    program,
    people: dynamodbPeople(client, name, program.id, logUnread),
    parts: dynamodbParts(client, name, program.id),
    mailings: dynamodbMailings(client, name, program.id),
    choices: dynamodbChoices(client, name),
    pace: dynamodbPace(client, name),
    queue: sqsMailQueue(new SQSClient(), told.MAIL_QUEUE_URL),
  };
};
