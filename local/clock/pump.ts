import type { StreamReader } from "../emulators/stream-reader.ts";
import type { Invocations } from "./invocations.ts";
import { createQueuePumps } from "./queue-pump.ts";
import type { Rig } from "./rig.ts";
import { createStreamPump } from "./stream-pump.ts";

/** Moves events on until nothing is left to do. */
export interface Pump {
  /** Says that a table was written to; streams that cannot have changed are not read. */
  wrote(table: string): void;
  /** Says that something was put on a queue. */
  sent(queue: string): void;
  /** Says that an event was put on a bus. */
  put(): void;
  /** How often it was told of anything so far: work that leaves it as it was left nothing behind. */
  told(): number;
  /** Runs rounds of invocations, stream records and messages until a whole round moved nothing, or the run is over. */
  drain(isOver?: () => boolean): Promise<void>;
  /** Forgets what waits, and reads these streams from now on, by table. */
  restart(readers: ReadonlyMap<string, StreamReader>): void;
}

/**
 * Makes the pump of a run: one source after the other, so that two runs on the same input do the same in the same
 * order.
 */
export const createPump = (run: Rig, invocations: Invocations): Pump => {
  const written = new Set<string>();
  const filled = new Set<string>();
  let told = 0;
  let readers: ReadonlyMap<string, StreamReader> = new Map();
  const streams = run.deployment.tables.map((table) => createStreamPump(run, table));
  const queues = createQueuePumps(run);
  const moveStreams = async (): Promise<boolean> => {
    let moved = false;
    for (const stream of streams) {
      const reader = readers.get(stream.table);
      if (written.delete(stream.table) && reader !== undefined) moved = (await stream.run(reader)) || moved;
    }
    return moved;
  };
  const moveQueues = async (): Promise<boolean> => {
    let moved = false;
    for (const queue of queues) if (filled.delete(queue.queue)) moved = (await queue.run()) || moved;
    return moved;
  };
  const round = async (): Promise<boolean> => {
    const moved = [await invocations.runAll(), await moveStreams(), await moveQueues()];
    return moved.includes(true);
  };
  return {
    wrote: (table) => {
      told += 1;
      written.add(table);
    },
    sent: (queue) => {
      told += 1;
      filled.add(queue);
    },
    put: () => {
      told += 1;
    },
    told: () => told,
    drain: async (isOver = () => false) => {
      while (!isOver() && (await round()));
    },
    restart: (fresh) => {
      readers = fresh;
      written.clear();
      filled.clear();
      invocations.clear();
    },
  };
};
