import type { Run } from "#domain/breaker.ts";

/** How a run stands. Instants are ISO 8601 UTC. */
export interface RunState extends Run {
  /** Since when its mails are held back, and why; absent where they are not. */
  paused?: { at: string; reason: string };
  /** When staff took it up again last. */
  resumedAt?: string;
}

/**
 * Runs that were ever paused, under the partition `run` of the records table. Holding a run back is nothing that happens
 * to its students: their parts stay as they are, and are planned again once the run goes on.
 */
export interface Runs {
  /** A run as of now; undefined where it was never paused. */
  get(run: Run): Promise<RunState | undefined>;
  /**
   * Holds a run's mails back. True where this call did it: one that stands already keeps its instant and its reason, and
   * news from before staff took the run up again is no news.
   */
  pause(run: Run, why: { at: string; reason: string }): Promise<boolean>;
  /** Lets a run's mails go out again; false where it was not paused. */
  resume(run: Run, at: string): Promise<boolean>;
  /** The runs that are paused, in the order of their occurrences and waves. */
  paused(): Promise<RunState[]>;
}
