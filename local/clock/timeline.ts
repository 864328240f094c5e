import type { System } from "../system.ts";
import { type Due, dueAfter, isAllDay, upcoming } from "./agenda.ts";
import { fire } from "./fire.ts";
import type { Invocations } from "./invocations.ts";
import type { Rig } from "./rig.ts";
import type { VirtualClock } from "./virtual-clock.ts";

export interface TimelineParts {
  clock: VirtualClock;
  run: Rig;
  invocations: Invocations;
  /** How often anything was stored, sent or put on a bus so far. */
  told(): number;
  /** Does a piece of work and everything that follows from it, before anything else. */
  step(work: () => Promise<void>): Promise<void>;
  /** Lets one run through time end before the next begins. */
  inRun(work: () => Promise<void>): Promise<void>;
}

export type Timeline = Pick<System, "runTo" | "runUpTo" | "runToNextEvent" | "upcoming">;

/**
 * Hours in which schedules that run all day long fire here, after the last event that left anything behind. What they
 * look for comes of that, and comes up within that time; a year would take several times as long.
 */
const AWAKE_HOURS = 2;

/**
 * Runs through virtual time: what is due fires in time order, at one instant by name, each with all that follows from
 * it.
 */
export const createTimeline = ({ clock, run, invocations, told, step, inRun }: TimelineParts): Timeline => {
  const { schedules } = run.deployment;
  const allDay = new Set(schedules.filter((schedule) => isAllDay(schedule, clock.now())));
  const events = schedules.filter((schedule) => !allDay.has(schedule));
  let stirredAt = clock.now();
  const isAsleep = ({ schedule, at }: Due): boolean =>
    allDay.has(schedule) && Date.parse(at) - Date.parse(stirredAt) > AWAKE_HOURS * 3_600_000;
  const due = () => dueAfter(schedules, clock.firedTo()).filter((one) => !isAsleep(one));

  /** All firings of the next instant at which anything fires, up to `last`. */
  const nextFirings = (last: string) => due().filter(({ at }, _, [soonest]) => at <= last && at === soonest?.at);

  /** Fires what is due up to and including `last`, on the way to `instant`. */
  const fireTo = async (last: string, instant: string, onProgress?: (now: string) => void): Promise<void> => {
    const target = new Date(instant).toISOString();
    if (target < clock.now()) throw new Error(`The clock stands at ${clock.now()} and does not go back to ${target}.`);
    // Whatever people did since the last run, they did at the instant at which the clock stands.
    stirredAt = clock.now();
    const until = new Date(last).toISOString();
    for (let next = nextFirings(until); next.length > 0; next = nextFirings(until)) {
      for (const one of next) {
        const before = told();
        await step(async () => {
          clock.set(one.at);
          fire(run, invocations, one);
        });
        if (!allDay.has(one.schedule) && told() > before) stirredAt = one.at;
      }
      onProgress?.(clock.now());
    }
  };

  const runTo: Timeline["runTo"] = (instant, onProgress) =>
    inRun(async () => {
      await fireTo(instant, instant, onProgress);
      await step(async () => clock.set(instant));
      onProgress?.(clock.now());
    });

  return {
    runTo,
    runUpTo: (instant, onProgress) =>
      inRun(async () => {
        await fireTo(new Date(Date.parse(instant) - 1).toISOString(), instant, onProgress);
        await step(async () => clock.standBefore(instant));
        onProgress?.(clock.now());
      }),
    runToNextEvent: async () => {
      const [next] = dueAfter(events, clock.firedTo());
      if (next !== undefined) await runTo(next.at);
    },
    upcoming: (count) => upcoming(events, clock.firedTo(), count),
  };
};
