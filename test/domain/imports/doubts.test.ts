import { describe, expect, test } from "vitest";
import { isGone } from "#domain/imports/doubts.ts";
import type { Student } from "#domain/people/student.ts";
import { program } from "../calendar/program.fixture.ts";
import { AT, judged, rowOf, stored } from "./school.fixture.ts";

const one = stored("1");
const heldOf = (before: Student, word: string, means?: Student["status"]) =>
  judged([before], [rowOf(before, { status: { word, ...(means && { means }) } })]).held[0]?.held;

test("gone is who withdrew, graduated or died, and nobody of whom nothing is said", () => {
  expect((["withdrawn", "graduated", "deceased"] as const).map(isGone)).toEqual([true, true, true]);
  expect((["active", "leave", undefined] as const).map(isGone)).toEqual([false, false, false]);
});

describe("what a held student's page says", () => {
  test("of a word that nobody knows: the line, the word and how the school maps it", () => {
    expect(heldOf(one, " Gap Year ")).toEqual({
      ...{ reason: "status", since: AT, evidence: "status:gap year" },
      says:
        'Line 2 gives the status "Gap Year", which matchward does not know. If it always means the same, add ' +
        '"Gap Year": leave (or another status) under statusWords in school.yaml.',
    });
  });

  test.each([
    ["active", "active"],
    ["leave", "on leave"],
  ] as const)("of one who was gone and is %s again", (means, words) => {
    expect(heldOf(stored("1", { status: "graduated" }), means, means)).toEqual({
      ...{ reason: "returns", since: AT, evidence: `returns:graduated:${AT}` },
      says: `They were graduated, and line 2 says they are ${words}.`,
    });
  });

  test("of two who may be one, each of the other", () => {
    const { held } = judged([one], [rowOf(one, { schoolId: "01" })]);
    const why = "the ids are alike and the address is the same";
    expect(held.map((student) => student.held)).toEqual(
      ["01", "1"].map((other) => ({
        ...{ reason: "double", since: AT, evidence: `double:${other}`, other },
        says: `They may be the same person as ${other}: ${why}.`,
      })),
    );
  });

  test("of one whom a complete roster does not name", () => {
    expect(judged([one, stored("2")], [rowOf(one)], { isComplete: true }).held[0]?.held).toEqual({
      ...{ reason: "missing", since: AT, evidence: "missing" },
      says: "A roster that says it is complete does not name them.",
    });
  });

  test("of rows that contradict each other: all lines and columns, and nothing of the status beside", () => {
    const rows = [
      rowOf(one, { status: { word: "huh" }, track: "hst" }),
      rowOf(one, { status: { word: "active", means: "active" } }),
    ];
    const hold = judged([one], rows).held[0]?.held;
    expect(hold).not.toHaveProperty("also");
    expect(hold?.says).toBe("Lines 2 and 3 are of one id and differ in status, track; none of them counts.");
  });
});

describe("an import that waits", () => {
  const all = Array.from({ length: 6 }, (_, nth) => stored(`s${nth}`));
  const rows = all.map((student, nth) =>
    rowOf(student, nth === 0 ? { lastName: "Other", status: { word: "huh" } } : { lastName: "Other" }),
  );

  test("holds whom it leaves in doubt by its own name, once, until it counts", () => {
    const waiting = judged(all, rows, { name: "abc" });
    expect(waiting.held.map(({ schoolId, held }) => [schoolId, held])).toEqual([
      [
        "s0",
        {
          ...{ reason: "import", since: AT, evidence: "import:abc" },
          says: "A roster that waits for a yes marks them as gone, or leaves them in doubt.",
        },
      ],
    ]);
    const held = all.map((student) => waiting.held.find(({ schoolId }) => schoolId === student.schoolId) ?? student);
    expect(judged(held, rows, { name: "abc" })).toMatchObject({ counts: false, save: [] });
    expect(judged(held, rows, { name: "xyz" }).held[0]?.held).toMatchObject({ also: [{ evidence: "import:xyz" }] });
    const approved = judged(held, rows, { name: "abc", isApproved: true });
    expect(approved.save[0]?.after.held).toMatchObject({ reason: "status" });
    expect(approved.save[0]?.after.held).not.toHaveProperty("also");
  });

  test("holds both of a double, whom it names and whom not, and whom a row without an id is against", () => {
    const other = stored("00410101", { email: "jo@x.edu" });
    const nameless = [{ line: 9, email: "s1@example.edu", status: { word: "left", means: "withdrawn" as const } }];
    const more = [...rows.slice(1), rowOf(other, { schoolId: "410101" })];
    const { held } = judged([...all, other], [...more, rowOf(all[0] ?? other, { lastName: "Other" })], { nameless });
    expect(held.map(({ schoolId }) => schoolId)).toEqual(["s1", "00410101"]);
  });

  test("says nothing against who is gone already", () => {
    const gone = stored("9", { status: "withdrawn" });
    const back = rowOf(gone, { status: { word: "active", means: "active" } });
    expect(judged([...all, gone], [...rows.slice(1), rowOf(all[0] ?? gone, { lastName: "Z" }), back]).save).toEqual([]);
  });
});

describe("an import that counts", () => {
  test("lets who is named again be missing another time, and keeps all else that was decided", () => {
    const named = stored("1", { released: ["missing", "double:7"] });
    expect(judged([named], [rowOf(named)]).save).toMatchObject([{ after: { released: ["double:7"] } }]);
    const none = stored("1", { released: ["double:7"] });
    expect(judged([none], [rowOf(none)]).save).toEqual([]);
    expect(judged([named, stored("2")], [rowOf(stored("2"))]).save).toEqual([]);
  });

  test("adds somebody new to the program, from that day, in the phase of the day before", () => {
    const row = rowOf(stored("1"), { anchors: { matriculation: 2025, graduation: 2029 } });
    const on = (today: string) => judged([], [row], { today }).added[0];
    expect(on("2026-10-01")).toMatchObject({ program: program.id, joinedOn: "2026-10-01", phase: "preclerkship" });
    expect(on("2026-10-02")).toMatchObject({ phase: "pce" });
    expect(on("2025-07-01")).not.toHaveProperty("phase");
    expect(on("2026-10-01")?.person).toHaveLength(22);
    expect(on("2026-10-01")).not.toHaveProperty("cimAccessCode");
  });

  test("says all that a rejected row lacks, and counts whom it names as unchanged where nothing differs", () => {
    const judgement = judged([one, stored("2")], [rowOf(one), { line: 3, schoolId: "9" }]);
    expect(judgement.rejected[0]?.reason.split("; ")).toHaveLength(4);
    expect(judgement.unchanged).toEqual([one]);
    expect(judgement.added).toEqual([]);
  });

  test("gives each the code of their own row: new ones, changed ones, and none where rows contradict each other", () => {
    const [two, three] = [stored("2"), stored("3")];
    const codes = new Map([
      [one.person, "A"],
      [two.person, "B"],
    ]);
    const rows = [
      rowOf(one, { cimAccessCode: "A" }),
      rowOf(two, { cimAccessCode: "NEW" }),
      rowOf(three, { cimAccessCode: "C" }),
      rowOf(three, { track: "hst" }),
      rowOf(stored("9"), { cimAccessCode: "D" }),
      { line: 7, schoolId: "rejected", cimAccessCode: "E" },
    ];
    const judgement = judged([one, two, three], rows, { codes });
    expect(judgement.codes).toEqual([
      { person: two.person, code: "NEW" },
      { person: judgement.added[0]?.person, code: "D" },
    ]);
    const twice = [rowOf(stored("8"), { cimAccessCode: "F" }), rowOf(stored("8"), { track: "hst" })];
    expect(judged([], twice).codes).toMatchObject([{ code: "F" }]);
  });
});
