import type { Contender } from "./contenders.ts";
import type { Delivery } from "./delivery-check.ts";
import type { Worker } from "./processes/processes.ts";
import { type Figures, THE_FAULTS } from "./processes/sink-process.ts";
import { create, type Ground, nextName, workerFor } from "./run-once.ts";

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

/** One contender's workers in one run: when one is killed, another goes on. */
interface Line {
  contender: Contender;
  students: number;
  run: string;
  worker: Worker;
}

/** Shares of the opening mailing at which the worker is killed. */
const KILLED_AT = [0.4, 0.8] as const;

const LOOK_MS = 5;

const pause = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, LOOK_MS));

/** Has the line's worker do a deed, and kills it at that share. False where the deed was done before. */
const killed = async ({ sink }: Ground, { worker, students }: Line, deed: string, share: number): Promise<boolean> => {
  let isOver = false;
  const over = () => {
    isOver = true;
  };
  worker.do(deed).then(over, over);
  while (!isOver && (await sink.figures()).accepted < share * students) await pause();
  if (!isOver) await worker.kill();
  return worker.isDead();
};

const replace = async (ground: Ground, line: Line): Promise<void> => {
  line.worker = await workerFor(ground, line.contender, line.students, line.run);
  if (line.contender.title !== "matchward") await line.worker.do("takeOver");
};

/** Sends the opening mails under kills; answers the seconds from the last of them until all was done. */
const openUnderKills = async (ground: Ground, line: Line): Promise<number> => {
  let deed = "open";
  for (const share of KILLED_AT) {
    if (!(await killed(ground, line, deed, share))) return 0;
    await replace(ground, line);
    deed = "resume";
  }
  const began = performance.now();
  await line.worker.do(deed);
  return (performance.now() - began) / 1000;
};

/** What comes after the opening mails; answers how many mails were shown to a person. */
const goOn = async ({ contender, worker }: Line): Promise<number> => {
  const settle = async (deed: string): Promise<number> =>
    contender.title === "matchward" ? ((await worker.do(deed)).told.shown ?? 0) : 0;
  const shown = await settle("settleOpening");
  await worker.do("click");
  await worker.do("nudge");
  return shown + (await settle("settleReminders"));
};

/**
 * Runs the workload once while the sink throttles 5 % of the calls and drops the answer of 0.5 % after it took the
 * mails, and the worker is killed twice in the opening mailing.
 */
export const runFaults = async (ground: Ground, contender: Contender, students: number): Promise<FaultRun> => {
  const run = nextName();
  const line = { contender, students, run, worker: await workerFor(ground, contender, students, run) };
  try {
    await create(ground, line.worker);
    await ground.sink.begin(students, THE_FAULTS);
    const drainSeconds = await openUnderKills(ground, line);
    const shown = await goOn(line);
    const delivery = await ground.sink.delivery(students);
    return { contender: contender.id, students, delivery, shown, drainSeconds };
  } finally {
    await line.worker.kill();
    ground.stores.drop(contender, run);
  }
};
