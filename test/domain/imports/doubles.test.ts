import { describe, expect, test } from "vitest";
import { codeKey, doublesOf } from "#domain/imports/doubles.ts";
import { entriesOf } from "#domain/imports/entries.ts";
import type { RosterRow } from "#domain/people/roster-row.ts";
import type { Student } from "#domain/people/student.ts";
import { rowOf, stored } from "./school.fixture.ts";

const jo = stored("00410101", { email: "jo@x.edu", firstName: "Jo", lastName: "Reyes" });
const found = (all: readonly Student[], rows: readonly RosterRow[], codes = new Map<string, string>()) =>
  doublesOf(entriesOf(rows, all), all, codes);
const fresh = (schoolId: string, change: Partial<RosterRow> = {}, lacks: readonly Blank[] = []): RosterRow => {
  const row: RosterRow = {
    ...{ line: 2, schoolId, email: `${schoolId}@new.edu`, firstName: `New${schoolId}`, lastName: "Person" },
    ...{ track: "pathways", anchors: { matriculation: 2025 } },
    ...change,
  };
  for (const field of lacks) delete row[field];
  return row;
};
type Blank = "firstName" | "lastName" | "track" | "anchors";

test.each([
  [" CIM 12\tx", "cim12x"],
  ["cim12X", "cim12x"],
  ["", ""],
  [undefined, undefined],
])("the access code %j is compared as %j", (code, key) => {
  expect(codeKey(code)).toBe(key);
});

describe("why two may be one", () => {
  const alike = (what: string) => `the ids are alike and ${what} is the same`;
  const unnamed = (what: string) => `${what} is the same, and the roster does not name the other`;
  const codes = new Map([[jo.person, "CIM-1"]]);

  test.each([
    ["the address", { email: "JO@x.edu" }],
    ["the access code", { cimAccessCode: "cim -1" }],
    ["the name", { firstName: "JO", lastName: "Reyes." }],
  ])("ids that are alike, and %s", (what, change) => {
    const other = { one: "410101", other: "00410101", why: alike(what) };
    expect(found([jo], [fresh("410101", change)], codes)).toEqual([other]);
    expect(found([jo], [rowOf(jo), fresh("410101", change)], codes)).toEqual([other]);
  });

  test.each([
    ["the address", { email: "JO@x.edu" }],
    ["the access code", { cimAccessCode: "cim -1" }],
  ])("%s of one whom the file does not name", (what, change) => {
    expect(found([jo], [fresh("77", change)], codes)).toEqual([{ one: "77", other: "00410101", why: unnamed(what) }]);
    expect(found([jo], [rowOf(jo), fresh("77", change)], codes)).toEqual([]);
  });

  test("neither the name of one whom the file does not name, nor nothing at all", () => {
    expect(found([jo], [fresh("77", { firstName: "Jo", lastName: "Reyes" })], codes)).toEqual([]);
    expect(found([jo], [fresh("410101")], codes)).toEqual([]);
    expect(found([jo, stored("2")], [rowOf(jo), rowOf(stored("2"))], codes)).toEqual([]);
  });

  test("the address is named before the code, and the code before the name", () => {
    const all = { email: jo.email, cimAccessCode: "CIM-1", firstName: "Jo", lastName: "Reyes" };
    const { email: _, ...rest } = all;
    expect(found([jo], [fresh("410101", all)], codes)[0]?.why).toBe(alike("the address"));
    expect(found([jo], [fresh("410101", rest)], codes)[0]?.why).toBe(alike("the access code"));
  });

  test("a blank address, code or name is nobody's", () => {
    const blank = stored("00410102", { email: "b@x.edu", firstName: "", lastName: "" });
    const row: RosterRow = { line: 2, schoolId: "410102" };
    expect(found([blank], [row])).toEqual([]);
    expect(found([blank], [{ ...row, firstName: "-", lastName: "." }])).toEqual([]);
  });

  test("two without an address are not the same for it, nor are two with codes of their own", () => {
    expect(
      found(
        [],
        [fresh("0410109", { line: 2 }), fresh("410109", { line: 3 })].map(({ email: _, ...row }) => row),
      ),
    ).toEqual([]);
    expect(found([jo], [fresh("410101", { cimAccessCode: "CIM-2" })], codes)).toEqual([]);
  });

  test("ids with letters that are alike, and the name alone", () => {
    const row = fresh("s123", { firstName: "Jo", lastName: "Reyes" });
    expect(found([{ ...jo, schoolId: "S00123" }], [row])[0]?.why).toBe(alike("the name"));
  });

  test("a name is the same with or without accents and signs, as a whole or in parts", () => {
    const zoe = stored("00410103", { firstName: "Zoë", lastName: "O'Neil" });
    const whole = fresh("410103", { fullName: "zoe o'neil" }, ["firstName", "lastName"]);
    for (const row of [fresh("410103", { firstName: "Zoe", lastName: "ONEIL" }), whole])
      expect(found([zoe], [row])[0]?.why).toBe(alike("the name"));
    expect(found([zoe], [fresh("410103", { firstName: "ZoeO", lastName: "Neil" })])).toEqual([]);
  });
});

describe("an access code that many have", () => {
  const codes = new Map([[jo.person, "TBD"]]);
  const rows = (count: number) =>
    Array.from({ length: count }, (_, nth) => fresh(`${70 + nth}`, { cimAccessCode: "tbd" }));

  test("is nobody's: only of two it may be one's", () => {
    expect(found([jo], rows(1), codes)).toHaveLength(1);
    expect(found([jo], rows(2), codes)).toEqual([]);
  });

  test("still tells of ids that are alike", () => {
    const row = fresh("410101", { cimAccessCode: "TBD" });
    expect(found([jo], [...rows(3), row], codes)).toMatchObject([{ one: "410101", other: "00410101" }]);
  });
});

describe("an id that is an address", () => {
  const lee = stored("lee.tran@x.edu", { email: "lee.tran@x.edu", firstName: "Lee" });
  const given = { email: "lee.voss@x.edu", firstName: "LEE", anchors: { matriculation: 2024 } };
  const row = (change: Partial<RosterRow> = {}, lacks: readonly Blank[] = []) =>
    fresh("lee.voss@x.edu", { ...given, ...change }, lacks);
  const WHY =
    "their ids are addresses, the first name and the class are the same, and the roster does not name the other";

  test("may be that of one whom the file does not name, with the first name in the class", () => {
    expect(found([lee], [row()])).toEqual([{ one: "lee.voss@x.edu", other: "lee.tran@x.edu", why: WHY }]);
  });

  test.each([
    ["another first name", { firstName: "Leo" }],
    ["another track", { track: "hst" }],
    ["another year", { anchors: { matriculation: 2025 } }],
    ["an id that is no address", { schoolId: "77" }],
  ])("is not with %s", (_, change) => {
    expect(found([lee], [row(change)])).toEqual([]);
  });

  test.each(["firstName", "track", "anchors"] as const)("is not without the row's %s", (field) => {
    expect(found([lee], [row({}, [field])])).toEqual([]);
  });

  test("is not where the other's id is no address, where the file names them, or where two are meant", () => {
    const number = { ...lee, schoolId: "12" };
    const twin = { ...lee, schoolId: "lee.b@x.edu", person: "twin", email: "lee.b@x.edu" };
    expect(found([number], [row()])).toEqual([]);
    expect(found([lee], [rowOf(lee), row()])).toEqual([]);
    expect(found([lee, twin], [row()])).toEqual([]);
  });
});

describe("a number that a spreadsheet has rounded", () => {
  const long = stored("1234567890123456", { firstName: "Ann", lastName: "Berg" });

  test("is found by its name alone, where address and code are new", () => {
    for (const id of ["1234567890123450", " 1.23456789012345E+15 "])
      expect(found([long], [fresh(id, { firstName: "Ann", lastName: "Berg" })])).toMatchObject([
        { other: long.schoolId, why: "the ids are alike and the name is the same" },
      ]);
    expect(found([long], [fresh("1234567890123450")])).toEqual([]);
  });

  test("may be each of the several whose rows it swallowed", () => {
    const id = "1234567890123450";
    const other = stored("1234567890123457", { firstName: "Bea", lastName: "Cole" });
    const rows = [
      fresh(id, { firstName: "Ann", lastName: "Berg" }),
      fresh(id, { line: 3, firstName: "Bea", lastName: "Cole" }),
    ];
    expect(found([long, other], rows).map((double) => [double.one, double.other])).toEqual([
      [id, long.schoolId],
      [id, other.schoolId],
    ]);
  });
});

test("each two are told once, however many things they share", () => {
  const codes = new Map([[jo.person, "C"]]);
  expect(
    found([jo], [fresh("410101", { email: jo.email, cimAccessCode: "C", firstName: "Jo", lastName: "Reyes" })], codes),
  ).toHaveLength(1);
});

test("two new rows of one file may be one as well, and nobody is their own double", () => {
  const rows = [fresh("00410109", { email: "a@x.edu" }), fresh("410109", { line: 3, email: "a@x.edu" })];
  expect(found([], rows).map(({ one, other }) => [one, other])).toEqual([
    ["00410109", "410109"],
    ["410109", "00410109"],
  ]);
  expect(found([], [fresh("9"), fresh("9", { line: 3 })])).toEqual([]);
});
