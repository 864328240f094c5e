import { dynamodbClient } from "#adapters/dynamodb-client.ts";
import { dynamodbParts } from "#adapters/dynamodb-parts.ts";
import { dynamodbRoster } from "#adapters/dynamodb-roster.ts";
import { dynamodbRuns } from "#adapters/dynamodb-runs.ts";
import { deployedProgram } from "../middleware/deployed-program.ts";
import { logged } from "../middleware/log.ts";
import { queueBatchListener } from "../middleware/queue-batch-listener.ts";
import { readEnvironment } from "../middleware/read-environment.ts";
import { environment } from "./environment.ts";
import { readFeedback } from "./read-feedback.ts";
import { trackMails } from "./track-mail.ts";

/** Called with batches of what SES tells. Once per cold start: the client; once per batch: the deed, and what it counted. */
export const handler = queueBatchListener(readFeedback, () => {
  const { RECORDS_TABLE } = readEnvironment(environment);
  const client = dynamodbClient();
  const needs = {
    program: deployedProgram(),
    roster: dynamodbRoster(client, RECORDS_TABLE),
    parts: dynamodbParts(client, RECORDS_TABLE),
    runs: dynamodbRuns(client, RECORDS_TABLE),
  };
  return async (messages) => {
    const { failed, ...counts } = await trackMails(needs, messages);
    logged(counts);
    return failed;
  };
});
