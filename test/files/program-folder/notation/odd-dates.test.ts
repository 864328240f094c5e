import { describe, expect, test } from "vitest";
import { BASELINE, replaced, told } from "../small-program.ts";

const TWO_WAYS = '"3/4/2027" can be read in two ways. Write 2027-03-04 or 2027-04-03.';
const SERIAL = "46450 is a spreadsheet's number for a day, and spreadsheets begin to count on two different days.";
const IF_SO = "Write 2027-03-04, if that is the day.";

const withNational = (at: string) => ({
  ...BASELINE,
  "national/own.yaml": `dates:\n  - { name: nrmp.match-day, year: 2027, at: ${at}, zone: America/New_York, kind: provisional }\n`,
});

const withBlock = (from: string, to: string) => ({
  ...BASELINE,
  "school.yaml": `${BASELINE["school.yaml"]}examBlocks:\n  - title: Finals\n    from: ${from}\n    to: ${to}\n`,
});

const quiet = (entry: string) =>
  replaced("school.yaml", "usFederalHolidays: true", `usFederalHolidays: true, dates: [${entry}]`);

describe("a date that is not written as one is told with its reason and its mend", () => {
  test.each([
    ["of quiet days", quiet("3/4/2027"), `school.yaml:9: ${TWO_WAYS}`],
    ["of a range of quiet days", quiet("2027-03-01 to 3/4/2027"), `school.yaml:9: ${TWO_WAYS}`],
    ["of a quiet day from a spreadsheet", quiet("46450"), `school.yaml:9: ${SERIAL} ${IF_SO}`],
    ["of exams", withBlock("3/4/2027", "2027-03-09"), `school.yaml:13: ${TWO_WAYS}`],
    ["at the end of exams", withBlock("2027-03-01", "46450"), `school.yaml:14: ${SERIAL} ${IF_SO}`],
    ["of the school's list", replaced("calendar.yaml", "2027-10-19", "3/4/2027"), `calendar.yaml:31: ${TWO_WAYS}`],
    ["of the list by a spreadsheet", replaced("calendar.yaml", "2027-10-19", "46450"), `calendar.yaml:31: ${SERIAL}`],
    ["of a national date", withNational("3/4/2027"), `national/own.yaml:2: ${TWO_WAYS}`],
    ["of a national date by a spreadsheet", withNational("46450"), `national/own.yaml:2: ${SERIAL} ${IF_SO}`],
    [
      "that is clear, with its month first",
      quiet("3/20/2027"),
      'school.yaml:9: "3/20/2027" is not how a date is written here. Write 2027-03-20.',
    ],
    [
      "that is clear, with its year first",
      quiet("2027/3/4"),
      'school.yaml:9: "2027/3/4" is not how a date is written here. Write 2027-03-04.',
    ],
  ])("%s", async (_, files, fault) => {
    const { faults } = await told(files);
    expect(faults).toEqual([expect.stringContaining(fault)]);
  });
});

describe("such a date where a day comes back each year is told, and how that day is written", () => {
  test.each([
    ["a milestone's", "calendar.yaml", "day: April 1", "day: ", 7],
    ["a window's", "calendar.yaml", "day: April 1", "window: { to: May 1, from: ", 7],
    ["a closing", "calendar.yaml", "closes: April 30", "closes: ", 20],
    ["a phase's", "tracks.yaml", "day: August 1", "day: ", 8],
  ])("%s day", async (_, file, from, to, line) => {
    const end = to.includes("{") ? " }" : "";
    const slashed = await told(replaced(file, from, `${to}3/4/2027${end}`));
    expect(slashed.faults).toEqual([
      `${file}:${line}: "3/4/2027" can be read in two ways. Did you mean March 4, or April 3?`,
    ]);
    const serial = await told(replaced(file, from, `${to}46450${end}`));
    expect(serial.faults).toEqual([`${file}:${line}: ${SERIAL} This day comes back each year: write it like April 1.`]);
  });
});
