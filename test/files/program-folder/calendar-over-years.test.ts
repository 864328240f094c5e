import { describe, expect, test } from "vitest";
import { BASELINE, replaced, told } from "./small-program.ts";

const CALENDAR = "calendar.yaml";

test("a reminder that only a quiet day pushes past the close is found in the year in which that happens", async () => {
  const { faults } = await told(replaced(CALENDAR, "[7, 14]", "[7, 28]"));
  expect(faults).toEqual([
    "calendar.yaml:21: The reminder after 28 days would come after the close (opens 2028-04-03, closes 2028-04-30). Remind earlier, or close later.",
  ]);
});

describe("a warning stops nothing", () => {
  test("the small program gives none", async () => {
    expect(await told(BASELINE)).toEqual({ faults: [], warnings: [] });
  });

  test.each([
    [
      "a class whose date is missing",
      "        2028: 2028-10-17\n",
      "",
      "29: There is no date for 2028 yet. Add a line 2028: with the day.",
    ],
    [
      "a date on a quiet day",
      "2027-10-19",
      "2027-10-11",
      "31: 2027-10-11 is a quiet day, so this goes out on 2027-10-12. Choose a working day if that is too late.",
    ],
    [
      "a date far from its class",
      "2027-10-19",
      "2072-10-19",
      "31: 2072-10-19 is far from 2027. Look whether the year is right.",
    ],
  ])("%s", async (_, from, to, warning) => {
    const { faults, warnings } = await told(replaced(CALENDAR, from, to));
    expect(faults).toEqual([]);
    expect(warnings).toEqual([`${CALENDAR}:${warning}`]);
  });
});
