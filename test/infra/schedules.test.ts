import { Cron } from "croner";
import { describe, expect, test } from "vitest";
import type { Milestone } from "#domain/calendar/program.ts";
import { dailyAt, scheduleFor } from "../../infra/schedules.ts";

const when = (value: Milestone["when"]) => ({ when: value });

/** Reads an AWS expression as croner does: seconds first, weekdays from 0. */
const daysOf = (expression: string, from: string, count: number): string[] => {
  const fields = expression.slice("cron(".length, -1).replace(/\b([1-7])#/, (_, day) => `${Number(day) - 1}#`);
  const cron = new Cron(`0 ${fields}`, { timezone: "UTC" });
  return cron.nextRuns(count, new Date(from)).map((date) => date.toISOString());
};

describe("a milestone's schedule", () => {
  test("on a day of the year names that day and the hour of sending", () => {
    const april = when({ type: "phase", phase: "pce", on: { month: 4, day: 1 } });
    expect(scheduleFor(april, "09:00")).toBe("cron(0 9 1 4 ? *)");
    expect(scheduleFor(april, "13:45")).toBe("cron(45 13 1 4 ? *)");
  });

  test("on a weekday counts weekdays as AWS does, from Sunday", () => {
    const third = (weekday: number) =>
      when({ type: "yearly", anchor: "graduation", year: 0, on: { month: 3, nth: 3, weekday } });
    expect(scheduleFor(third(5), "09:00")).toBe("cron(0 9 ? 3 6#3 *)");
    expect(scheduleFor(third(7), "09:00")).toBe("cron(0 9 ? 3 1#3 *)");
    expect(scheduleFor(third(1), "09:00")).toBe("cron(0 9 ? 3 2#3 *)");
  });

  test("of Match Day falls on the third Fridays of March", () => {
    const matchDay = when({ type: "yearly", anchor: "graduation", year: 0, on: { month: 3, nth: 3, weekday: 5 } });
    expect(daysOf(scheduleFor(matchDay, "09:00") ?? "", "2026-12-31T00:00:00Z", 3)).toEqual([
      "2027-03-19T09:00:00.000Z",
      "2028-03-17T09:00:00.000Z",
      "2029-03-16T09:00:00.000Z",
    ]);
  });

  test("with dates the school sets is on every one of them", () => {
    const dates = { "2026": "2026-10-12", "2027": "2027-09-30", "2028": "2028-10-12" };
    const expression = scheduleFor(when({ type: "dates", anchor: "matriculation", year: 0, dates }), "09:00") ?? "";
    expect(expression).toBe("cron(0 9 12,30 9,10 ? *)");
    const days = daysOf(expression, "2026-09-01T00:00:00Z", 12).map((instant) => instant.slice(0, 10));
    for (const date of Object.values(dates)) expect(days).toContain(date);
  });
});

test("a milestone whose day nobody has set has no schedule", () => {
  const [from, to] = [
    { month: 2, day: 1 },
    { month: 3, day: 31 },
  ];
  const window = when({ type: "window", from, to, in: { phase: "pce" } });
  expect(scheduleFor(window, "09:00")).toBeUndefined();
});

test("days from a phase fire on the day of each track's usual path", () => {
  const usual = [
    { month: 10, day: 1 },
    { month: 3, day: 1 },
  ];
  const milestone = when({ type: "from-phase", phase: "pce", days: 30, usual });
  expect(daysOf(scheduleFor(milestone, "09:00") ?? "", "2026-12-31T00:00:00Z", 2).map((at) => at.slice(5, 10))).toEqual(
    ["03-31", "10-31"],
  );
});

test("the daily schedule is every day at the hour of sending", () => {
  expect(dailyAt("09:05")).toBe("cron(5 9 * * ? *)");
});
