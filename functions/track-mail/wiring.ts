import type * as z from "zod/mini";
import { patientItems } from "#adapters/dynamodb/signed-items.ts";
import { dynamodbEscalations } from "#adapters/escalations/dynamodb-escalations.ts";
import { dynamodbMailings } from "#adapters/mailings/dynamodb-mailings.ts";
import { dynamodbParts } from "#adapters/parts/dynamodb-parts.ts";
import { dynamodbPeople } from "#adapters/people/dynamodb-people.ts";
import type { Program } from "#domain/calendar/program.ts";
import { logUnread } from "../listeners/log.ts";
import type { environment } from "./environment.ts";
import type { TrackMailNeeds } from "./track-mail.ts";

/** Makes the clients of the deployed function; call it once per cold start. */
export const wiring = ({ RECORDS_TABLE }: z.infer<typeof environment>, program: Program): TrackMailNeeds => {
  const client = patientItems();
  return {
    program,
    people: dynamodbPeople(client, RECORDS_TABLE, program.id, logUnread),
    parts: dynamodbParts(client, RECORDS_TABLE, program.id),
    mailings: dynamodbMailings(client, RECORDS_TABLE, program.id),
    escalations: dynamodbEscalations(client, RECORDS_TABLE, program.id),
  };
};
