import { describe, expect, test } from "vitest";
import type { RosterRow } from "#domain/people/roster-row.ts";
import { program } from "../calendar/program.fixture.ts";
import { judged, rowOf, stored } from "./school.fixture.ts";

const people = (count: number, change = {}) => Array.from({ length: count }, (_, nth) => stored(`s${nth}`, change));
const huh = { status: { word: "huh" } };
const why = (...of: Parameters<typeof judged>) => judged(...of).why;

describe("so many may be changed without a yes", () => {
  test("as the school says", () => {
    const school = { ...program.school, imports: { share: 0.5, atLeast: 2 } };
    const of = { program: { ...program, school } };
    const rows = (count: number) => people(10).map((one, nth) => rowOf(one, nth < count ? { lastName: "Z" } : {}));
    expect(why(people(10), rows(5), of)).toEqual([]);
    expect(why(people(10), rows(6), of)).toEqual(["last_name replaced: 6 of 10 students; up to 5 need no yes"]);
    const few = people(3).map((one) => rowOf(one, { lastName: "Z" }));
    expect(why(people(3), few, of)).toEqual(["last_name replaced: 3 of 3 students; up to 2 need no yes"]);
  });

  test("of those who are here: who is gone makes no school larger", () => {
    const gone = Array.from({ length: 40 }, (_, nth) => stored(`g${nth}`, { status: "graduated" }));
    const rows = people(6).map((one) => rowOf(one, { lastName: "Z" }));
    expect(why([...people(6), ...gone], rows)).toEqual(["last_name replaced: 6 of 6 students; up to 5 need no yes"]);
  });
});

describe("of those in doubt", () => {
  test("who is stored and who is new both count, of all whom the school would have", () => {
    const rows = [...people(3).map((one) => rowOf(one, huh)), ...[7, 8, 9].map((id) => rowOf(stored(`n${id}`), huh))];
    expect(why(people(3), rows)).toEqual(["in doubt: 6 of 6 students; up to 5 need no yes"]);
    expect(why(people(3), rows.slice(1))).toEqual([]);
  });

  test("one who may be one with somebody stored is no person more: six doubles are six in doubt of six", () => {
    const all = Array.from({ length: 6 }, (_, nth) => stored(`00${nth}7`));
    const rows = all.map((one, nth): RosterRow => rowOf(one, { schoolId: `${nth}7` }));
    expect(why(all, rows)).toEqual(["in doubt: 6 of 6 students; up to 5 need no yes"]);
    expect(why(all, rows.slice(1))).toEqual([]);
  });

  test("two new rows that may be one are one", () => {
    const pair = (nth: number) => [
      rowOf(stored(`00${nth}7`, { email: `${nth}@x.edu` })),
      rowOf(stored(`00${nth}7`, { email: `${nth}@x.edu` }), { schoolId: `${nth}7` }),
    ];
    const pairs = (count: number) => Array.from({ length: count }, (_, nth) => pair(nth + 1)).flat();
    expect(why([], pairs(5))).toEqual([]);
    expect(why([], pairs(6))).toEqual(["in doubt: 6 of 6 students; up to 5 need no yes"]);
  });

  test("who is missing counts as missing and not as in doubt, and only where the roster is complete", () => {
    const all = people(12);
    const rows = all.slice(0, 6).map((one) => rowOf(one));
    expect(why(all, rows, { isComplete: true })).toEqual(["missing: 6 of 12 students; up to 5 need no yes"]);
    expect(why(all, rows)).toEqual([]);
  });
});

test("each threshold that is passed is told", () => {
  const rows = people(6).map((one) => rowOf(one, { lastName: "Z", track: "hst" }));
  expect(why(people(6), rows)).toEqual([
    "last_name replaced: 6 of 6 students; up to 5 need no yes",
    "track replaced: 6 of 6 students; up to 5 need no yes",
  ]);
});
