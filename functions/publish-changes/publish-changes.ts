import type { EventBus, Published } from "#adapters/bus/event-bus.ts";
import { announcementsOf } from "./announcements.ts";
import { type StreamBatch, StreamRecord } from "./stream-record.ts";

/** What publishing needs of the world. `setAside` is told why a record cannot be read, by its number only. */
export interface PublishChangesNeeds {
  bus: EventBus;
  setAside: (record: { sequenceNumber: string; error: unknown }) => void;
}

/** What Lambda is told: the records to bring back. It reads on from the first of them. */
export interface Unpublished {
  batchItemFailures: { itemIdentifier: string }[];
}

interface Told {
  sequenceNumber: string;
  facts: Published[] | undefined;
}

/**
 * Publishes on the bus what a batch of the table's stream makes known, in the order of the stream.
 *
 * Every record that can be published is, also those after one that cannot: Lambda brings back everything from the first
 * failure on and, once its tries are used up, sets all of that aside, so that a record left waiting behind a faulty one
 * could be lost with it. What was published and comes back is published again under the same id, and an older fact may
 * follow a newer one: listeners go by id and revision, and change nothing the second time.
 */
export const publishChanges = async (
  { bus, setAside }: PublishChangesNeeds,
  { Records }: StreamBatch,
): Promise<Unpublished> => {
  const told = Records.map((record) => read(record, setAside));
  const taken = await bus.publish(told.flatMap(({ facts }) => facts ?? []));
  const answers = taken.values();
  const failed = told.filter(({ facts }) => {
    if (facts === undefined) return true;
    return facts.map(() => answers.next().value !== true).some((isRefused) => isRefused);
  });
  return { batchItemFailures: failed.map(({ sequenceNumber }) => ({ itemIdentifier: sequenceNumber })) };
};

const read = (record: StreamBatch["Records"][number], setAside: PublishChangesNeeds["setAside"]): Told => {
  const sequenceNumber = record.dynamodb.SequenceNumber;
  try {
    return { sequenceNumber, facts: announcementsOf(StreamRecord.parse(record)) };
  } catch (error) {
    setAside({ sequenceNumber, error });
    return { sequenceNumber, facts: undefined };
  }
};
