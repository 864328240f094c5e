import { describe, expect, test } from "vitest";
import { fullName, greetingName, nameOrNumber } from "#domain/people/greeting.ts";
import { readCase, readText } from "./read-case.ts";

test("who prefers a name is greeted by it", async () => {
  expect((await readCase("11-preferred-name")).greeted).toEqual(["Ruth", "Ming"]);
});

test.each([
  "preferred_name",
  "Preferred First Name",
  "Chosen Name",
  "Nickname",
  "preferredFirstName",
  "PREF_FIRST_NAME",
])("the column may be called %s", async (column) => {
  const row = "1,a@example.edu,Robert,Lind,pathways,2026,Ruth";
  const { greeted } = await readText(
    `student_id,email,first_name,last_name,track,matriculation_year,${column}\n${row}`,
  );
  expect(greeted).toEqual(["Ruth"]);
});

describe("one name is enough", () => {
  test.each([
    ["", "Sukarno"],
    ["Sukarno", ""],
    ["FNU", "Sukarno"],
    [".", "Sukarno"],
    ["Sukarno", "LNU"],
  ])("first %j, last %j", async (first, last) => {
    const row = `1,a@example.edu,${first},${last},pathways,2026`;
    const read = await readText(`student_id,email,first_name,last_name,track,matriculation_year\n${row}`);
    expect(read.rejected).toEqual([]);
    expect(read.greeted).toEqual(["Sukarno"]);
  });

  test("no name at all is not", async () => {
    const row = "1,a@example.edu,,,pathways,2026";
    const { rejected } = await readText(`student_id,email,first_name,last_name,track,matriculation_year\n${row}`);
    expect(rejected).toMatchObject([{ line: 2, reason: expect.stringContaining("first_name is missing") }]);
  });
});

test("what is no name is told, and greets nobody", async () => {
  const { greeted, warned, rejected } = await readCase("13-not-names");
  expect(rejected).toEqual([]);
  expect(greeted).toEqual(Array.from({ length: 6 }, () => ""));
  for (const line of [2, 3, 4, 5, 6, 7]) expect(warned).toContain(`${line}: first_name`);
});

test.each([
  ["Ana María", "Ana María"],
  ["O'Neil-Ãvila", "O'Neil-Ãvila"],
  ["Đặng", "Đặng"],
  ["Âmbar", "Âmbar"],
  ["עדה", "עדה"],
  ["J.", "J."],
  ["MÃ¼ller", ""],
  ["Zoâ€™e", ""],
  ["Jos?", ""],
  ["jane2", ""],
  ["a@b.edu", ""],
  ["#REF!", ""],
  ["Bo/Bob", ""],
])("%s is greeted as %s", (firstName, greeted) => {
  expect(greetingName({ firstName, lastName: "LNU" })).toBe(greeted);
});

test("staff read the preferred name with the last, and one name where there is one", () => {
  expect(fullName({ firstName: "Robert", lastName: "Lind", preferredName: "Ruth" })).toBe("Ruth Lind");
  expect(fullName({ firstName: "Robert", lastName: "Lind", preferredName: "Ruth Lind" })).toBe("Ruth Lind");
  expect(fullName({ firstName: "", lastName: "Sukarno" })).toBe("Sukarno");
});

test("staff read the school's number of whom no name is known", () => {
  expect(nameOrNumber({ firstName: "", lastName: "", schoolId: "00410321" })).toBe("00410321");
  expect(nameOrNumber({ firstName: "", lastName: "Sukarno", schoolId: "00410321" })).toBe("Sukarno");
});
