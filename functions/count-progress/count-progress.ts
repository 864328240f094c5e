import { countedGroupIn } from "#adapters/parts/counted-group.ts";
import type { GroupCounts, ProgressCounts } from "#adapters/progress/progress.ts";
import { parseOccurrenceId } from "#domain/calendar/occurrence-id.ts";
import { countsByCohort, NOTHING_COUNTED } from "#domain/parts/progress.ts";
import { mapConcurrently } from "../listeners/map-concurrently.ts";
import { type ItemChange, type StreamBatch, StreamRecord } from "../listeners/stream-record.ts";

/** `setAside` learns why a record cannot be read, and its number; nothing of its content. */
export interface CountProgressNeeds {
  program: string;
  progress: Pick<ProgressCounts, "count">;
  setAside: (record: { sequenceNumber: string; error: unknown }) => void;
}

/** The records that Lambda has to bring back. It reads on from the first of them. */
export interface Uncounted {
  batchItemFailures: { itemIdentifier: string }[];
}

/**
 * Counts the groups of parts that a batch of the table's stream shows, each by its newest image there. Running twice,
 * late or out of order ends the same: a group's counts follow from one version of it, and an older version is not taken
 * over a newer one. A record that cannot be read comes back alone, and the others are counted all the same. Throws
 * where counts could not be written.
 */
export const countProgress = async (
  { program, progress, setAside }: CountProgressNeeds,
  { Records }: StreamBatch,
): Promise<Uncounted> => {
  const newest = new Map<string, GroupCounts>();
  const failed: string[] = [];
  for (const record of Records) {
    const sequenceNumber = record.dynamodb.SequenceNumber;
    try {
      const counted = countsIn(program, StreamRecord.parse(record));
      if (counted !== undefined) keepNewest(newest, counted);
    } catch (error) {
      setAside({ sequenceNumber, error });
      failed.push(sequenceNumber);
    }
  }
  await mapConcurrently([...newest.values()], (counted) => progress.count(counted));
  return { batchItemFailures: failed.map((itemIdentifier) => ({ itemIdentifier })) };
};

/** What a change makes of a group's counts; undefined where it is no group's of an occurrence of the program. */
const countsIn = (of: string, { before, after }: ItemChange): GroupCounts | undefined => {
  const { program, occurrence, group, version, parts } = countedGroupIn(after);
  if (program !== of || parseOccurrenceId(occurrence) === undefined) return undefined;
  const gone = before === undefined ? [] : countedGroupIn(before).parts;
  const cohorts = new Map(gone.map(({ cohort }) => [cohort, NOTHING_COUNTED]));
  return { occurrence, group, version, cohorts: new Map([...cohorts, ...countsByCohort(parts)]) };
};

// A cohort whose last part went over to another person between two images is still to be counted, as none.
const keepNewest = (newest: Map<string, GroupCounts>, counted: GroupCounts): void => {
  const key = `${counted.occurrence}/${counted.group}`;
  const known = newest.get(key);
  const [older, newer] = known && known.version > counted.version ? [counted, known] : [known, counted];
  const gone = [...(older?.cohorts.keys() ?? [])].map((cohort) => [cohort, NOTHING_COUNTED] as const);
  newest.set(key, { ...newer, cohorts: new Map([...gone, ...newer.cohorts]) });
};
