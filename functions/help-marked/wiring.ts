import type * as z from "zod/mini";
import { patientItems } from "#adapters/dynamodb/signed-items.ts";
import { linkKeysFromSecret } from "#adapters/links/link-keys.ts";
import { secretText } from "#adapters/links/secret.ts";
import { dynamodbMarks } from "#adapters/marks/dynamodb-marks.ts";
import { dynamodbPeople } from "#adapters/people/dynamodb-people.ts";
import { sesClient, sesMailer } from "#adapters/ses/ses-mailer.ts";
import type { Program } from "#domain/calendar/program.ts";
import { sesSender } from "../start/ses-sender.ts";
import type { environment } from "./environment.ts";
import type { HelpMarkedNeeds } from "./help-marked.ts";

/** Makes the clients of the deployed function; call it once per cold start. */
export const wiring = (told: z.infer<typeof environment>, program: Program): HelpMarkedNeeds => {
  const [table, name] = [patientItems(), told.RECORDS_TABLE];
  return {
    program,
    people: dynamodbPeople(table, name, program.id),
    marks: dynamodbMarks(table, name, program.id),
    mailer: sesMailer(sesClient(), {
      ...sesSender(told, program.school.sender),
      templatePrefix: told.TEMPLATE_PREFIX,
    }),
    keys: linkKeysFromSecret(secretText(told.LINK_KEY_SECRET)),
    siteUrl: told.SITE_URL,
  };
};
