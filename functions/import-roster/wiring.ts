import { randomBytes } from "node:crypto";
import type * as z from "zod/mini";
import { patientItems } from "#adapters/dynamodb/signed-items.ts";
import { dynamodbGuestLists } from "#adapters/guest-lists/dynamodb-guest-lists.ts";
import { dynamodbImports } from "#adapters/imports/dynamodb-imports.ts";
import { dynamodbNotes } from "#adapters/notes/dynamodb-notes.ts";
import { dynamodbParts } from "#adapters/parts/dynamodb-parts.ts";
import { dynamodbAccessCodes } from "#adapters/people/dynamodb-access-codes.ts";
import { dynamodbPeople } from "#adapters/people/dynamodb-people.ts";
import { s3Files } from "#adapters/s3/s3-files.ts";
import { dynamodbSchoolRecord } from "#adapters/school/dynamodb-school-record.ts";
import { dynamodbSessions } from "#adapters/sessions/dynamodb-sessions.ts";
import { dynamodbUsers } from "#adapters/users/dynamodb-users.ts";
import type { Program } from "#domain/calendar/program.ts";
import { logUnread } from "../listeners/log.ts";
import type { environment } from "./environment.ts";
import type { ImportFileNeeds } from "./import-file.ts";

/** Makes the clients of the deployed function; call it once per cold start. */
export const wiring = (told: z.infer<typeof environment>, program: Program): ImportFileNeeds => {
  const [client, table] = [patientItems(), told.RECORDS_TABLE];
  return {
    program,
    files: s3Files(),
    people: dynamodbPeople(client, table, program.id, logUnread),
    accessCodes: dynamodbAccessCodes(client, table),
    parts: dynamodbParts(client, table, program.id),
    school: dynamodbSchoolRecord(client, table, program.id),
    imports: dynamodbImports(client, table, program.id),
    sessions: dynamodbSessions(client, table, program.id),
    guestLists: dynamodbGuestLists(client, table, program.id),
    notes: dynamodbNotes(client, table, program.id),
    users: dynamodbUsers(client, table, program.id),
    newKey: () => randomBytes(18).toString("base64url").slice(0, 22),
  };
};
