import { EMULATED } from "../contenders.ts";
import { PLANNING_LIMITS, type Planning } from "../run-planning.ts";
import { waitingOver } from "./bill.ts";
import { growthExponent } from "./figures.ts";
import type { Results } from "./results.ts";
import type { Summary } from "./summary.ts";
import {
  answerLine,
  bills,
  growth,
  growthTable,
  mapConcurrently,
  nameOf,
  percent,
  senderLine,
  sizesSideBySide,
  storesDid,
  summariesAt,
  underFaults,
  whole,
} from "./tables.ts";

const planningLine = (planning: Planning | undefined): string => {
  const { cpuSeconds: seconds, megabytes } = PLANNING_LIMITS;
  const limits = `at most ${seconds} s of processor time and ${megabytes} MB, with V8's heap kept to what it has there`;
  if (planning === undefined) return `Planning a wave was not measured, or did not fit (${limits}).`;
  const { students, cpuSeconds, peakBytes } = planning;
  return (
    `Planning one wave for ${whole(students)} students takes ${cpuSeconds.toFixed(1)} s of processor time and ` +
    `${whole(peakBytes / 2 ** 20)} MB, the roster of all of them and Node included (${limits}).`
  );
};

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
    `By the worker alone, from least to most: ${workers.join("; ")}. DynamoDB Local is a test double in Java, ` +
    "not the service; its time says nothing of DynamoDB's, and AWS charges by request."
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
    HOW,
    `**Machine.** ${results.machine}. ${results.at.slice(0, 10)}, ${whole(results.seconds)} s in ` +
      `all${results.quick ? ", the quick form: too few runs to go by" : ""}. ${results.versions.join(", ")}.`,
    "**Workload.** A class in three time zones is asked one thing: each mail is written, its link signed, sent " +
      "once and recorded; three in ten answer; a week later those who did not are reminded, and nobody else. " +
      "`SendBulkEmail` goes to a stand-in for SES in a process of its own that counts by recipient; a run that " +
      "is not exact has no speed. Letters, links and SES client are matchward's for everybody, so that the " +
      "difference is in the state alone. Worker and store have one processor, the stand-in another.",
    "![Processor time a mail](charts/mail-cpu.svg)",
    `Processor time, ${whole(size)} students, median and range of ` +
      `${Math.max(...summaries.map(({ runs }) => runs), 0)} runs after a warm-up, in turn. The rows *no state at ` +
      `all* are what writing, signing and sending cost anybody.`,
    mapConcurrently(summaries),
    verdict(summaries),
    ...(emulated?.exact ? [senderLine(emulated)] : []),
    storesDid(summaries),
    "### The bill",
    ...(emulated === undefined ? [] : [bills(emulated), BILL_NOTE, answerLine(emulated)]),
    "### Growth",
    ...(curve.length < 2
      ? []
      : [
          "![Processor time a mail by size](charts/mail-growth.svg)",
          growthTable(results),
          `Growth exponent ${growthExponent(curve).toFixed(3)} (0: a mail costs the same in a school of any size).`,
        ]),
    planningLine(results.planning),
    "### Faults",
    FAULTS_NOTE,
    underFaults(results),
    NOT_MEASURED,
  ]
    .filter((part) => part !== "")
    .join("\n\n");
};

const HOW =
  "`npm run bench:mail` measures all of this in some forty minutes of a quiet machine and writes this section; " +
  "`-- --quick` takes three and writes nothing, `-- --only matchward` needs neither Redis nor PostgreSQL " +
  "(`apt-get install -y redis-server postgresql-15`), `-- --page` makes the section anew of the runs that were kept.";

const BILL_NOTE =
  "Counted at the clients, priced by `bench/mail/report/prices.ts`; each message of the mail queue counts as one " +
  "call of the sender, of 512 MB for 0.9 s; the bench itself takes messages off it and deletes them one by one. " +
  "*With feeds* adds the two events that SES tells of each mail, one by its topic and one by the bus, each put on " +
  "the queue at the price of a request, which AWS may not charge; and a call of the function that listens for each " +
  "thousand. Answers are not in it, nor is what is paid by the month. A slow account keeps senders waiting, whom " +
  "Lambda charges by the second: " +
  [14, 50, 200].map((rate) => `${percent(waitingOver(rate))} over $0.10 at ${rate} mails a second`).join(", ") +
  ".";

const FAULTS_NOTE =
  "The stand-in throttles 5 % of the calls and drops the answer of 0.5 % after it took their mails; the worker is " +
  "killed (SIGKILL) when 40 % and when 80 % of the opening mails are out. Queues try a failed job again, as their " +
  "guides say. matchward never sends again what may have gone out: SES's own events settle it, and what stays open " +
  "is shown to a person; here the person has it sent again. Waits were shortened for all, so that *drained after* " +
  "compares little: matchward's messages come back after 10 s instead of 120, pg-boss's jobs expire after 10 s " +
  "instead of 15 minutes, graphile-worker's locks are forced open at once instead of after 4 hours; BullMQ's lock is " +
  "its own 30 s. With the waits as deployed, at the rate of an account, a mailing under such faults is simulated by " +
  "`test/worlds/drain.test.ts`: at most 1.1 times what the rate takes, and five minutes.";

const NOT_MEASURED =
  "**What it does not say.** Nothing here is AWS's time: SES, DynamoDB and Lambda answer in tens of milliseconds, " +
  "and a mailing takes as long as SES's rate allows. A server for Redis or PostgreSQL costs by the month, whether " +
  "mails go out or not, and has no price a mail here. Raw runs are in `bench/mail/results/`.";
