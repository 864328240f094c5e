import { expect, test } from "vitest";
import { readCase, readText } from "./read-case.ts";

test("the usual status words are known, and one that could be two things is said not to be", async () => {
  const { rows, rejected, warned } = await readCase("02-status-words");
  expect(rejected.filter(({ reason }) => !reason.includes("status"))).toEqual([]);
  expect(rows.map(({ status }) => status?.means)).toEqual([
    "deceased",
    "leave",
    "withdrawn",
    "withdrawn",
    undefined,
    undefined,
    undefined,
  ]);
  expect(warned).toEqual(["6: status", "7: status", "8: status"]);
});

test("the school says in school.yaml what its own words mean", async () => {
  const statusWords = { INACTIVE: "withdrawn", "not-attending": "leave", A: "active" };
  const { rows, warned } = await readCase("02-status-words", { statusWords });
  expect(rows.map(({ status }) => status?.means).slice(4)).toEqual(["withdrawn", "leave", "active"]);
  expect(warned).toEqual([]);
});

test.each([
  [" Leave_of  Absence", "leave"],
  ["on-leave", "leave"],
  ["GRADUATED", "graduated"],
  ["Transferred out", "withdrawn"],
  ["tobedeleted", "withdrawn"],
  ["died", "deceased"],
  ["Enrolled", "active"],
  ["Enrolled FT", "active"],
  ["LOA - Medical", "leave"],
  ["Leave (Research)", "leave"],
  ["Withdrawn: Academic", "withdrawn"],
  ["Active (LOA)", undefined],
  ["Inactive/Deceased", undefined],
  ["Parental Leave of Absence", "leave"],
  ["Withdrawn – Academic", "withdrawn"],
  ["[Withdrawn]", "withdrawn"],
  ["WITHDRAWN.", "withdrawn"],
  ["\u200ewith\u200bdrawn\u200e", "withdrawn"],
  ["Ｗｉｔｈｄｒａｗｎ", "withdrawn"],
  ["Dec'd", "deceased"],
  ["Deceased?", undefined],
  ["DECEASED 9/1/26", undefined],
  ["Active*", undefined],
  ["Not enrolled", undefined],
  ["Active LOA", undefined],
  ["0", undefined],
  ["Y", undefined],
  ["suspended", undefined],
  ["I", undefined],
  ["n/a", undefined],
])("the status %s means %s", async (word, means) => {
  const { rows } = await readText(`student_id,status\n1,${word}`);
  expect(rows[0]?.status?.means).toBe(means);
});

test("an unknown word is told as such, with the line to add", async () => {
  const { warnings } = await readText("student_id,status\n1,Gap year");
  expect(warnings[0]?.message).toBe(
    'status "Gap year" is a status that matchward does not know; no mail until somebody decides; if it always means ' +
      'the same, add "Gap year": leave (or another status) under statusWords in school.yaml',
  );
});

test("a blank cell says nothing", async () => {
  const { rows } = await readCase("03-blank-cells");
  for (const row of rows) {
    expect(row.status).toBeUndefined();
    expect(row.anchors).toEqual({ matriculation: 2023 });
    expect(row).not.toHaveProperty("cimAccessCode");
  }
});

test("a word that the school maps twice, to two statuses, is understood as neither", async () => {
  const statusWords = { Loa: "active", LOA: "leave", "not attending": "withdrawn", "Not-Attending": "withdrawn" };
  const { rows } = await readText("student_id,status\n1,LOA\n2,not attending\n", { statusWords });
  expect(rows.map(({ status }) => status?.means)).toEqual([undefined, "withdrawn"]);
});
