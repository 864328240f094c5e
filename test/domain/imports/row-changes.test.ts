import { describe, expect, test } from "vitest";
import { fieldsChanged, REPLACED, withRow } from "#domain/imports/row-changes.ts";
import type { RosterRow } from "#domain/people/roster-row.ts";
import { stored } from "./school.fixture.ts";

const one = stored("1");
const bare: RosterRow = { line: 2, schoolId: "1" };
const afterRow = (row: Partial<RosterRow>, before = one) => withRow(before, { ...bare, ...row }, "2026-09-01");

describe("a stored student with what a row says", () => {
  test("has each value of the row, and keeps what the row leaves blank", () => {
    expect(afterRow({})).toStrictEqual(one);
    expect(afterRow({ society: "", email: "" })).toStrictEqual(one);
    const said = {
      ...{ email: "n@x.edu", firstName: "A", lastName: "B", preferredName: "C", track: "hst", society: "S" },
      societyAdvisorEmail: "d@x.edu",
    };
    expect(afterRow(said)).toStrictEqual({ ...one, ...said });
  });

  test("begins phases on the row's dates, and keeps the dates of the others", () => {
    const before = { ...one, begins: { pce: "2026-10-01", "post-pce": "2027-10-01" } };
    expect(afterRow({ begins: { pce: "2027-02-01" } }, before).begins).toEqual({
      ...{ pce: "2027-02-01", "post-pce": "2027-10-01" },
    });
    expect(afterRow({ begins: { pce: "2027-02-01" } }).begins).toEqual({ pce: "2027-02-01" });
  });

  test("remembers each matriculation year that the school gave before, the first one first", () => {
    const moved = afterRow({ anchors: { matriculation: 2025 } });
    expect(moved).toMatchObject({ anchors: { matriculation: 2025, graduation: 2028 }, former: [2024] });
    expect(afterRow({ anchors: { matriculation: 2026 } }, moved).former).toEqual([2024, 2025]);
    for (const anchors of [{ matriculation: 2024 }, { graduation: 2029 }])
      expect(afterRow({ anchors })).not.toHaveProperty("former");
  });

  test("is back from that day where they were away and are active, and only then", () => {
    const away = { ...one, status: "leave" as const };
    const word = (means: "active" | "leave" | "withdrawn") => ({ status: { word: means, means } });
    expect(afterRow(word("active"), away)).toMatchObject({ status: "active", backOn: "2026-09-01" });
    expect(afterRow(word("active"))).not.toHaveProperty("backOn");
    expect(afterRow(word("leave"))).not.toHaveProperty("backOn");
    expect(afterRow(word("withdrawn"), away)).not.toHaveProperty("backOn");
    expect(afterRow({ status: { word: "who knows" } }, away)).toStrictEqual(away);
  });
});

describe("a leave with dates", () => {
  const leave = { leaveFrom: "2026-10-01", leaveUntil: "2027-06-30" };
  const onLeave = { status: { word: "LOA", means: "leave" as const } };

  test("is kept where a row says nothing of it, and taken away by a word", () => {
    const before = { ...one, ...leave, degree: "MD", specialty: "Surgery" };
    expect(afterRow({}, before)).toStrictEqual(before);
    expect(afterRow({ leaveFrom: null, degree: null }, before)).toEqual({ ...one, specialty: "Surgery" });
    expect(afterRow({ leaveUntil: null }, before)).toMatchObject({ leaveFrom: "2026-10-01", leaveUntil: undefined });
  });

  test("forgets a stored day that contradicts the row's", () => {
    const before = { ...one, ...leave };
    expect(afterRow({ leaveFrom: "2028-01-01" }, before).leaveUntil).toBeUndefined();
    expect(afterRow({ leaveUntil: "2026-09-15" }, before).leaveFrom).toBeUndefined();
  });

  test("that is over says nothing of the next one, of which only the word is known", () => {
    const before = { ...one, leaveFrom: "2025-10-01", leaveUntil: "2026-06-30" };
    const after = afterRow(onLeave, before);
    expect(after).toMatchObject({ status: "leave", leaveFrom: undefined, leaveUntil: undefined });
    expect(afterRow(onLeave, { ...one, ...leave })).toMatchObject(leave);
  });

  test("that is cut short brings them back on the day of the row", () => {
    const before = { ...one, leaveFrom: "2026-03-01", leaveUntil: "2027-06-30" };
    expect(afterRow({ leaveUntil: "2026-08-20" }, before)).toMatchObject({ backOn: "2026-09-01" });
    expect(afterRow({ leaveUntil: "2026-12-20" }, before)).not.toHaveProperty("backOn");
  });
});

describe("the fields that changed", () => {
  test("are those whose values differ, whatever the order of the years within", () => {
    expect(fieldsChanged(one, { ...one, society: "S", status: "leave", phase: "pce" })).toEqual(["society", "status"]);
    expect(fieldsChanged(one, { ...one, anchors: { graduation: 2028, matriculation: 2024 } })).toEqual([]);
    expect(fieldsChanged(one, { ...one, anchors: { matriculation: 2024, graduation: 2029 } })).toEqual(["anchors"]);
    expect(fieldsChanged(one, { ...one, begins: { pce: "2027-01-01" } })).toEqual(["begins"]);
  });

  test("are none where a field is absent or empty, which is the same", () => {
    expect(fieldsChanged(one, { ...one, preferredName: "" })).toEqual([]);
  });
});

describe("a value that was replaced", () => {
  const replaced = (before: object, then: object) =>
    Object.keys(REPLACED).filter((column) => REPLACED[column]?.({ ...one, ...before }, { ...one, ...then }));

  test.each([
    [{}, { email: "other@x.edu" }, ["email"]],
    [{}, { firstName: "Jo" }, ["first_name"]],
    [{}, { lastName: "Roe" }, ["last_name"]],
    [{ preferredName: "A" }, { preferredName: "B" }, ["preferred_name"]],
    [{ preferredName: "A" }, {}, ["preferred_name"]],
    [{}, { status: "leave" }, ["status"]],
    [{}, { track: "hst" }, ["track"]],
    [{}, { anchors: { matriculation: 2024, graduation: 2029 } }, ["years"]],
    [{}, { leaveFrom: "2027-01-01" }, ["leave"]],
    [{ leaveUntil: "2027-03-01" }, { leaveUntil: "2027-04-01" }, ["leave"]],
    [{ firstName: "Jo Roe", lastName: "" }, { firstName: "Jo", lastName: "Voss" }, ["first_name"]],
  ])("is one where %j becomes %j", (before, then, columns) => {
    expect(replaced(before, then)).toEqual(columns);
  });

  test.each([
    [{}, { email: "One <1@EXAMPLE.edu>" }],
    [{}, { preferredName: "B" }],
    [{ lastName: "" }, { lastName: "Roe" }],
    [
      { firstName: "Jo Roe", lastName: "" },
      { firstName: "Jo", lastName: "Roe" },
    ],
    [{}, { society: "S" }],
  ])("is none where %j becomes %j: the same, filled in, or taken apart", (before, then) => {
    expect(replaced(before, then)).toEqual([]);
  });
});
