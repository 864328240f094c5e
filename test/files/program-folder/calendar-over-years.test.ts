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
    [
      "a milestone whose days are all past",
      "        2026: 2026-10-20\n        2027: 2027-10-19\n        2028: 2028-10-17\n",
      "        2024: 2024-10-21\n        2025: 2025-10-21\n",
      "29: All its days are past: nobody gets it any more. Add the days to come.",
    ],
    [
      "a closing day on a Sunday of the next year",
      "closes: April 30",
      "closes: May 2",
      "20: It closes on 2026-05-02, a quiet day, when the office answers no question. Choose a working day if that matters.",
    ],
    [
      "two mailings to the same students on one day",
      "2027: 2027-10-19",
      "2027: 2028-04-03",
      "27: On 2028-04-03 the class of 2031 (long) gets a mail of survey too. Move one of the two if one mail a day is enough.",
    ],
  ])("%s", async (_, from, to, warning) => {
    const { faults, warnings } = await told(replaced(CALENDAR, from, to));
    expect(faults).toEqual([]);
    expect(warnings).toEqual([`${CALENDAR}:${warning}`]);
  });

  test("an hour at which students are asleep", async () => {
    const early = { from: 'sendAt: "09:00"', to: 'sendAt: "05:00"\nsendWindow: { from: "05:00", to: "20:00" }' };
    expect(await told(replaced("school.yaml", early.from, early.to))).toEqual({
      faults: [],
      warnings: ["school.yaml:4: Mails go out at 05:00, when students are asleep. Choose a time from 06:00 to 21:00."],
    });
  });
});
