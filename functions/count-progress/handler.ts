import { signedItems } from "#adapters/dynamodb/signed-items.ts";
import { dynamodbProgress } from "#adapters/progress/dynamodb-progress.ts";
import { ALARM_WORDS } from "../listeners/alarm-words.ts";
import { listener } from "../listeners/listener.ts";
import { log } from "../listeners/log.ts";
import { StreamBatch } from "../listeners/stream-record.ts";
import { tellable } from "../listeners/tellable.ts";
import { deployedProgram } from "../start/deployed-program.ts";
import { readEnvironment } from "../start/read-environment.ts";
import { countProgress } from "./count-progress.ts";
import { environment } from "./environment.ts";

/** Called with batches of the table's stream. Running twice counts the same groups again, and changes nothing. */
export const handler = listener(StreamBatch, () => {
  const { RECORDS_TABLE } = readEnvironment(environment);
  const { id: program } = deployedProgram();
  const needs = {
    program,
    progress: dynamodbProgress(signedItems(), RECORDS_TABLE, program),
    setAside: ({ sequenceNumber, error }: { sequenceNumber: string; error: unknown }) =>
      log.error(ALARM_WORDS.unread, { sequenceNumber, failure: tellable(error) }),
  };
  return (batch) => countProgress(needs, batch);
});
