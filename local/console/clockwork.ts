import type { SchoolTime } from "#pages/kit/school-time.ts";
import type { System } from "../system.ts";
import { type SampleClass, sampleClass } from "./sample-class.ts";

/** A run that is going on: where it began, where it goes, and where it is. */
export interface Running {
  from: string;
  to: string;
  now: string;
}

/**
 * Moves the system's clock for the console: one run at a time, in the background, day by day so that it can be stopped.
 */
export interface Clockwork {
  running(): Running | undefined;
  /** What went wrong with the last order, in a sentence; for a while only, since it goes along on every page. */
  complaint(): string | undefined;
  /** Lets time pass until an instant; answers false, with a complaint, where that cannot be. */
  runTo(instant: string): boolean;
  runToNextEvent(): boolean;
  /** Ends a run after the day it is at. */
  stop(): void;
  /** Does something else with the system while the clock stands. */
  whileStanding(deed: () => Promise<void>): Promise<boolean>;
  /** Tells every page that something is to be shown anew. */
  ring(): void;
  subscribe(listener: () => void): () => void;
}

const COMPLAINT_MS = 20_000;

/** Tells everybody who listens; what subscribing answers ends it. */
const bell = () => {
  const listeners = new Set<() => void>();
  return {
    subscribe: (listener: () => void) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    tell: () => {
      for (const listener of listeners) listener();
    },
  };
};

interface Living {
  system: System;
  time: SchoolTime;
  students: Pick<SampleClass, "next" | "giveAt">;
  isStopping(): boolean;
}

/** Lets time pass day by day, and the sample's students answer on the way. */
const liveTo = async (
  to: string,
  { system, time, students, isStopping }: Living,
  onProgress: (now: string) => void,
) => {
  while (system.now() < to && !isStopping()) {
    const tomorrow = time.later(system.now(), { days: 1 });
    const end = tomorrow < to ? tomorrow : to;
    const stop = students.next(system.now(), end) ?? end;
    await system.runTo(stop, onProgress);
    await students.giveAt(stop);
  }
};

/** Makes the console's clockwork of a system. `elapsed` counts milliseconds. */
export const clockwork = (
  system: System,
  time: SchoolTime,
  elapsed = () => performance.now(),
  students: Pick<SampleClass, "next" | "giveAt"> = sampleClass([]),
): Clockwork => {
  const { subscribe, tell } = bell();
  let running: Running | undefined;
  let complaint: { why: string; at: number } | undefined;
  let isStopping = false;
  system.subscribe(tell);

  const refuse = (why: string): false => {
    complaint = { why, at: elapsed() };
    tell();
    return false;
  };
  const dayByDay = (to: string) =>
    liveTo(to, { system, time, students, isStopping: () => isStopping }, (now) => {
      if (running) running = { ...running, now };
      tell();
    });
  const begin = (to: string, run: () => Promise<void>): boolean => {
    if (running) return refuse("The clock is running already. Stop it first, or wait until it is done.");
    const from = system.now();
    running = { from, to, now: from };
    complaint = undefined;
    isStopping = false;
    run()
      .catch((thrown: unknown) => refuse(`The clock stopped: ${thrown instanceof Error ? thrown.message : thrown}`))
      .finally(() => {
        running = undefined;
        tell();
      });
    tell();
    return true;
  };

  return {
    running: () => running,
    complaint: () => (complaint && elapsed() - complaint.at < COMPLAINT_MS ? complaint.why : undefined),
    runTo: (instant) =>
      instant <= system.now()
        ? refuse(`Time only goes forward, and it is ${time.both(system.now())} already.`)
        : begin(instant, () => dayByDay(instant)),
    runToNextEvent: () => begin(system.upcoming(1)[0]?.at ?? system.now(), () => system.runToNextEvent()),
    stop: () => {
      isStopping = true;
    },
    whileStanding: async (deed) => {
      if (running) return refuse("The clock is running. Stop it first, or wait until it is done.");
      await deed();
      tell();
      return true;
    },
    ring: tell,
    subscribe,
  };
};
