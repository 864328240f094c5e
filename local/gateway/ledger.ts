import type { CallCounts, Failure } from "../system.ts";

/** What is noted while the system runs: calls with what AWS charges by, and everything that went wrong. */
export interface Ledger {
  count(call: string, units: number, calls?: number): void;
  fail(where: string, what: string): void;
  calls(): CallCounts;
  failures(): readonly Failure[];
  clear(): void;
}

// A broken part fails again and again; the first of them tell as much as all.
const MOST_FAILURES = 2000;

/** A ledger that dates failures by the virtual clock. */
export const createLedger = (now: () => string): Ledger => {
  const counts = new Map<string, { calls: number; units: number }>();
  const failures: Failure[] = [];
  return {
    count: (call, units, calls = 1) => {
      const so = counts.get(call) ?? { calls: 0, units: 0 };
      counts.set(call, { calls: so.calls + calls, units: so.units + units });
    },
    fail: (where, what) => {
      if (failures.length < MOST_FAILURES) failures.push({ at: now(), where, what });
    },
    calls: () => Object.fromEntries([...counts].toSorted(([a], [b]) => (a < b ? -1 : 1))),
    failures: () => failures,
    clear: () => {
      counts.clear();
      failures.length = 0;
    },
  };
};
