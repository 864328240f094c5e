import { randomUUID } from "node:crypto";
import { signedItems } from "#adapters/dynamodb/signed-items.ts";
import { dynamodbFeeds } from "#adapters/feeds/dynamodb-feeds.ts";
import { ALARM_WORDS } from "../listeners/alarm-words.ts";
import { listener } from "../listeners/listener.ts";
import { log } from "../listeners/log.ts";
import { StreamBatch } from "../listeners/stream-record.ts";
import { tellable } from "../listeners/tellable.ts";
import { deployedProgram } from "../start/deployed-program.ts";
import { readEnvironment } from "../start/read-environment.ts";
import { environment } from "./environment.ts";
import { markFeeds } from "./mark-feeds.ts";

/** Called with batches of the table's stream. Running twice marks the same calendars again. */
export const handler = listener(StreamBatch, () => {
  const { RECORDS_TABLE } = readEnvironment(environment);
  const { id: program } = deployedProgram();
  const needs = {
    program,
    feeds: dynamodbFeeds(signedItems(), RECORDS_TABLE, program),
    newMark: randomUUID,
    setAside: ({ sequenceNumber, error }: { sequenceNumber: string; error: unknown }) =>
      log.error(ALARM_WORDS.unread, { sequenceNumber, failure: tellable(error) }),
  };
  return (batch) => markFeeds(needs, batch);
});
