import { compareTexts } from "#domain/forecast/order.ts";
import type { DeployedSchedule } from "../deployment.ts";
import type { UpcomingSchedule } from "../system.ts";
import { nextFiring } from "../template/schedule/next-firing.ts";

export interface Due {
  schedule: DeployedSchedule;
  at: string;
}

/** The next firing of every schedule after an instant, soonest first; at one instant by the schedules' names. */
export const dueAfter = (schedules: readonly DeployedSchedule[], now: string): Due[] =>
  schedules
    .flatMap((schedule) => {
      const at = nextFiring(schedule.expression, schedule.timeZone, now);
      return at === undefined ? [] : [{ schedule, at: new Date(at).toISOString() }];
    })
    .toSorted((a, b) => compareTexts(a.at, b.at) || compareTexts(a.schedule.name, b.schedule.name));

/** Hours between two firings of a schedule below which it runs all day long. */
const ALL_DAY_HOURS = 2;

/** True for a schedule that fires all day long: no event that anybody waits for, and mostly it does nothing. */
export const isAllDay = ({ expression, timeZone }: DeployedSchedule, now: string): boolean => {
  const next = nextFiring(expression, timeZone, now);
  const afterNext = next && nextFiring(expression, timeZone, next);
  return !!next && !!afterNext && Date.parse(afterNext) - Date.parse(next) < ALL_DAY_HOURS * 3_600_000;
};

/** The next `count` firings of all schedules after an instant, soonest first. */
export const upcoming = (schedules: readonly DeployedSchedule[], now: string, count: number): UpcomingSchedule[] => {
  const found: UpcomingSchedule[] = [];
  let queue = dueAfter(schedules, now);
  while (found.length < count && queue[0] !== undefined) {
    const [{ schedule, at }, ...rest] = [queue[0], ...queue.slice(1)];
    found.push({ name: schedule.name, at });
    queue = [...rest, ...dueAfter([schedule], at)].toSorted(
      (a, b) => compareTexts(a.at, b.at) || compareTexts(a.schedule.name, b.schedule.name),
    );
  }
  return found;
};
