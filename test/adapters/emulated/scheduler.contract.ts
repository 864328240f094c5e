import { expect, test } from "vitest";

/** A schedule of every day at nine in New York: three tries, then a call is set aside. */
export interface DailySchedule {
  /** Lives through its days. */
  run(): Promise<void>;
  /** How many calls were set aside. */
  setAside(): number;
}

/**
 * Opens the schedule of those days, school dates from the first to the last; its listener is told the time for which it
 * is called, and the time by the clock.
 */
export type OpenSchedule = (
  days: { from: string; to: string },
  listener: (scheduledAt: string, now: string) => void,
) => DailySchedule;

const SPRING = { from: "2027-03-13", to: "2027-03-16" };
const AUTUMN = { from: "2027-11-06", to: "2027-11-08" };

/** What every scheduler does for a daily schedule. */
export const schedulerContract = (open: OpenSchedule): void => {
  const timesOf = async (days: { from: string; to: string }): Promise<string[]> => {
    const times: string[] = [];
    await open(days, (scheduledAt) => void times.push(scheduledAt)).run();
    return times.toSorted();
  };

  test("calls at nine by the school's clock, also when that goes forward an hour", async () => {
    expect(await timesOf(SPRING)).toEqual([
      "2027-03-13T14:00:00Z",
      "2027-03-14T13:00:00Z",
      "2027-03-15T13:00:00Z",
      "2027-03-16T13:00:00Z",
    ]);
  });

  test("calls at nine by the school's clock, also when that goes back an hour", async () => {
    expect(await timesOf(AUTUMN)).toEqual(["2027-11-06T13:00:00Z", "2027-11-07T14:00:00Z", "2027-11-08T14:00:00Z"]);
  });

  test("never calls before its time, and within a day of it", async () => {
    const waits: number[] = [];
    const daily = open(SPRING, (at, now) => void waits.push(Date.parse(now) - Date.parse(at)));
    await daily.run();
    expect(waits.every((wait) => wait >= 0 && wait < 86_400_000)).toBe(true);
    expect(waits).toHaveLength(4);
  });

  test("calls again what failed, for the same time, and no more once it is done", async () => {
    const times: string[] = [];
    const daily = open({ from: "2027-03-15", to: "2027-03-15" }, (at) => {
      if (times.push(at) < 3) throw new Error("not done");
    });
    await daily.run();
    expect(times).toEqual(Array(3).fill("2027-03-15T13:00:00Z"));
    expect(daily.setAside()).toBe(0);
  });

  test("sets a call aside that failed three times, and calls on the other days", async () => {
    const times: string[] = [];
    const daily = open(SPRING, (at) => {
      times.push(at);
      if (at.startsWith("2027-03-14")) throw new Error("not done");
    });
    await daily.run();
    expect(times.toSorted().map((at) => at.slice(0, 10))).toEqual([
      "2027-03-13",
      ...Array(3).fill("2027-03-14"),
      "2027-03-15",
      "2027-03-16",
    ]);
    expect(daily.setAside()).toBe(1);
  });
};
