import type { Construct } from "constructs";
import { ROSTER_FOLDERS, ROSTER_UPLOADED } from "#events/people/roster-uploaded.ts";
import { mayReadRosters, mayTouchRecords, type Stored } from "../access.ts";
import { EventFunction } from "../constructs/event-function.ts";
import type { House } from "../house.ts";
import { acknowledgeFolders } from "../roster-folders.ts";

/** Takes in a roster, a file of sessions or a list of evidence that was put into the bucket. */
export const importRoster = (scope: Construct, house: House, { stored }: { stored: Stored }): void => {
  const fn = new EventFunction(scope, house, {
    name: "import-roster",
    harm:
      "An uploaded roster was not taken in: new students get no mails, changed ones the wrong ones. " +
      "Of a list of evidence: who did it is still reminded.",
    environment: { RECORDS_TABLE: stored.table.tableName },
    may: [
      ...mayTouchRecords(stored, {
        people: ["Query", "UpdateItem"],
        accessCodes: ["Query", "UpdateItem"],
        school: ["GetItem", "UpdateItem"],
        imports: ["Query", "UpdateItem"],
        sessions: ["Query", "GetItem", "PutItem"],
        guests: ["GetItem", "UpdateItem"],
        users: ["Query", "PutItem"],
        // Who is no advisor any more loses their notes: their keys are read, and no text.
        notes: ["Query", "UpdateItem"],
        parts: ["Query", "GetItem", "PutItem"],
      }),
      ...mayReadRosters(stored),
    ],
    readsProgram: true,
    timeoutSeconds: 300,
    // A roster of 50 MB is held in memory as a whole, and so is the report: 1.2 GB where every row is rejected.
    memoryMb: 2048,
    pattern: {
      source: [ROSTER_UPLOADED.source],
      detailType: [ROSTER_UPLOADED.detailType],
      detail: {
        bucket: { name: [stored.rosters.bucketName] },
        object: { key: [{ "anything-but": { prefix: ROSTER_FOLDERS.reports } }] },
      },
    },
  });
  acknowledgeFolders(fn, house);
};
