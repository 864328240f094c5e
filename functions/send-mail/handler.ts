import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { dynamodbChoices } from "#adapters/dynamodb-choices.ts";
import { dynamodbParts } from "#adapters/dynamodb-parts.ts";
import { dynamodbRoster } from "#adapters/dynamodb-roster.ts";
import { linkKeysFromSecret } from "#adapters/link-keys.ts";
import { sesClient, sesMailer } from "#adapters/ses-mailer.ts";
import { MailPlanned } from "#events/mail-planned.ts";
import { deployedProgram } from "../middleware/deployed-program.ts";
import { logged, logUnread } from "../middleware/log.ts";
import { queueListener } from "../middleware/queue-listener.ts";
import { readEnvironment } from "../middleware/read-environment.ts";
import { environment } from "./environment.ts";
import { sendMail } from "./send-mail.ts";
import { sesSettings } from "./ses-settings.ts";

/** Called by the mail queue. Once per cold start: the clients; once per message: the deed. */
export const handler = queueListener(MailPlanned, () => {
  const [told, program, table] = [readEnvironment(environment), deployedProgram(), new DynamoDBClient()];
  const needs = {
    program,
    roster: dynamodbRoster(table, told.RECORDS_TABLE, logUnread),
    parts: dynamodbParts(table, told.RECORDS_TABLE),
    choices: dynamodbChoices(table, told.RECORDS_TABLE),
    mailer: sesMailer(sesClient(), sesSettings(told, program.school.sender)),
    keys: linkKeysFromSecret(new SecretsManagerClient(), told.LINK_KEY_SECRET),
    siteUrl: told.SITE_URL,
  };
  return async (message, sentAt) => logged(await sendMail(needs, message, sentAt));
});
