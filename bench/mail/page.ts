import type { Bill } from "./bill.ts";
import { EMULATED, FLOORS, IN_MEMORY, PEERS } from "./contenders.ts";
import { growthExponent, type Spread } from "./figures.ts";
import { SES_FLOORS } from "./prices.ts";
import type { Results } from "./results.ts";
import { PLANNING_LIMITS, type Planning } from "./run-planning.ts";
import { type Summary, summaryOf } from "./summary.ts";

const whole = (value: number): string => Math.round(value).toLocaleString("en-US");
const percent = (share: number): string => `${(100 * share).toFixed(2)} %`;
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

const sideBySide = (summaries: readonly Summary[]): string =>
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

const storesDid = (summaries: readonly Summary[]): string =>
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

const bills = ({ bill, billWithFeeds }: Summary): string => {
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

const underFaults = ({ faults }: Results): string =>
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

const planningLine = ({ students, cpuSeconds, peakBytes }: Planning): string =>
  `Planning one wave for ${whole(students)} students takes ${cpuSeconds.toFixed(1)} s of processor time (at most ` +
  `${PLANNING_LIMITS.cpuSeconds}) and ${whole(peakBytes / 2 ** 20)} MB, the roster of all of them and Node included ` +
  `(at most ${PLANNING_LIMITS.megabytes}).`;

const growthTable = (results: Results): string =>
  table(
    ["students, in memory", "runs", "worker µs a mail", "µs an answer", "memory, records of all included"],
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

/** Who is cheapest of the summaries that kept a state, said plainly, whoever it is. */
const verdict = (summaries: readonly Summary[]): string => {
  const stateful = summaries.filter(({ exact, contender }) => exact && contender.stores.length > 0);
  const byCost = stateful.toSorted((a, b) => a.both.median - b.both.median);
  const [best] = byCost;
  const ours = stateful.find(({ contender }) => contender.id === EMULATED.id);
  if (best === undefined || ours === undefined || best === ours) {
    return best === undefined ? "" : `Least processor time, worker and store together: ${nameOf(best)}.`;
  }
  const ahead = byCost.filter(({ both }) => both.median < ours.both.median).map(nameOf);
  const workers = stateful.toSorted((a, b) => a.worker.median - b.worker.median).map(nameOf);
  return (
    `Ahead of matchward in processor time, worker and store together: ${ahead.join("; ")}. ` +
    `By the worker alone, from least to most: ${workers.join("; ")}. DynamoDB Local is a test double in Java, not the ` +
    "service; its time says nothing of DynamoDB's, and AWS charges by request."
  );
};

/** The whole section between the markers of `docs/benchmarks.md`. */
export const section = (results: Results): string => {
  const [size = 0] = sizesSideBySide(results).slice(-1);
  const summaries = summariesAt(results, size);
  const emulated = summaries.find(({ contender }) => contender.id === EMULATED.id);
  const curve = growth(results);
  return [
    "## Mails: what each costs, beside three queues",
    `**Machine.** ${results.machine}. ${results.at.slice(0, 10)}, ${whole(results.seconds)} s in all${results.quick ? ", the quick form: too few runs to go by" : ""}. ${results.versions.join(", ")}.`,
    "**Workload.** A class in three time zones is asked one thing: each mail is written, its link signed, sent once and recorded; three in ten answer; a week later those who did not are reminded, and nobody else. `SendBulkEmail` goes to a stand-in for SES in a process of its own that counts by recipient; a run that is not exact has no speed. Letters, links and SES client are matchward's for everybody, so that the difference is in the state alone. Worker and store have one processor, the stand-in another.",
    "![Processor time a mail](charts/mail-cpu.svg)",
    `Processor time, ${whole(size)} students, median and range of ${Math.max(...summaries.map(({ runs }) => runs), 0)} runs after a warm-up, in turn. The rows *no state at all* are what writing, signing and sending cost anybody.`,
    sideBySide(summaries),
    verdict(summaries),
    storesDid(summaries),
    "### The bill",
    ...(emulated === undefined ? [] : [bills(emulated), BILL_NOTE]),
    "### Growth",
    ...(curve.length < 2
      ? []
      : [
          "![Processor time a mail by size](charts/mail-growth.svg)",
          growthTable(results),
          `Growth exponent ${growthExponent(curve).toFixed(3)} (0: a mail costs the same in a school of any size).`,
        ]),
    ...(results.planning === undefined ? [] : [planningLine(results.planning)]),
    "### Faults",
    FAULTS_NOTE,
    underFaults(results),
    NOT_MEASURED,
  ]
    .filter((part) => part !== "")
    .join("\n\n");
};

const BILL_NOTE =
  "Counted at the clients, priced by `bench/mail/prices.ts`; each message of the mail queue counts as one call of the " +
  "sender, of 512 MB for 0.3 s. *With feeds* adds the two events that SES tells of each mail. Answers are not in it.";

const FAULTS_NOTE =
  "The stand-in throttles 5 % of the calls and drops the answer of 0.5 % after it took their mails; the worker is killed " +
  "(SIGKILL) when 40 % and when 80 % of the opening mails are out. Queues try a failed job again, as their guides say. " +
  "matchward never sends again what may have gone out: SES's own events settle it, and what stays open is shown to a " +
  "person; here the person has it sent again. Waits were shortened for all, so that *drained after* compares little: " +
  "matchward's messages come back after 10 s instead of 360, pg-boss's jobs expire after 10 s instead of 15 minutes, " +
  "graphile-worker's locks are forced open at once instead of after 4 hours; BullMQ's lock is its own 30 s.";

const NOT_MEASURED =
  "**What it does not say.** Nothing here is AWS's time: SES, DynamoDB and Lambda answer in tens of milliseconds, and a " +
  "mailing takes as long as SES's rate allows. A server for Redis or PostgreSQL costs by the month, whether mails go " +
  "out or not, and has no price a mail here. Raw runs are in `bench/mail/results/`.";
