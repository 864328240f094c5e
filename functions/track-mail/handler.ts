import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { dynamodbParts } from "#adapters/dynamodb-parts.ts";
import { dynamodbRoster } from "#adapters/dynamodb-roster.ts";
import { SesFeedback } from "#events/ses-feedback.ts";
import { deployedProgram } from "../middleware/deployed-program.ts";
import { listener } from "../middleware/listener.ts";
import { logged } from "../middleware/log.ts";
import { readEnvironment } from "../middleware/read-environment.ts";
import { environment } from "./environment.ts";
import { isUsual, trackMail } from "./track-mail.ts";

/** Called with SES's events. Once per cold start: the client; once per event: the deed. Logs what is not as usual. */
export const handler = listener(SesFeedback, () => {
  const { RECORDS_TABLE } = readEnvironment(environment);
  const client = new DynamoDBClient();
  const needs = {
    program: deployedProgram(),
    roster: dynamodbRoster(client, RECORDS_TABLE),
    parts: dynamodbParts(client, RECORDS_TABLE),
  };
  return async (feedback) => {
    const tracked = await trackMail(needs, feedback);
    return isUsual(tracked) ? tracked : logged(tracked);
  };
});
