import { EMULATED, FLOORS, IN_MEMORY, PEERS } from "../contenders.ts";
import type { Bill } from "./bill.ts";
import type { Spread } from "./figures.ts";
import { SES_FLOORS } from "./prices.ts";
import type { Results } from "./results.ts";
import { type Summary, summaryOf } from "./summary.ts";

/** A number without decimals, as people write it. */
export const whole = (value: number): string => Math.round(value).toLocaleString("en-US");
/** A share as a percentage. */
export const percent = (share: number): string => `${(100 * share).toFixed(2)} %`;
const ranged = ({ median, least, most }: Spread): string => `${whole(median)} (${whole(least)}–${whole(most)})`;

/** A Markdown table; every column but the first is of numbers. */
const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map((_, nth) => (nth === 0 ? "---" : "---:")), ...rows]
    .map((cells) => `| ${cells.join(" | ")} |`)
    .join("\n");

/** The summaries of those contenders that were run at that size, in the order of the contenders. */
export const summariesAt = ({ runs }: Results, students: number): Summary[] =>
  [...FLOORS, EMULATED, IN_MEMORY, ...PEERS]
    .filter(({ id }) => runs.some((run) => run.contender === id && run.students === students))
    .map((contender) => summaryOf(contender, students, runs));

/** How one is called in tables and charts. */
export const nameOf = ({ contender }: Summary): string => `${contender.title}, ${contender.form}`;

/** Contenders beside each other: time, memory, durability. */
export const mapConcurrently = (summaries: readonly Summary[]): string =>
  table(
    ["who", "worker µs a mail", "store µs a mail", "mails a second", "memory of the worker", "on disk"],
    summaries.map((summary) => {
      const name = nameOf(summary);
      if (!summary.exact) return [name, "not exact: no speed", "", "", "", summary.contender.durability];
      const store = summary.contender.stores.length === 0 ? "–" : ranged(summary.store);
      const { worker, mailsPerSecond, peakMegabytes, contender } = summary;
      return [name, ranged(worker), store, ranged(mailsPerSecond), `${whole(peakMegabytes)} MB`, contender.durability];
    }),
  );

/** What the peers' stores did for a mail. */
export const storesDid = (summaries: readonly Summary[]): string =>
  table(
    ["peer", "commands or transactions a mail", "keys or rows written a mail"],
    summaries
      .filter(({ storeRequests }) => storeRequests !== undefined)
      .map((summary) => [
        nameOf(summary),
        (summary.storeRequests ?? 0).toFixed(2),
        (summary.storeWrites ?? 0).toFixed(2),
      ]),
  );

/** What AWS charges matchward for, a mail. */
export const bills = ({ bill, billWithFeeds }: Summary): string => {
  if (bill === undefined || billWithFeeds === undefined) return "";
  const row = (name: string, of: (one: Bill) => string) => [name, of(bill), of(billWithFeeds)];
  const services = Object.keys(bill.requests).filter((service) => service !== "all");
  return table(
    ["matchward on AWS", "without feeds", "with feeds"],
    [
      row("requests a mail", ({ requests }) => (requests.all ?? 0).toFixed(4)),
      ...services.map((service) => row(`… ${service}`, ({ requests }) => (requests[service] ?? 0).toFixed(4))),
      row("durable writes a mail", ({ writes }) => writes.toFixed(4)),
      row("write units a mail", ({ writeUnits }) => writeUnits.toFixed(3)),
      row("dollars a thousand mails, beside SES", ({ dollars }) => `$${dollars.toFixed(6)}`),
      row(`over $${SES_FLOORS["à la carte"].toFixed(2)} (SES à la carte)`, ({ over }) => percent(over["à la carte"])),
      row(`over $${SES_FLOORS.Essentials.toFixed(2)} (SES Essentials)`, ({ over }) => percent(over.Essentials)),
    ],
  );
};

/** What of matchward's worker is sending. */
export const senderLine = ({ sender, contender }: Summary): string =>
  `Of matchward's worker ${contender.form}, ${ranged(sender)} µs a mail are the sender's; the rest is planning ` +
  `the waves.`;

/** What one answer costs; empty where AWS charges for none. */
export const answerLine = ({ answerBill, clickMicros }: Summary): string =>
  answerBill === undefined
    ? ""
    : `An answer takes ${(answerBill.requests.DynamoDB ?? 0).toFixed(2)} requests of DynamoDB, ` +
      `${answerBill.writeUnits.toFixed(2)} write units and ${ranged(clickMicros)} µs, the emulator's time included.`;

/** What became of the mails while the worker was killed and answers were dropped. */
export const underFaults = ({ faults }: Results): string =>
  table(
    [
      "under faults",
      "students",
      "duplicates",
      "never sent",
      "reminded after the answer",
      "shown to a person",
      "drained after",
    ],
    faults.map(({ contender, students, delivery, shown, drainSeconds }) => {
      const known = [EMULATED, ...PEERS].find(({ id }) => id === contender);
      const { duplicates, missing, unwanted } = delivery;
      const name = known === undefined ? contender : `${known.title}, ${known.form}`;
      const counts = [students, duplicates, missing, unwanted, shown].map(whole);
      return [name, ...counts, `${drainSeconds.toFixed(0)} s`];
    }),
  );

/** matchward's cost a mail in memory, by size. */
export const growth = (results: Results): { size: number; cost: number }[] => {
  const sizes = new Set(
    results.runs.filter(({ contender }) => contender === IN_MEMORY.id).map(({ students }) => students),
  );
  return [...sizes]
    .toSorted((a, b) => a - b)
    .map((size) => ({ size, cost: summaryOf(IN_MEMORY, size, results.runs).worker.median }));
};

/** matchward in memory, by size. */
export const growthTable = (results: Results): string =>
  table(
    ["students, in memory", "runs", "worker µs a mail", "µs an answer", "memory, parts of all included"],
    growth(results).map(({ size }) => {
      const { runs, worker, clickMicros, peakMegabytes } = summaryOf(IN_MEMORY, size, results.runs);
      return [whole(size), String(runs), ranged(worker), ranged(clickMicros), `${whole(peakMegabytes)} MB`];
    }),
  );

/** The sizes at which others than matchward in memory were run. */
export const sizesSideBySide = ({ runs }: Results): number[] =>
  [...new Set(runs.filter(({ contender }) => contender !== IN_MEMORY.id).map(({ students }) => students))].toSorted(
    (a, b) => a - b,
  );
