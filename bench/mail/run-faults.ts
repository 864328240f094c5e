import type { Contender } from "./contenders.ts";
import type { Delivery } from "./delivery-check.ts";
import type { Worker } from "./processes.ts";
import { create, type Ground, nextName, workerFor } from "./run-once.ts";
import { type Figures, type Sink, THE_FAULTS } from "./sink-process.ts";

/** One run under faults, as it is kept. */
export interface FaultRun {
  contender: string;
  students: number;
  delivery: Delivery & Figures;
  /** Mails of which nobody knew what became, and that were shown to a person, who had them sent again. */
  shown: number;
  /** Seconds from the last kill until nothing was left to do of the opening mailing. */
  drainSeconds: number;
}

/** Shares of the opening mailing at which the worker is killed. */
const KILLED_AT = [0.4, 0.8] as const;

const LOOK_MS = 5;

const untilTaken = async (sink: Sink, mails: number): Promise<void> => {
  while ((await sink.figures()).accepted < mails) await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
};

/** Has one worker after the other send the opening mails, each killed at its share; answers the last one. */
const openUnderKills = async (ground: Ground, contender: Contender, students: number, run: string) => {
  let worker: Worker = await workerFor(ground, contender, students, run);
  await create(ground, worker);
  await ground.sink.begin(students, THE_FAULTS);
  let deed = worker.do("open");
  let killedAt = performance.now();
  for (const share of KILLED_AT) {
    const died = deed.then(
      () => "done",
      () => "dead",
    );
    if ((await Promise.race([died, untilTaken(ground.sink, share * students)])) === "done") break;
    await worker.kill();
    killedAt = performance.now();
    worker = await workerFor(ground, contender, students, run);
    if (contender.title !== "matchward") await worker.do("takeOver");
    deed = worker.do("resume");
  }
  await deed;
  return { worker, drainSeconds: (performance.now() - killedAt) / 1000 };
};

/**
 * Runs the workload once while the sink throttles 5 % of the calls and drops the answer of 0.5 % after it took the
 * mails, and the worker is killed twice in the opening mailing.
 */
export const runFaults = async (ground: Ground, contender: Contender, students: number): Promise<FaultRun> => {
  const run = nextName();
  const { worker, drainSeconds } = await openUnderKills(ground, contender, students, run);
  let shown = 0;
  const settle = async (deed: string) => {
    if (contender.title === "matchward") shown += (await worker.do(deed)).told.shown ?? 0;
  };
  await settle("settleOpening");
  await worker.do("click");
  await worker.do("nudge");
  await settle("settleReminders");
  const delivery = await ground.sink.delivery(students);
  await worker.kill();
  ground.stores.drop(contender, run);
  return { contender: contender.id, students, delivery, shown, drainSeconds };
};
