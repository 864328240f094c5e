import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { addDays, weekdayOf } from "#domain/time/dates.ts";
import { readFolder } from "#files/program-folder/folder.ts";
import { readNationalDates } from "#files/program-folder/national/national-dates.ts";
import { BASELINE, told } from "./small-program.ts";

const ENTRY = {
  name: "nrmp.rank-order-list-deadline",
  year: "2028",
  at: '"2028-03-01T21:00"',
  zone: "America/New_York",
  kind: "published",
  source: "https://example.org/dates",
  readOn: "2027-09-01",
};

type Changed = Partial<Record<keyof typeof ENTRY | "day" | "time" | "colour", string>>;

/** One entry, a line a key, so that the line of each key is known: name is on line 2. */
const entry = (changed: Changed = {}): string =>
  Object.entries({ ...ENTRY, ...changed })
    .filter(([, value]) => value !== "")
    .map(([key, value], nth) => `${nth === 0 ? "  - " : "    "}${key}: ${value}\n`)
    .join("");

const file = (...entries: string[]): string => `dates:\n${entries.join("")}`;

const read = (own: string, ofPackage?: string) =>
  readNationalDates({
    national: [
      ...(ofPackage === undefined ? [] : [{ file: "of-package.yaml", text: ofPackage, isOwn: false }]),
      { file: "own.yaml", text: own, isOwn: true },
    ],
  });

const RULE: Changed = {
  name: "nrmp.match-day",
  year: "",
  at: "",
  day: "third Friday of March",
  time: '"12:00"',
  kind: "rule",
};

const FAULTS: [name: string, changed: Changed, fault: string][] = [
  ["an unknown key", { colour: "red" }, '9: There is no key "colour" here. Use one of: '],
  ["a name of one word", { name: "deadline" }, '2: "deadline" cannot be the name of a national date. Write who sets'],
  ["no day at all", { at: "" }, "2: It is not said when this is. Add at: with a day"],
  ["no year", { year: "" }, "2: It is not said for which Match this is. Add year: to it."],
  [
    "a time that no clock shows",
    { at: '"2028-03-01T24:00"' },
    '4: "24:00" is not a time of day. Write it like "21:00"',
  ],
  ["an offset beside the time", { at: '"2028-03-01T21:00-05:00"' }, '4: "21:00-05:00" is not a time of day.'],
  ["a day that does not exist", { at: "2027-02-29" }, "4: 2027-02-29 does not exist."],
  [
    "a time that the clock leaps over",
    { at: "2028-03-12T02:30" },
    "4: The clock in America/New_York never shows 2028-03-12T02:30: it goes forward then.",
  ],
  ["a zone without a place", { zone: "EST" }, '5: "EST" is not the time zone of a place'],
  ["an unknown kind", { kind: "publshed" }, '6: "kind" cannot be "publshed". Did you mean published?'],
  ["a published date without a source", { source: "" }, "6: A published date says where it was read. Add source:"],
  ["a published date without its day of reading", { readOn: "" }, "6: A published date says when it was read."],
  [
    "a date two years before its Match",
    { at: '"2026-03-04T21:00"' },
    "4: 2026-03-04T21:00 is far from the Match of 2028. Write a day of 2027 or 2028.",
  ],
  [
    "a spreadsheet's number",
    { at: "46813" },
    "4: 46813 is a spreadsheet's number for a day, and spreadsheets begin to count on two different days. Write 2028-03-01,",
  ],
  [
    "a spreadsheet's number for the day of reading",
    { readOn: "46631.5" },
    "8: 46631.5 is a spreadsheet's number for a day, and",
  ],
  ["a day that is a truth", { at: "true" }, '4: "at" must be a text, not true.'],
  ["a day that is empty", { at: "~" }, '4: "at" is empty. Fill it in: a text.'],
  [
    "a day that can be read in two ways",
    { at: "3/4/2028" },
    '4: "3/4/2028" can be read in two ways. Write 2028-03-04 or 2028-04-03.',
  ],
  [
    "a day with its month last",
    { readOn: "13/4/2027" },
    '8: "13/4/2027" is not how a date is written here. Write 2027-04-13.',
  ],
  ["a rule with a year", { ...RULE, year: "2028" }, "8: A rule is for every year, and has no date of its own."],
  ["a rule that is published", { ...RULE, kind: "published" }, "4: A day of every year cannot be published."],
  ["a time beside the day of one year", { time: '"12:00"' }, "9: The time of one year's date stands in at."],
];

describe("a file of national dates", () => {
  test("says the day, the clock and the zone of one year's Match, and where that was read", () => {
    expect(read(file(entry()))).toMatchObject({
      faults: [],
      dates: [{ ...ENTRY, year: 2028, at: "2028-03-01T21:00" }],
    });
  });

  test("may say a day alone, which begins at midnight", () => {
    expect(read(file(entry({ at: "2028-03-01" }))).dates[0]?.at).toBe("2028-03-01T00:00");
  });

  test.each(FAULTS)("is told of %s with its line, and the entry beside it goes on", (_, changed, fault) => {
    const { dates, faults } = read(file(entry(changed), entry({ name: "nrmp.ranking-opens" })));
    expect(faults.map(({ line, what, mend }) => `${line}: ${what} ${mend}`)).toEqual([expect.stringContaining(fault)]);
    expect(faults[0]?.file).toBe("own.yaml");
    expect(dates.map(({ name }) => name)).toEqual(["nrmp.ranking-opens"]);
  });

  test("is told of a second entry of one name and year", () => {
    const { faults } = read(file(entry(), entry({ at: "2028-03-02" })));
    expect(faults).toMatchObject([
      {
        line: 9,
        what: "nrmp.rank-order-list-deadline of 2028 already stands on line 2.",
        mend: "Remove one of the two.",
      },
    ]);
  });

  test.each([
    ["is no list", "dates: 7\n"],
    ["is cut off", 'dates:\n  - name: "nrmp'],
  ])("that %s is a fault, not an exception", (_, text) => {
    expect(read(text).faults).toMatchObject([{ file: "own.yaml" }]);
  });
});

test("whatever slips into a file of national dates, the reader answers, and every fault says something", () => {
  const whole = file(entry(), entry(RULE), entry({ year: "2027", at: "2027-03-03", kind: "provisional" }));
  const pieces = [
    "",
    ":",
    "- ",
    "{",
    "\n",
    "  ",
    "*x",
    "null",
    "-1",
    "46813",
    "3/4/2028",
    "__proto__: ",
    "\u0000",
    "[[",
    "~",
  ];
  const slip = fc.record({ at: fc.nat(whole.length), removed: fc.nat(30), piece: fc.constantFrom(...pieces) });
  fc.assert(
    fc.property(fc.array(slip, { minLength: 1, maxLength: 3 }), (slips) => {
      const text = slips.reduce(
        (said, one) => said.slice(0, one.at) + one.piece + said.slice(one.at + one.removed),
        whole,
      );
      const { dates, faults } = read(text);
      for (const { file: name, line, what, mend } of faults) {
        expect([name, line > 0]).toEqual(["own.yaml", true]);
        expect(`${what} ${mend}`).toMatch(/\S[.?!] \S/);
        expect(`${what} ${mend}`).not.toMatch(/undefined|\[object|NaN/);
      }
      for (const date of dates) expect(date.at).toMatch(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/);
    }),
    { numRuns: 300 },
  );
});

const at = (dates: readonly { name: string; year: number; at: string }[], name: string, year: number) =>
  dates.filter((date) => date.name === name && date.year === year).map((date) => date.at);

describe("of two entries for one name", () => {
  test("the program's own wins over the package's, year by year", () => {
    const ofPackage = file(entry(), entry({ year: "2027", at: '"2027-03-03T21:00"' }));
    const { dates, faults } = read(file(entry({ at: '"2028-03-02T20:00"' })), ofPackage);
    expect(faults).toEqual([]);
    expect(at(dates, ENTRY.name, 2028)).toEqual(["2028-03-02T20:00"]);
    expect(at(dates, ENTRY.name, 2027)).toEqual(["2027-03-03T21:00"]);
  });

  test("a year's date wins over the rule, which goes on for the other years", () => {
    const moved = entry({ name: "nrmp.match-day", year: "2029", at: '"2029-03-15T12:00"' });
    const { dates } = read(file(entry(RULE), moved));
    expect(at(dates, "nrmp.match-day", 2029)).toEqual(["2029-03-15T12:00"]);
    expect(at(dates, "nrmp.match-day", 2028)).toEqual(["2028-03-17T12:00"]);
  });

  test("a program's own rule wins over a date of the package", () => {
    const { dates } = read(
      file(entry({ ...RULE, day: "March 20" })),
      file(entry({ name: "nrmp.match-day", year: "2029", at: '"2029-03-16T12:00"' })),
    );
    expect(at(dates, "nrmp.match-day", 2029)).toEqual(["2029-03-20T12:00"]);
  });
});

describe("the package's national dates", async () => {
  const folder = await readFolder("program/hms");
  const { dates, faults } = readNationalDates(folder);

  test("have no fault, and no file of the program folder in them", () => {
    expect(faults).toEqual([]);
    expect(folder.national.filter(({ isOwn }) => isOwn)).toEqual([]);
  });

  test.each([
    [2026, "2026-03-16", "2026-03-20"],
    [2027, "2027-03-15", "2027-03-19"],
    [2028, "2028-03-13", "2028-03-17"],
    [2029, "2029-03-12", "2029-03-16"],
    [2031, "2031-03-17", "2031-03-21"],
  ])("know Match Week of %i by the Friday, not by the third Monday", (year, monday, friday) => {
    expect(at(dates, "nrmp.match-week", year)).toEqual([`${monday}T09:30`]);
    expect(at(dates, "nrmp.match-day", year)).toEqual([`${friday}T12:00`]);
  });

  test("have a source and the day of reading where they are published, and say a guess where they are not", () => {
    const kinds = (year: number) =>
      Object.groupBy(
        dates.filter((date) => date.year === year),
        ({ kind }) => kind,
      );
    expect(kinds(2026).published?.map(({ name }) => name)).toEqual(
      expect.arrayContaining(["eras.mspe-release", "nrmp.match-status", "urology.results"]),
    );
    expect(kinds(2026).provisional).toBeUndefined();
    for (const year of [2027, 2028]) {
      expect(kinds(year).published, "nobody has read one yet").toBeUndefined();
      expect(kinds(year).provisional?.map(({ name }) => name)).toEqual(
        expect.arrayContaining(["eras.opens", "nrmp.rank-order-list-deadline", "nrmp.results", "sf-match.results"]),
      );
    }
  });

  test.each([2027, 2028])("guess the Match of %i by what the others of its week were", (year) => {
    const dayOf = (name: string) => at(dates, name, year)[0]?.slice(0, 10) ?? "";
    const monday = dayOf("nrmp.match-week");
    expect(dayOf("nrmp.rank-order-list-deadline")).toBe(addDays(dayOf("nrmp.match-day"), -16));
    expect([dayOf("nrmp.unmatched-report"), dayOf("nrmp.match-status")]).toEqual([monday, monday]);
    expect(dayOf("nrmp.soap-ends")).toBe(addDays(monday, 3));
    expect(at(dates, "nrmp.results", year)).toEqual(at(dates, "nrmp.match-day", year));
    for (const name of ["eras.opens", "eras.submission-opens", "eras.review-opens"])
      expect(weekdayOf(dayOf(name)), name).toBe(3);
  });

  test("begin Match Week four days before Match Day in every year", () => {
    fc.assert(
      fc.property(fc.integer({ min: 2020, max: 2060 }), (year) => {
        const [monday = "", friday = ""] = ["nrmp.match-week", "nrmp.match-day"].map((name) =>
          at(dates, name, year)[0]?.slice(0, 10),
        );
        expect([weekdayOf(friday), addDays(friday, -4)]).toEqual([5, monday]);
        expect(Number(friday.slice(8))).toSatisfy((day) => day >= 15 && day <= 21);
      }),
    );
  });
});

describe("the check of a program", () => {
  const withNational = (text: string, name = "dates.yaml") => told({ ...BASELINE, [`national/${name}`]: text });

  test("tells a fault of its national dates by file and line", async () => {
    const { faults } = await withNational(file(entry({ zone: "Mars/Base" })));
    expect(faults).toEqual([expect.stringMatching(/^national\/dates\.yaml:5: There is no time zone "Mars\/Base"/)]);
  });

  test("tells of a file that would not be read", async () => {
    const { faults } = await withNational(file(entry()), "dates.yml");
    expect(faults).toEqual(["national/dates.yml:1: Only files that end in .yaml are read here. Rename it."]);
  });

  test("warns of a provisional date that is past, seen from January 2026", async () => {
    const past = entry({ year: "2026", at: "2025-12-31", kind: "provisional" });
    const coming = entry({ year: "2027", at: "2026-01-01", kind: "provisional" });
    expect(await withNational(file(past, coming))).toEqual({
      faults: [],
      warnings: [
        "national/dates.yaml:4: nrmp.rank-order-list-deadline of 2026 is past, and nobody has confirmed it. " +
          "Write the published day with source: and readOn:, or remove the entry.",
      ],
    });
  });

  test("warns of a guess of its own where the package has the published day", async () => {
    const { warnings } = await withNational(
      file(entry({ name: "eras.season-ends", year: "2026", at: "2026-05-30", kind: "provisional" })),
    );
    expect(warnings).toEqual([
      "national/dates.yaml:6: eras.season-ends of 2026 is published: program/national/eras.yaml has it. " +
        "Remove this entry, so that the published day counts.",
    ]);
  });

  test("warns of a name of its own on which no milestone hangs, and of none on which one does", async () => {
    const own = file(entry({ name: "licensing.board-exam" }));
    expect(await withNational(own)).toEqual({
      faults: [],
      warnings: [
        expect.stringMatching(
          /^national\/dates\.yaml:2: No milestone hangs on a date licensing\.board-exam\. All \d+ are in national/,
        ),
      ],
    });
    const hanging = (BASELINE["calendar.yaml"] ?? "").replace(
      /when:\n {6}day: April 1\n {6}phase: early/,
      "when: { days: 7, before: { national: licensing.board-exam }, year: graduation }",
    );
    const { warnings } = await told({ ...BASELINE, "calendar.yaml": hanging, "national/dates.yaml": own });
    expect(warnings.join("\n")).not.toContain("No milestone hangs");
  });

  test("warns of a date of Match Week that is on none of its days, and of a week that leaves one outside", async () => {
    const published = { year: "2027", kind: "published" };
    const status = entry({ ...published, name: "nrmp.match-status", at: "2027-03-22T10:00" });
    const told = "nrmp.match-status of 2027 is on 2027-03-22, outside Match Week (2027-03-15 to 2027-03-19).";
    expect((await withNational(file(status))).warnings).toEqual([
      `national/dates.yaml:4: ${told} Look at the day, and at those of nrmp.match-week and nrmp.match-day.`,
    ]);
    const early = entry({ ...published, name: "nrmp.match-day", at: "2027-03-17T12:00" });
    expect((await withNational(file(early))).warnings.map((line) => line.split(",")[0]).toSorted()).toEqual([
      "national/dates.yaml:4: nrmp.results of 2027 is on 2027-03-19",
      "national/dates.yaml:4: nrmp.soap-ends of 2027 is on 2027-03-18",
      "national/dates.yaml:4: nrmp.soap-rounds-begin of 2027 is on 2027-03-18",
    ]);
    const within = entry({ ...published, name: "nrmp.match-status", at: "2027-03-16T10:00" });
    expect((await withNational(file(within))).warnings).toEqual([]);
  });

  test("warns of a name that is nearly one of the package's, since it would replace nothing", async () => {
    const { warnings } = await withNational(file(entry({ name: "nrmp.match-dya" })));
    expect(warnings).toEqual([
      "national/dates.yaml:2: Nobody else calls a date nrmp.match-dya. Did you mean nrmp.match-day?",
    ]);
  });
});
