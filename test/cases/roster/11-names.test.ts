import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { fullName, givenNameFault, greetingName, nameOrNumber } from "#domain/people/greeting.ts";
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

const CANVAS = "user_id,full_name,sortable_name,short_name,email,track,matriculation_year";

test.each([
  ['Lee Tran,"Tran, Lee",Lee Tran', { firstName: "Lee", lastName: "Tran" }, "Lee"],
  [',"Byron, Jr., Ada Mae",', { firstName: "Ada Mae", lastName: "Byron, Jr." }, "Ada Mae"],
  ["Lee Tran,,", { firstName: "Lee Tran", lastName: "" }, "Lee Tran"],
  ['"Tran,Lee",,', { firstName: "Lee", lastName: "Tran" }, "Lee"],
  ['"Lee Tran, Jr.",,', { firstName: "Lee Tran, Jr.", lastName: "" }, ""],
  ["Cher,Cher,Cher", { firstName: "Cher", lastName: "" }, "Cher"],
  [",,Lee Tran", undefined, undefined],
])("Canvas's names alone, %s, make a student", async (names, student, greeting) => {
  const { students, greeted } = await readText(`${CANVAS}\n1,${names},a@example.edu,pathways,2026`);
  expect(students).toMatchObject(student === undefined ? [] : [student]);
  expect(greeted).toEqual(greeting === undefined ? [] : [greeting]);
});

test("a full name fills in what has no column of its own, and what has one wins", async () => {
  const { rows } = await readText(
    'EMPLID,NAME,FIRST_NAME,LAST_NAME\n1,"Tran,Lee",Leigh,\n2,"Tran,Lee",,Voss\n3,Lee Tran,Lee,\n4,#N/A,,\n5,"N/A, Lee",,',
  );
  expect(rows.map(({ firstName, lastName, fullName }) => [firstName, lastName, fullName])).toEqual([
    ["Leigh", "Tran", undefined],
    ["Lee", "Voss", undefined],
    ["Lee", undefined, undefined],
    [undefined, undefined, undefined],
    ["Lee", undefined, undefined],
  ]);
});

test("a name that begins with the last one is taken apart at its comma, whatever the names are", async () => {
  const name = fc.stringMatching(/^[A-Za-zÀ-ÖØ-öø-ÿ][a-zà-öø-ÿ' -]{1,20}[a-zà-öø-ÿ]$/);
  const plain = name.filter((text) => givenNameFault(text) === undefined && !/^(jr|sr|[iv]+|esq|md|do)$/i.test(text));
  await fc.assert(
    fc.asyncProperty(plain, plain, async (firstName, lastName) => {
      const { rows } = await readText(`student_id,sortable_name\n1,"${lastName}, ${firstName}"`);
      expect(rows).toMatchObject([{ firstName, lastName }]);
    }),
  );
});

test.each([
  "Not Provided",
  "None given",
  "(none)",
  "N.N.",
  "No first name",
  "To be determined",
  "Deleted User",
  "Jane DO NOT USE",
  "Firstname",
])("nobody is greeted by %s", async (first) => {
  const row = `1,a@example.edu,${first},Smith,pathways,2026`;
  const { greeted, warned } = await readText(`student_id,email,first_name,last_name,track,matriculation_year\n${row}`);
  expect(greeted.join()).not.toContain(first);
  expect(warned).toEqual(["2: first_name"]);
});
