import type { Construct } from "constructs";
import { PARTITIONS } from "#adapters/dynamodb/partitions.ts";
import { mayOpenStream, mayTouchRecords, type Stored } from "../../access.ts";
import { alarmOnLog } from "../../constructs/log-alarm.ts";
import { StreamFunction } from "../../constructs/stream-function.ts";
import type { House } from "../../house.ts";

const WATCHED = ["sessions", "guests", "people"] as const;

/** Marks the calendar feeds that a change of the records concerns, so that their next poll brings it. */
export const markFeeds = (scope: Construct, house: House, { stored }: { stored: Stored }): void => {
  const harm = "Calendars that people subscribed to show a change up to a day late.";
  const kinds = WATCHED.map((name) => PARTITIONS[name].stamp.kind);
  const fn = new StreamFunction(scope, house, {
    name: "mark-feeds",
    harm,
    environment: { RECORDS_TABLE: stored.table.tableName },
    may: [...mayOpenStream(stored), ...mayTouchRecords(stored, { feeds: ["UpdateItem"] })],
    readsProgram: true,
    timeoutSeconds: 60,
    streamArn: stored.streamArn,
    filters: [{ dynamodb: { NewImage: { kind: { S: kinds } } } }],
  });
  alarmOnLog(fn, house, { name: "unread", harm });
};
