import { Cron } from "croner";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { yearlyDate } from "#domain/time/dates.ts";
import { isQuiet } from "#domain/time/quiet-days.ts";
import { readAnyDay, readDay } from "#files/program-folder/notation/yearly-days.ts";
import { scheduleFor } from "../../../infra/schedules.ts";
import { translateCron } from "../../../local/template/schedule/cron.ts";
import { readSmall, replaced, told } from "../../files/program-folder/small-program.ts";

const dayIn = (text: string, year: number): string | undefined => {
  const day = readDay(text);
  return day.ok ? yearlyDate(day.value, year) : `${day.what} ${day.mend}`;
};

describe("a day that comes back each year can be said", () => {
  test.each([
    ["last Friday of April", "2027-04-30", "2028-04-28"],
    ["the last Friday in April", "2027-04-30", "2028-04-28"],
    ["Monday before third Friday of March", "2027-03-15", "2028-03-13"],
    ["Monday before the 3rd Friday in March", "2027-03-15", "2028-03-13"],
    ["Friday after fourth Thursday of November", "2027-11-26", "2028-11-24"],
    ["day after Thanksgiving", "2027-11-26", "2028-11-24"],
    ["2 weeks before third Friday of March", "2027-03-05", "2028-03-03"],
    ["two weeks after Labor Day", "2027-09-20", "2028-09-18"],
    ["second Monday after Labor Day", "2027-09-20", "2028-09-18"],
    ["Monday on or after August 20", "2027-08-23", "2028-08-21"],
    ["Friday on or before May 28", "2027-05-28", "2028-05-26"],
    ["last day of June", "2027-06-30", "2028-06-30"],
    ["last day of February", "2027-02-28", "2028-02-29"],
    ["February 29", "2027-02-28", "2028-02-29"],
    ["April 1st", "2027-04-01", "2028-04-01"],
    ["1 April", "2027-04-01", "2028-04-01"],
    ["the 1st of april", "2027-04-01", "2028-04-01"],
    ["Apr 1", "2027-04-01", "2028-04-01"],
  ])("%s", (text, first, second) => {
    expect([dayIn(text, 2027), dayIn(text, 2028)]).toEqual([first, second]);
  });

  test.each([
    ["4/1", "Did you mean April 1, or January 4?"],
    ["13/4", "Did you mean April 13?"],
    ["April 1, 2027", "Write April 1."],
    ["2027-04-01", "Write April 1."],
    ["fifth Friday of March", "Did you mean last Friday of March?"],
    ["thrid Friday of March", "Did you mean third Friday of March?"],
    ["Monday before Aprl 1", "Did you mean April 1?"],
    ["day after December 31", "Count from another day, further from New Year."],
    ["Monday before January 3", "Count from another day, further from New Year."],
    ["April 31", "Write a day from April 1 to April 30."],
  ])("but not %s, and how to mend it is said", (text, mend) => {
    expect(dayIn(text, 2027)?.endsWith(mend)).toBe(true);
  });

  test("for openings, closings and phases, each told at its line where it cannot be read", async () => {
    const rules = replaced("calendar.yaml", "day: April 1\n", "day: first Monday of April\n");
    const calendar = String(rules["calendar.yaml"]).replace("closes: April 30", "closes: last day of April");
    const tracks = String(rules["tracks.yaml"]).replace("day: May 1", "day: last Monday of April");
    expect(await told({ ...rules, "calendar.yaml": calendar, "tracks.yaml": tracks })).toEqual({
      faults: [],
      warnings: [],
    });
    const wrong = await told({ ...rules, "tracks.yaml": tracks.replace("last Monday", "lst Monday") });
    expect(wrong.faults).toEqual([
      'tracks.yaml:11: "lst Monday of April" is not a day of the year. Did you mean last Monday of April?',
    ]);
  });
});

const anyText = fc.oneof(
  fc.constantFrom("last Friday of April", "last day of February", "last day of June", "April 1st", "Labor Day"),
  fc
    .record({
      step: fc.constantFrom("Monday", "Friday", "second Sunday", "day", "3 days", "two weeks"),
      relation: fc.constantFrom("before", "after"),
      month: fc.constantFrom("February", "March", "August", "October"),
      which: fc.constantFrom("first Monday of", "third Friday of", "last Sunday of", "last day of"),
    })
    .map(({ step, relation, which, month }) => `${step} ${relation} ${which} ${month}`),
);

test("the schedule of a milestone fires on its day in every year, whatever the rule", () => {
  fc.assert(
    fc.property(anyText, fc.integer({ min: 2024, max: 2060 }), (text, year) => {
      const day = readDay(text);
      if (!day.ok) throw new Error(`${text}: ${day.what}`);
      const date = yearlyDate(day.value, year) ?? "";
      const when = { type: "yearly", anchor: "graduation", year: 0, on: day.value } as const;
      const expression = scheduleFor({ when }, "09:00") ?? "";
      const cron = new Cron(translateCron(expression.slice("cron(".length, -1)), { timezone: "UTC", paused: true });
      expect(cron.nextRun(new Date(`${date}T08:59:59Z`))?.toISOString()).toBe(`${date}T09:00:00.000Z`);
    }),
  );
});

describe("quiet days", () => {
  const schoolWith = async (dates: string) =>
    (await readSmall(replaced("school.yaml", "usFederalHolidays: true", `usFederalHolidays: false, dates: [${dates}]`)))
      .program.school;
  const faultsWith = async (dates: string) =>
    (await told(replaced("school.yaml", "usFederalHolidays: true", `usFederalHolidays: true, dates: [${dates}]`)))
      .faults;

  test.each([
    ["2027-12-22", ["2027-12-22"], ["2027-12-21", "2027-12-23", "2028-12-21"]],
    ["2027-12-20 to 2027-12-23", ["2027-12-20", "2027-12-23"], ["2027-12-17", "2027-12-24"]],
    [
      '"December 20, 2027 to January 4, 2028"',
      ["2027-12-20", "2028-01-04"],
      ["2027-12-17", "2028-01-05", "2028-12-20"],
    ],
    ["third Monday of April", ["2027-04-19", "2028-04-17"], ["2027-04-12", "2027-04-20"]],
    ["Friday after fourth Thursday of November", ["2027-11-26", "2028-11-24"], ["2027-11-25", "2028-11-27"]],
    ["December 24 to January 3", ["2027-12-24", "2028-01-03", "2029-01-03"], ["2027-12-23", "2028-01-04"]],
    ["December 20 to 23", ["2027-12-20", "2027-12-23"], ["2027-12-24", "2027-12-17"]],
    ["Friday before January 1", ["2027-12-31", "2028-12-29"], ["2027-12-30", "2029-01-01"]],
  ])("%s", async (dates, quiet, loud) => {
    const school = await schoolWith(dates);
    expect(quiet.filter((day) => !isQuiet(school, day))).toEqual([]);
    expect(loud.filter((day) => isQuiet(school, day))).toEqual([]);
  });

  test.each([
    ["2027-12-31 to 2027-12-20", "Turn the two round."],
    ["December 24 to 2028-01-01", "Write a year at both, like 2027-12-20 to 2028-01-02, or at none."],
    ["January 2 to December 1", "Write at most 120 days in one entry."],
    ["2027-02-30", "Look at the calendar and write a day that exists."],
    ["thrid Monday of April", "Did you mean third Monday of April?"],
    ["June 1 to August 31, September 1 to October 31", "Leave working days between the quiet ones."],
  ])("%s is a fault with its line", async (dates, mend) => {
    const faults = await faultsWith(dates);
    expect(faults).toHaveLength(1);
    expect(faults[0]).toMatch(/^school\.yaml:9: /);
    expect(faults[0]?.endsWith(mend)).toBe(true);
  });

  test("in words may be any day: a day that crosses New Year too", () => {
    expect(readAnyDay("day after December 31").ok).toBe(true);
  });
});
