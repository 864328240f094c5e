import type { EventBus, Published } from "#adapters/bus/event-bus.ts";
import { type StreamBatch, StreamRecord } from "../listeners/stream-record.ts";
import { announcementsOf } from "./announcements.ts";

/** `setAside` learns why a record cannot be read, and its number; nothing of its content. */
export interface PublishChangesNeeds {
  bus: EventBus;
  setAside: (record: { sequenceNumber: string; error: unknown }) => void;
}

/** The records that Lambda has to bring back. It reads on from the first of them. */
export interface Unpublished {
  batchItemFailures: { itemIdentifier: string }[];
}

interface AnnouncedRecord {
  sequenceNumber: string;
  facts: Published[] | undefined;
}

/**
 * Publishes what a batch of the table's stream announces, in its order. A faulty record does not stop the next ones:
 * Lambda brings back all from the first failure on, and may set them all aside. Running twice publishes the same events
 * again, with the same ids, and an older one may follow a newer one: listeners compare ids and revisions.
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

const read = (record: StreamBatch["Records"][number], setAside: PublishChangesNeeds["setAside"]): AnnouncedRecord => {
  const sequenceNumber = record.dynamodb.SequenceNumber;
  try {
    return { sequenceNumber, facts: announcementsOf(StreamRecord.parse(record)) };
  } catch (error) {
    setAside({ sequenceNumber, error });
    return { sequenceNumber, facts: undefined };
  }
};
