import { mailsOf, WARM_UP } from "./cohort.ts";
import type { Contender } from "./contenders.ts";
import { type Counts, together } from "./counts.ts";
import type { Delivery } from "./delivery-check.ts";
import { startWorker, type Worker } from "./processes/processes.ts";
import type { Spent } from "./processes/protocol.ts";
import { type Figures, NO_FAULTS, type Sink } from "./processes/sink-process.ts";
import type { StoreSet, StoreWork } from "./store-set.ts";

/** One run of the workload by one contender, as it is kept. */
export interface Run {
  contender: string;
  students: number;
  mails: number;
  at: string;
  delivery: Delivery & Figures;
  /** Processor time a mail, µs: of the worker and of its stores. Answers are not in it. */
  workerMicros: number;
  storeMicros: number;
  /** Of the worker's, what planning alone took. */
  planningMicros: number;
  /** Processor time of one answer recorded, µs, worker and stores. */
  clickMicros: number;
  /** Calls for all answers. */
  clickCounts: Counts;
  mailsPerSecond: number;
  peakBytes: number;
  /** Calls for both mailings, and for the two events that SES tells of each of some mails. */
  counts: Counts;
  feeds: { mails: number; counts: Counts } | undefined;
  store: StoreWork | undefined;
}

/** What the runs of a bench share. */
export interface Ground {
  sink: Sink;
  stores: StoreSet;
}

let runs = 0;

/** A name for one run's tables, queues and databases. */
export const nextName = (): string => `run${++runs}`;

/** What a peer's store did for the mails: each answer is one request and one write, and not counted. */
const workBetween = (
  before: StoreWork | undefined,
  after: StoreWork | undefined,
  answered: number,
): StoreWork | undefined =>
  before &&
  after && {
    requests: after.requests - before.requests - answered,
    writes: after.writes - before.writes - answered,
  };

// Three times what a million students' parts in memory take: given more, V8 would let garbage lie, and hold it as well.
const FLAGS = ["--max-old-space-size=2048"];

/** Starts the contender's worker for one run, with its stores empty. */
export const workerFor = async (
  { sink, stores }: Ground,
  contender: Contender,
  students: number,
  run: string,
): Promise<Worker> => {
  const setup = { students, batch: contender.batch, run, stores: await stores.prepare(contender, run) };
  return startWorker(contender.script, setup, sink.url, FLAGS);
};

/** Has a worker warm up and make what it needs; what the sink takes meanwhile counts for nothing. */
export const create = async ({ sink }: Ground, worker: Worker): Promise<void> => {
  await sink.begin(WARM_UP, NO_FAULTS);
  await worker.do("create");
};

/** Runs the workload once, without faults, and measures it. */
export const runOnce = async (ground: Ground, contender: Contender, students: number): Promise<Run> => {
  const run = nextName();
  const worker = await workerFor(ground, contender, students, run);
  try {
    return await measuredRun(ground, { contender, students, run, worker });
  } finally {
    await worker.kill();
    ground.stores.drop(contender, run);
  }
};

interface Started {
  contender: Contender;
  students: number;
  run: string;
  worker: Worker;
}

const measuredRun = async (ground: Ground, { contender, students, run, worker }: Started): Promise<Run> => {
  const { sink, stores } = ground;
  await create(ground, worker);
  await sink.begin(students, NO_FAULTS);
  const work = await stores.work(contender, run);
  const cpu = [stores.cpu(contender)];
  const step = async (deed: string): Promise<Spent> => {
    const spent = await worker.do(deed);
    cpu.push(stores.cpu(contender));
    return spent;
  };
  const [open, click, nudge] = [await step("open"), await step("click"), await step("nudge")];
  const feeds = contender.title === "matchward" ? await worker.do("feeds") : undefined;
  const delivery = await sink.delivery(students);
  await worker.kill();
  const answered = 2 * students - mailsOf(students);
  // Only now: PostgreSQL's processes keep their figures back until they have been idle for long, or end.
  const store = workBetween(work, await stores.work(contender, run), answered);
  const [before = 0, opened = 0, clicked = 0, nudged = 0] = cpu;
  return {
    ...runOf(contender, students, { open, click, nudge, feeds }),
    delivery,
    storeMicros: (opened - before + nudged - clicked) / mailsOf(students),
    clickMicros: (click.cpuMicros + clicked - opened) / answered,
    clickCounts: click.counts,
    store,
  };
};

type Phases = Record<"open" | "click" | "nudge", Spent> & { feeds: Spent | undefined };

const runOf = (
  { id }: Contender,
  students: number,
  { open, click, nudge, feeds }: Phases,
): Omit<Run, "delivery" | "storeMicros" | "clickMicros" | "clickCounts" | "store"> => {
  const mails = mailsOf(students);
  const planned = (open.told.planningMicros ?? 0) + (nudge.told.planningMicros ?? 0);
  return {
    contender: id,
    students,
    mails,
    at: new Date().toISOString(),
    workerMicros: (open.cpuMicros + nudge.cpuMicros) / mails,
    planningMicros: planned / mails,
    mailsPerSecond: (1000 * mails) / (open.millis + nudge.millis),
    peakBytes: Math.max(open.peakBytes, click.peakBytes, nudge.peakBytes),
    counts: together([open.counts, nudge.counts]),
    feeds: feeds && { mails: feeds.told.told ?? 0, counts: feeds.counts },
  };
};
