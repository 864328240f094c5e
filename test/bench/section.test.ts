import { expect, test } from "vitest";
import { mailsOf } from "../../bench/mail/cohort.ts";
import { section } from "../../bench/mail/report/page.ts";
import type { Results } from "../../bench/mail/report/results.ts";
import type { Run } from "../../bench/mail/run-once.ts";

const STUDENTS = 1_000;
const MAILS = mailsOf(STUDENTS);

const run = (contender: string, workerMicros: number, change: Partial<Run> = {}): Run => ({
  contender,
  students: STUDENTS,
  mails: MAILS,
  at: "2026-11-22T00:00:00.000Z",
  delivery: {
    students: STUDENTS,
    sent: MAILS,
    missing: 0,
    duplicates: 0,
    unwanted: 0,
    accepted: MAILS,
    calls: 34,
    throttled: 0,
    lost: 0,
  },
  workerMicros,
  storeMicros: 10,
  planningMicros: 1,
  clickMicros: 100,
  clickCounts: {},
  mailsPerSecond: 1_000,
  peakBytes: 2 ** 28,
  counts: {},
  feeds: undefined,
  store: undefined,
  ...change,
});

const counts = { "dynamodb:UpdateItem": { calls: 2 * MAILS, units: 2 * MAILS } };

const results = (...runs: Run[]): Results => ({
  at: "2026-11-22T00:00:00.000Z",
  quick: false,
  machine: "a machine",
  versions: ["bullmq 6.7.0"],
  runs,
  faults: [],
  planning: undefined,
  seconds: 100,
});

test("a peer that needs less than matchward is said to be ahead", () => {
  const text = section(results(run("matchward-dynamodb", 80, { counts }), run("bullmq-fifty", 40)));
  expect(text).toMatch(/Ahead of matchward[^.]*bullmq, 50 mails a job/);
});

test("where matchward needs least, that is said", () => {
  const text = section(results(run("matchward-dynamodb", 30, { counts }), run("bullmq-fifty", 40)));
  expect(text).toContain("Least processor time, worker and store together: matchward");
});

test("who did not deliver exactly has no speed, in any of its runs", () => {
  const missed = run("bullmq-fifty", 1);
  const text = section(
    results(run("matchward-dynamodb", 80, { counts }), run("bullmq-fifty", 40), {
      ...missed,
      delivery: { ...missed.delivery, missing: 1 },
    }),
  );
  expect(text).toContain("| bullmq, 50 mails a job | not exact: no speed |");
  expect(text).toContain("Least processor time, worker and store together: matchward");
});

test("the bill is over both of SES's prices, and more where SES is listened to", () => {
  const feeds = { mails: 100, counts: { "dynamodb:UpdateItem": { calls: 100, units: 100 } } };
  const text = section(results(run("matchward-dynamodb", 80, { counts, feeds })));
  expect(text).toContain("| durable writes a mail | 2.0000 | 3.0000 |");
  expect(text).toContain("| over $0.10 (SES à la carte) | 1.25 % | 1.88 % |");
  expect(text).toContain("| over $0.16 (SES Essentials) | 0.78 % | 1.17 % |");
});

test("planning that did not fit is not passed over in silence", () => {
  expect(section(results(run("matchward-dynamodb", 80, { counts })))).toContain("did not fit");
});
