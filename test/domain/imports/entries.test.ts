import { describe, expect, test } from "vitest";
import { entriesOf, wordOf } from "#domain/imports/entries.ts";
import type { RosterRow } from "#domain/people/roster-row.ts";
import { rowOf, stored } from "./school.fixture.ts";

const one = stored("1");
const second = (change: Partial<RosterRow>) => rowOf(one, { line: 3, ...change });
const entryOf = (first: Partial<RosterRow>, then: Partial<RosterRow>) =>
  entriesOf([rowOf(one, first), second(then)], [one])[0];

test.each([
  ["Not Attending", "not attending"],
  ["  not_attending ", "not attending"],
  ["NOT-ATTENDING", "not attending"],
  ["not - _ attending", "not attending"],
  ["A", "a"],
])("the status word %j is compared as %j", (word, compared) => {
  expect(wordOf(word)).toBe(compared);
});

describe("two rows of one id", () => {
  const words = (a: string, b: string) => entryOf({ status: { word: a } }, { status: { word: b } });

  test.each([
    ["status", "active|leave", { status: { word: "LOA", means: "leave" } }],
    ["status", "active|gone fishing", { status: { word: "Gone_Fishing" } }],
    ["track", "hst|pathways", { track: "hst" }],
    ["email", "1@example.edu|b@x.edu", { email: "B@x.edu" }],
    ["matriculation_year", "2023|2024", { anchors: { matriculation: 2023 } }],
    ["graduation_year", "2028|2029", { anchors: { graduation: 2029 } }],
  ] as const)("contradict each other in their %s, and are known again by what they say", (column, values, change) => {
    expect(entryOf({}, change)?.contradiction).toEqual({
      ...{ lines: [2, 3], columns: [column], evidence: `rows:${column}=${values}` },
    });
    expect(entryOf(change, {})?.contradiction?.evidence).toBe(`rows:${column}=${values}`);
  });

  test("that contradict each other in several columns name each", () => {
    expect(entryOf({}, { track: "hst", anchors: { graduation: 2029 } })?.contradiction).toMatchObject({
      ...{ columns: ["track", "graduation_year"], evidence: "rows:track=hst|pathways;graduation_year=2028|2029" },
    });
  });

  test.each([
    ["first_name", "First1, Jo", { firstName: "Jo" }],
    ["last_name", "Last1, Roe", { lastName: "Roe" }],
    ["society", "East, North", { society: "East" }],
  ] as const)(
    "that differ in their %s alone count by the first, with a warning on the second",
    (column, say, change) => {
      const entry = entryOf({}, change);
      expect(entry).not.toHaveProperty("contradiction");
      expect(entry?.row).toMatchObject({ firstName: "First1", lastName: "Last1", society: "North" });
      expect(entry?.warnings).toEqual([
        { line: 3, column, message: `lines 2 and 3 are of one id and differ (${say}); the first counts` },
      ]);
    },
  );

  test.each([
    ["preferred_name", "preferredName"],
    ["society_advisor_email", "societyAdvisorEmail"],
    ["cim_access_code", "cimAccessCode"],
  ] as const)("that differ in %s have a warning, and one that says it alone has none", (column, field) => {
    expect(entryOf({ [field]: "a" }, { [field]: "b" })?.warnings).toMatchObject([{ line: 3, column }]);
    const alone = entryOf({}, { [field]: "b" });
    expect(alone?.warnings).toEqual([]);
    expect(alone?.row).toMatchObject({ [field]: "b" });
  });

  test("that say the same in other letters agree", () => {
    expect(words("On-Leave", "on leave")).not.toHaveProperty("contradiction");
    expect(entryOf({ email: "A@x.edu" }, { email: "Ann <a@X.edu>" })).not.toHaveProperty("contradiction");
    expect(words("LOA", "leave")).toHaveProperty("contradiction");
  });

  test("have the years and the dates of both, where the first says nothing of one", () => {
    const begins = { pce: "2027-10-01" };
    const entry = entryOf({ anchors: { matriculation: 2024 } }, { anchors: { graduation: 2029 }, begins });
    expect(entry?.row).toMatchObject({ line: 2, anchors: { matriculation: 2024, graduation: 2029 }, begins });
    const first = entryOf({ begins: { pce: "2026-10-01" } }, { begins });
    expect(first?.row.begins).toEqual({ pce: "2026-10-01" });
  });

  test("that say nothing of dates have none", () => {
    expect(entryOf({}, {})?.row).not.toHaveProperty("begins");
  });
});

describe("three rows of one id", () => {
  test("are one entry with all three lines, and the third fills what the two before left blank", () => {
    const [first, ...others] = [2, 3, 4].map((line) => rowOf(one, { line }));
    const { society: _, ...blank } = { ...first, line: 2, schoolId: "1" };
    const rows = [blank, { ...blank, line: 3 }, { ...blank, ...others[1], line: 4, society: "East" }];
    expect(entriesOf(rows, [one])).toMatchObject([{ row: { society: "East" }, rows: { length: 3 }, warnings: [] }]);
    const [entry] = entriesOf([...rows, rowOf(one, { line: 9, track: "hst" })], [one]);
    expect(entry?.contradiction?.lines).toEqual([2, 3, 4, 9]);
  });
});

describe("whose a row is", () => {
  test("each id is one entry, in the order of the file, with the student as stored", () => {
    const two = stored("2");
    const entries = entriesOf([rowOf(two), rowOf(one), rowOf(stored("3")), rowOf(two, { line: 5 })], [one, two]);
    expect(entries.map(({ schoolId, before, rows }) => [schoolId, before, rows.length])).toEqual([
      ["2", two, 2],
      ["1", one, 1],
      ["3", undefined, 1],
    ]);
  });

  test("rows with an alias and with the id itself are one entry of the stored student", () => {
    const known = stored("1", { aliases: ["old", "older"] });
    const rows = [rowOf(known, { schoolId: "older" }), rowOf(known, { line: 3, schoolId: "1" })];
    expect(entriesOf(rows, [known])).toMatchObject([{ schoolId: "1", before: known, rows: { length: 2 } }]);
  });

  test("an id of somebody's own is theirs, though another has it as an alias", () => {
    const [known, alias] = [stored("1"), stored("2", { aliases: ["1"] })];
    for (const all of [
      [known, alias],
      [alias, known],
    ])
      expect(entriesOf([rowOf(known)], all)).toMatchObject([{ schoolId: "1", before: known }]);
  });
});
