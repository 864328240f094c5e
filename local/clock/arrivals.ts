import type { System, UploadedAs } from "../system.ts";

/** A roster that comes at an instant (ISO 8601 UTC). */
export interface RosterComing extends UploadedAs {
  at: string;
  bytes: Uint8Array;
}

/**
 * A system whose clock takes rosters in as it passes the instants at which they come, soonest first. After a reset they
 * come again.
 */
export const withArrivals = (system: System, rosters: readonly RosterComing[]): System => {
  const sorted = rosters.toSorted((one, other) => Date.parse(one.at) - Date.parse(other.at));
  let left = [...sorted];
  const takeUntil = async (instant: string, onProgress?: (now: string) => void): Promise<void> => {
    for (let [next] = left; next !== undefined && Date.parse(next.at) <= Date.parse(instant); [next] = left) {
      left = left.slice(1);
      if (Date.parse(next.at) > Date.parse(system.now())) await system.runUpTo(next.at, onProgress);
      await system.uploadRoster(next.bytes, next);
    }
  };
  const names = (count: number) => left.slice(0, count).map(({ at, file }) => ({ at, name: `roster ${file}` }));
  const upcoming: System["upcoming"] = (count) =>
    [...names(count), ...system.upcoming(count)]
      .toSorted((one, other) => Date.parse(one.at) - Date.parse(other.at))
      .slice(0, count);
  const timed: Pick<System, "runTo" | "runUpTo" | "upcoming" | "runToNextEvent" | "reset"> = {
    upcoming,
    runTo: async (instant, onProgress) => {
      await takeUntil(instant, onProgress);
      await system.runTo(instant, onProgress);
    },
    runUpTo: async (instant, onProgress) => {
      await takeUntil(instant, onProgress);
      await system.runUpTo(instant, onProgress);
    },
    runToNextEvent: async () => {
      const [next] = upcoming(1);
      if (next !== undefined && next.at === left[0]?.at) await takeUntil(next.at);
      else await system.runToNextEvent();
    },
    reset: async (at) => {
      left = [...sorted];
      await system.reset(at);
    },
  };
  return { ...system, ...timed };
};
