import { SQSClient } from "@aws-sdk/client-sqs";
import type * as z from "zod/mini";
import { dynamodbChoices } from "#adapters/choices/dynamodb-choices.ts";
import { dynamodbClient } from "#adapters/dynamodb/client.ts";
import { dynamodbGuestLists } from "#adapters/guest-lists/dynamodb-guest-lists.ts";
import { sqsMailQueue } from "#adapters/mail-queue/sqs-mail-queue.ts";
import { dynamodbMailings } from "#adapters/mailings/dynamodb-mailings.ts";
import { dynamodbPace } from "#adapters/pace/dynamodb-pace.ts";
import { dynamodbParts } from "#adapters/parts/dynamodb-parts.ts";
import { dynamodbPeople } from "#adapters/people/dynamodb-people.ts";
import { dynamodbSchoolRecord } from "#adapters/school/dynamodb-school-record.ts";
import { dynamodbSessions } from "#adapters/sessions/dynamodb-sessions.ts";
import type { Program } from "#domain/calendar/program.ts";
import { logUnread } from "../listeners/log.ts";
import type { environment } from "./environment.ts";
import type { TellGuestsNeeds } from "./tell-guests.ts";

/** Makes the clients of the deployed function; call it once per cold start. */
export const wiring = (told: z.infer<typeof environment>, program: Program): TellGuestsNeeds => {
  const [table, name] = [dynamodbClient(), told.RECORDS_TABLE];
  return {
    program,
    people: dynamodbPeople(table, name, program.id, logUnread),
    parts: dynamodbParts(table, name, program.id),
    choices: dynamodbChoices(table, name),
    school: dynamodbSchoolRecord(table, name, program.id),
    mailings: dynamodbMailings(table, name, program.id),
    sessions: dynamodbSessions(table, name, program.id),
    guestLists: dynamodbGuestLists(table, name, program.id),
    pace: dynamodbPace(table, name),
    queue: sqsMailQueue(new SQSClient(), told.MAIL_QUEUE_URL),
  };
};
