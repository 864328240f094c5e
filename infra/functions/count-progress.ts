import type { Construct } from "constructs";
import { PARTITIONS } from "#adapters/dynamodb/partitions.ts";
import { COUNTED_ANEW } from "#adapters/parts/part-group-item.ts";
import { mayOpenStream, mayTouchRecords, type Stored } from "../access.ts";
import { alarmOnLog } from "../constructs/log-alarm.ts";
import { StreamFunction } from "../constructs/stream-function.ts";
import type { House } from "../house.ts";

/** Counts how many of each cohort are done with each item, from the groups of parts that change. */
export const countProgress = (scope: Construct, house: House, { stored }: { stored: Stored }): void => {
  const harm = "The page of progress shows old counts. Students and their mails are not concerned.";
  const kind = { S: [PARTITIONS.parts.stamp.kind] };
  const fn = new StreamFunction(scope, house, {
    name: "count-progress",
    harm,
    environment: { RECORDS_TABLE: stored.table.tableName },
    may: [...mayOpenStream(stored), ...mayTouchRecords(stored, { progress: ["UpdateItem"] })],
    readsProgram: true,
    timeoutSeconds: 60,
    streamArn: stored.streamArn,
    filters: [{ dynamodb: { NewImage: { kind, [COUNTED_ANEW]: { S: [{ exists: true }] } } } }],
  });
  alarmOnLog(fn, house, { name: "unread", harm });
};
