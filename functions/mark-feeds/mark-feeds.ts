import type { Feeds } from "#adapters/feeds/feeds.ts";
import { mapConcurrently } from "../listeners/map-concurrently.ts";
import { type StreamBatch, StreamRecord } from "../listeners/stream-record.ts";
import { type Marked, markedBy } from "./marked.ts";

/** `setAside` learns why a record cannot be read, and its number; nothing of its content. */
export interface MarkFeedsNeeds {
  program: string;
  feeds: Pick<Feeds, "mark" | "markAll">;
  /** A word that never came before. */
  newMark: () => string;
  setAside: (record: { sequenceNumber: string; error: unknown }) => void;
}

/** The records that Lambda has to bring back. It reads on from the first of them. */
export interface Unmarked {
  batchItemFailures: { itemIdentifier: string }[];
}

/**
 * Marks the calendars that a batch of the table's stream concerns, each once. Running twice
 * marks them again, by another word: their next poll writes them anew, and finds them the same. A record that cannot be
 * read comes back alone, and the others are marked all the same. Throws where a mark could not be written.
 */
export const markFeeds = async (
  { program, feeds, newMark, setAside }: MarkFeedsNeeds,
  { Records }: StreamBatch,
): Promise<Unmarked> => {
  const answeredAt = new Map<Marked["of"], string | undefined>();
  const failed: string[] = [];
  for (const record of Records) {
    const sequenceNumber = record.dynamodb.SequenceNumber;
    try {
      const change = StreamRecord.parse(record);
      for (const { of, isAnswer } of markedBy(program, change))
        answeredAt.set(of, isAnswer ? change.at : answeredAt.get(of));
    } catch (error) {
      setAside({ sequenceNumber, error });
      failed.push(sequenceNumber);
    }
  }
  await mapConcurrently([...answeredAt], ([of, at]) =>
    of === "all" ? feeds.markAll(newMark()) : feeds.mark(of, newMark(), at),
  );
  return { batchItemFailures: failed.map((itemIdentifier) => ({ itemIdentifier })) };
};
