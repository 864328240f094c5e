import type { Contender } from "../contenders.ts";
import { isExact } from "../delivery-check.ts";
import type { Run } from "../run-once.ts";
import { type Bill, billOf } from "./bill.ts";
import { type Spread, spreadOf } from "./figures.ts";

/** What several runs of one contender at one size come to. */
export interface Summary {
  contender: Contender;
  students: number;
  runs: number;
  /** True where each run delivered exactly; else there is no speed to speak of. */
  exact: boolean;
  /** Processor time a mail, µs. */
  worker: Spread;
  store: Spread;
  both: Spread;
  mailsPerSecond: Spread;
  /** Of the worker's, without planning the wave: waiting for the turn, claiming, writing, sending, settling. */
  sender: Spread;
  clickMicros: Spread;
  peakMegabytes: number;
  /** Of matchward on the emulators, whose calls AWS charges for. */
  bill: Bill | undefined;
  /** What AWS charges for one answer, beside the site's call. */
  answerBill: Bill | undefined;
  /** The same with what listening to SES costs. */
  billWithFeeds: Bill | undefined;
  /** Of peers: what their store did for a mail. */
  storeRequests: number | undefined;
  storeWrites: number | undefined;
}

const scaled = ({ feeds, mails }: Run): Run["counts"] => {
  if (feeds === undefined || feeds.mails === 0) return {};
  const times = mails / feeds.mails;
  return Object.fromEntries(
    Object.entries(feeds.counts).map(([operation, { calls, units }]) => [
      operation,
      { calls: calls * times, units: units * times },
    ]),
  );
};

const merged = (one: Run["counts"], other: Run["counts"]): Run["counts"] => {
  const names = new Set([...Object.keys(one), ...Object.keys(other)]);
  return Object.fromEntries(
    [...names].map((name) => [
      name,
      {
        calls: (one[name]?.calls ?? 0) + (other[name]?.calls ?? 0),
        units: (one[name]?.units ?? 0) + (other[name]?.units ?? 0),
      },
    ]),
  );
};

/** Sums up runs of one contender at one size. @throws RangeError where there is none */
export const summaryOf = (contender: Contender, students: number, all: readonly Run[]): Summary => {
  const runs = all.filter((run) => run.contender === contender.id && run.students === students);
  const [last] = runs.slice(-1);
  if (last === undefined) throw new RangeError(`${contender.id} was not run with ${students} students.`);
  const { counts, mails, delivery, store } = last;
  const isBilled = Object.keys(counts).some((operation) => operation.startsWith("dynamodb:"));
  const spread = (of: (run: Run) => number) => spreadOf(runs.map(of));
  return {
    contender,
    students,
    runs: runs.length,
    exact: runs.every((run) => isExact(run.delivery)),
    worker: spread(({ workerMicros }) => workerMicros),
    store: spread(({ storeMicros }) => storeMicros),
    both: spread(({ workerMicros, storeMicros }) => workerMicros + storeMicros),
    mailsPerSecond: spread(({ mailsPerSecond }) => mailsPerSecond),
    sender: spread(({ workerMicros, planningMicros }) => workerMicros - planningMicros),
    clickMicros: spread(({ clickMicros }) => clickMicros),
    peakMegabytes: Math.max(...runs.map(({ peakBytes }) => peakBytes)) / 2 ** 20,
    bill: isBilled ? billOf(counts, mails, delivery.calls) : undefined,
    answerBill: isBilled ? billOf(last.clickCounts, 2 * students - mails, 0) : undefined,
    billWithFeeds: isBilled ? billOf(merged(counts, scaled(last)), mails, delivery.calls) : undefined,
    storeRequests: store && store.requests / mails,
    storeWrites: store && store.writes / mails,
  };
};
