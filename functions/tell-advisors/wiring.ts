import { SESv2Client } from "@aws-sdk/client-sesv2";
import type * as z from "zod/mini";
import { patientItems } from "#adapters/dynamodb/signed-items.ts";
import { dynamodbEscalations } from "#adapters/escalations/dynamodb-escalations.ts";
import { linkKeysFromSecret } from "#adapters/links/link-keys.ts";
import { secretText } from "#adapters/links/secret.ts";
import { dynamodbMailings } from "#adapters/mailings/dynamodb-mailings.ts";
import { dynamodbParts } from "#adapters/parts/dynamodb-parts.ts";
import { dynamodbPeople } from "#adapters/people/dynamodb-people.ts";
import { dynamodbSchoolRecord } from "#adapters/school/dynamodb-school-record.ts";
import { sesAdvisorMailer } from "#adapters/ses/ses-advisor-mailer.ts";
import type { Program } from "#domain/calendar/program.ts";
import { logUnread } from "../listeners/log.ts";
import { sesSender } from "../start/ses-sender.ts";
import type { environment } from "./environment.ts";
import type { TellAdvisorsNeeds } from "./needs.ts";

/** Makes the clients of the deployed function; call it once per cold start. */
export const wiring = (told: z.infer<typeof environment>, program: Program): TellAdvisorsNeeds => {
  const [table, name] = [patientItems(), told.RECORDS_TABLE];
  const { sender, office } = program.school;
  return {
    program,
    people: dynamodbPeople(table, name, program.id, logUnread),
    parts: dynamodbParts(table, name, program.id),
    mailings: dynamodbMailings(table, name, program.id),
    school: dynamodbSchoolRecord(table, name, program.id),
    escalations: dynamodbEscalations(table, name, program.id),
    mailer: sesAdvisorMailer(
      new SESv2Client({ maxAttempts: 1 }),
      sesSender(told, { name: sender.name, replyTo: office.email }),
    ),
    keys: linkKeysFromSecret(secretText(told.LINK_KEY_SECRET)),
    siteUrl: told.SITE_URL,
  };
};
