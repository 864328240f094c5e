import { isDeepStrictEqual } from "node:util";
import { marshall } from "@aws-sdk/util-dynamodb";
import { frozen } from "#adapters/dynamodb/frozen.ts";
import { PARTITIONS } from "#adapters/dynamodb/partitions.ts";
import { ATTRIBUTE } from "#adapters/guest-lists/guest-list-item.ts";
import { groupItem } from "#adapters/parts/part-group-item.ts";
import type { PartGroup } from "#adapters/parts/part-groups.ts";
import { type StoredStudent, studentItem } from "#adapters/people/person-item.ts";
import type { GuestList } from "#domain/sessions/guest-list.ts";
import type { KnownSession } from "#domain/sessions/session.ts";
import { StreamBatch } from "../../../functions/listeners/stream-record.ts";
import { type Ground, invoke } from "../ground/ground.ts";
import type { Process } from "../ground/process.ts";

const LIFETIME = 60_000;
/** As the stream's listener is deployed: five more tries, then the rest of the batch is set aside. */
const MOST_TRIES = 6;

/** What a function does with a batch: answers the numbers of the records to bring back. */
export type BatchDeed = (
  process: Process,
  batch: StreamBatch,
) => Promise<{ batchItemFailures: { itemIdentifier: string }[] }>;

type Record = StreamBatch["Records"][number];
type Item = { [attribute: string]: unknown };

/** The stream of the table with its listener: in order, at least once. */
export interface WorldStream {
  group(before: PartGroup | undefined, after: PartGroup): void;
  student(before: StoredStudent | undefined, after: StoredStudent): void;
  session(before: KnownSession | undefined, after: KnownSession): void;
  guestList(before: GuestList | undefined, after: GuestList): void;
  /** Every record that its filters let through. */
  readonly records: readonly Record[];
  setAside(): number;
  /** Gives the listener again what was set aside. */
  redrive(): void;
  /** Gives the listener everything again, from the first record on. */
  replay(): void;
}

const image = (item: Item) => marshall(item, { removeUndefinedValues: true });

const sessionItem = (session: KnownSession): Item => ({ ...PARTITIONS.sessions.stamp, program: "hms", ...session });

const listItem = ({ session: sk, revision, next, capacity, keeps, places, declined }: GuestList): Item => ({
  ...PARTITIONS.guests.stamp,
  ...{ program: "hms", sk, revision, next, capacity, keeps },
  ...Object.fromEntries(Object.entries(places).map(([entry, place]) => [ATTRIBUTE.place(entry), place])),
  ...Object.fromEntries(Object.entries(declined).map(([key, at]) => [ATTRIBUTE.declined(key), at])),
});

export const worldStream = (ground: Ground, deed: BatchDeed): WorldStream => {
  const { agenda, chance } = ground;
  const records: Record[] = [];
  const waiting: Record[] = [];
  const dead: Record[] = [];
  let isReading = false;

  const add = (before: Item | undefined, after: Item): void => {
    // A write that changes nothing is not on the stream.
    if (isDeepStrictEqual(before, after)) return;
    const SequenceNumber = String(records.length + 1).padStart(8, "0");
    const ApproximateCreationDateTime = Math.floor(agenda.now() / 1000);
    const OldImage = before && image(before);
    // Its listener is given the same record each time, which it cannot change.
    const record = frozen({
      dynamodb: { SequenceNumber, ApproximateCreationDateTime, OldImage, NewImage: image(after) },
    });
    records.push(record);
    waiting.push(record);
    wake();
  };

  const wake = (): void => {
    if (isReading || waiting.length === 0) return;
    isReading = true;
    agenda.after(chance.int(10, 1_000), () => read(waiting.splice(0, chance.int(1, 8)), 1));
  };

  const goOn = (): void => {
    isReading = false;
    wake();
  };

  const read = (batch: readonly Record[], tries: number): void => {
    const work = (process: Process) => deed(process, StreamBatch.parse({ Records: batch }));
    invoke(ground, { name: "publish-changes", lifetime: LIFETIME, work }, (end) => {
      const failed =
        end.kind === "answered" ? end.answer.batchItemFailures.map((one) => one.itemIdentifier) : undefined;
      const from = failed && batch.findIndex(({ dynamodb }) => failed.includes(dynamodb.SequenceNumber));
      if (from === -1) return chance.is(ground.faults().twice) ? read(batch, tries) : goOn();
      const left = batch.slice(from ?? 0);
      if (tries < MOST_TRIES) return agenda.after(chance.int(100, 5_000), () => read(left, tries + 1));
      dead.push(...left);
      goOn();
    });
  };

  const again = (those: readonly Record[]): void => {
    waiting.push(...those);
    wake();
  };

  return {
    group: (_, after) => {
      if (after.news.length === 0) return;
      if (chance.is(ground.faults().unreadable)) add(undefined, { ...PARTITIONS.parts.stamp, news: "by hand" });
      add(undefined, groupItem("hms", after));
    },
    student: (before, after) => add(before && studentItem(before), studentItem(after)),
    session: (before, after) => add(before && sessionItem(before), sessionItem(after)),
    guestList: (before, after) => add(before && listItem(before), listItem(after)),
    records,
    setAside: () => dead.length,
    redrive: () => again(dead.splice(0)),
    replay: () => again(records),
  };
};
