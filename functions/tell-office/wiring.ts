import { SESv2Client } from "@aws-sdk/client-sesv2";
import type * as z from "zod/mini";
import { dynamodbCorrections } from "#adapters/corrections/dynamodb-corrections.ts";
import { patientItems } from "#adapters/dynamodb/signed-items.ts";
import { dynamodbEscalations } from "#adapters/escalations/dynamodb-escalations.ts";
import { dynamodbGuestLists } from "#adapters/guest-lists/dynamodb-guest-lists.ts";
import { dynamodbImports } from "#adapters/imports/dynamodb-imports.ts";
import { fileOf, type ImportRecord } from "#adapters/imports/imports.ts";
import { dynamodbMailings } from "#adapters/mailings/dynamodb-mailings.ts";
import { dynamodbOfficeMails } from "#adapters/office-mails/dynamodb-office-mails.ts";
import { dynamodbPeople } from "#adapters/people/dynamodb-people.ts";
import { sesOfficeMailer } from "#adapters/ses/ses-office-mailer.ts";
import { dynamodbSessions } from "#adapters/sessions/dynamodb-sessions.ts";
import type { Program } from "#domain/calendar/program.ts";
import { logUnread } from "../listeners/log.ts";
import { sesSender } from "../start/ses-sender.ts";
import type { environment } from "./environment.ts";
import type { TellOfficeNeeds } from "./tell-office.ts";

const waitingIn = (imports: readonly ImportRecord[]) =>
  imports.flatMap(({ id, at, key, verdict }) => (verdict === "waits" ? [{ id, at, file: fileOf({ key }) }] : []));

/** Makes the clients of the deployed function; call it once per cold start. */
export const wiring = (told: z.infer<typeof environment>, program: Program): TellOfficeNeeds => {
  const [table, name] = [patientItems(), told.RECORDS_TABLE];
  const { sender, office } = program.school;
  return {
    program,
    bucket: told.ROSTER_BUCKET,
    stage: told.STAGE,
    people: dynamodbPeople(table, name, program.id, logUnread),
    waitingImports: async () => waitingIn(await dynamodbImports(table, name, program.id).all()),
    corrections: dynamodbCorrections(table, name, program.id),
    escalations: dynamodbEscalations(table, name, program.id),
    mailings: dynamodbMailings(table, name, program.id),
    sessions: dynamodbSessions(table, name, program.id),
    guestLists: dynamodbGuestLists(table, name, program.id),
    officeMails: dynamodbOfficeMails(table, name, program.id),
    mailer: sesOfficeMailer(new SESv2Client({ maxAttempts: 1 }), {
      // Replies stay in the office, whoever reads students' replies.
      ...sesSender(told, { name: sender.name, replyTo: office.email }),
      office: office.email,
    }),
  };
};
