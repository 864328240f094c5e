import * as z from "zod/mini";
import type { DeployedMapping } from "../deployment.ts";
import type { StreamRecord } from "../emulators/stream-reader.ts";
import type { InvocationOutcome } from "../workers/worker.ts";

const Report = z.object({
  batchItemFailures: z.optional(z.nullable(z.array(z.object({ itemIdentifier: z.nullish(z.string()) })))),
});

/**
 * Ids that a function reported as failed; undefined where the whole batch failed: it threw, or its report names none.
 * Source: Lambda's developer guide on partial batch responses.
 */
export const reportedFailures = (outcome: InvocationOutcome, reports: boolean): string[] | undefined => {
  if (!outcome.ok) return undefined;
  if (!reports) return [];
  const read = Report.safeParse(outcome.value ?? {});
  if (!read.success) return undefined;
  const ids = (read.data.batchItemFailures ?? []).map(({ itemIdentifier }) => itemIdentifier);
  return ids.every((id) => typeof id === "string" && id !== "")
    ? ids.filter((id) => typeof id === "string")
    : undefined;
};

/** Records from the first failed one on, which Lambda sends again; all of them where it is not known which failed. */
const unhandled = (records: readonly StreamRecord[], failed: string[] | undefined): readonly StreamRecord[] => {
  if (failed === undefined) return records;
  if (failed.length === 0) return [];
  const first = records.findIndex(({ dynamodb }) => failed.includes(dynamodb.SequenceNumber));
  return first < 0 ? records : records.slice(first);
};

export interface BatchHandling {
  invoke(records: readonly StreamRecord[]): Promise<InvocationOutcome>;
  /** Told of the records that were given up. */
  giveUp(records: readonly StreamRecord[], why: string): void;
}

// "Until the record expires" is a day on AWS; virtual time stands still meanwhile, so it is cut short here.
const ENDLESS = 10;

/**
 * Handles one batch of a stream as an event source mapping does: tried again from the first failure on where
 * one was reported, else cut in two where the mapping bisects, given up after the mapping's retries.
 * Source: Lambda's developer guide on partial batch responses.
 */
export const handleBatch = async (
  mapping: Pick<DeployedMapping, "reportsItemFailures" | "bisectOnError" | "maximumRetryAttempts">,
  batch: readonly StreamRecord[],
  handling: BatchHandling,
): Promise<void> => {
  const most = mapping.maximumRetryAttempts ?? -1;
  const open: { records: readonly StreamRecord[]; retries: number }[] = [{ records: batch, retries: 0 }];
  for (let next = open.shift(); next !== undefined; next = open.shift()) {
    const outcome = await handling.invoke(next.records);
    const failed = reportedFailures(outcome, mapping.reportsItemFailures);
    const rest = unhandled(next.records, failed);
    if (rest.length === 0) continue;
    const retries = rest.length < next.records.length ? 0 : next.retries + 1;
    if (retries > (most < 0 ? ENDLESS : most)) {
      handling.giveUp(rest, outcome.ok ? "reported as failed" : outcome.error);
    } else {
      const isCut = mapping.bisectOnError && failed === undefined;
      open.unshift(...cut(rest, isCut).map((records) => ({ records, retries })));
    }
  }
};

const cut = (records: readonly StreamRecord[], bisect: boolean): (readonly StreamRecord[])[] => {
  if (!bisect || records.length < 2) return [records];
  const middle = Math.ceil(records.length / 2);
  return [records.slice(0, middle), records.slice(middle)];
};
