import { type Clock, type Pace, type PaceRecord, sharedPace } from "./pace.ts";

/** A clock on which nobody waits: who sleeps moves it on. */
export const movingClock = (at = 0): Clock => {
  let now = at;
  return {
    now: () => now,
    sleep: async (milliseconds) => {
      now += milliseconds;
    },
  };
};

/** The pace of sending in memory, under the same condition as the real one. */
export const memoryPace = (clock: Clock = movingClock()): Pace => {
  let stored: PaceRecord | undefined;
  return sharedPace(
    {
      read: async () => stored,
      write: async (record, seen) => {
        if (stored?.next !== seen) return { ok: false, stands: stored };
        stored = record;
        return { ok: true };
      },
    },
    clock,
  );
};
