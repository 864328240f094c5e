import { dynamodbClient } from "#adapters/dynamodb/client.ts";
import { dynamodbMailings } from "#adapters/mailings/dynamodb-mailings.ts";
import { dynamodbParts } from "#adapters/parts/dynamodb-parts.ts";
import { dynamodbPeople } from "#adapters/people/dynamodb-people.ts";
import { logged, logUnread } from "../listeners/log.ts";
import { queueBatchListener } from "../listeners/queue-batch-listener.ts";
import { deployedProgram } from "../start/deployed-program.ts";
import { readEnvironment } from "../start/read-environment.ts";
import { environment } from "./environment.ts";
import { readFeedback } from "./read-feedback.ts";
import { trackMails } from "./track-mail.ts";

/** Called with batches of SES's events. Running twice changes nothing more: a mail's state only goes forward. */
export const handler = queueBatchListener(readFeedback, () => {
  const { RECORDS_TABLE } = readEnvironment(environment);
  const client = dynamodbClient();
  const program = deployedProgram();
  const needs = {
    program,
    roster: dynamodbPeople(client, RECORDS_TABLE, program.id, logUnread),
    parts: dynamodbParts(client, RECORDS_TABLE, program.id),
    mailings: dynamodbMailings(client, RECORDS_TABLE, program.id),
  };
  return async (messages) => {
    const { failed, ...counts } = await trackMails(needs, messages);
    logged(counts);
    return failed;
  };
});
