/** The clock of a run. It stands still unless moved. */
export interface VirtualClock {
  /** ISO 8601 UTC. */
  now(): string;
  /** The instant up to which, itself included, everything has fired. */
  firedTo(): string;
  /** Everything up to and including that instant has fired. */
  set(instant: string): void;
  /** Everything before that instant has fired, but nothing at it. */
  standBefore(instant: string): void;
}

/** A clock that stands at an instant (ISO 8601) at which nothing is due any more. */
export const createClock = (at: string): VirtualClock => {
  let now = new Date(at).toISOString();
  let firedTo = now;
  return {
    now: () => now,
    firedTo: () => firedTo,
    set: (instant) => {
      now = new Date(instant).toISOString();
      firedTo = now;
    },
    standBefore: (instant) => {
      if (new Date(instant).toISOString() === now) return;
      now = new Date(instant).toISOString();
      firedTo = new Date(Date.parse(now) - 1).toISOString();
    },
  };
};
