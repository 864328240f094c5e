import { describe, expect, test } from "vitest";
import { newStudent, type RosterRow, studentsOf } from "#domain/people/roster-row.ts";

const TRACKS = [
  { id: "hst", years: 5 },
  { id: "pathways", years: 4 },
];
const row = (change: Partial<RosterRow> = {}): RosterRow => ({
  ...{ line: 2, schoolId: "1", email: "a@x.edu", firstName: "Ann", lastName: "Berg" },
  ...{ track: "pathways", anchors: { matriculation: 2026 } },
  ...change,
});
const bare: RosterRow = { line: 2, schoolId: "1" };
const made = (of: RosterRow) => newStudent(of, TRACKS);

describe("a row of somebody new", () => {
  test("makes an active student who graduates after the track's years, with no society and nothing that it lacks", () => {
    expect(made(row())).toStrictEqual({
      student: {
        ...{ schoolId: "1", email: "a@x.edu", firstName: "Ann", lastName: "Berg", track: "pathways" },
        ...{ anchors: { matriculation: 2026, graduation: 2030 }, society: "", status: "active" },
      },
    });
    expect(made(row({ track: "hst" }))).toMatchObject({ student: { anchors: { graduation: 2031 } } });
  });

  test("gives them all that it says", () => {
    const said = {
      ...{ preferredName: "Annie", society: "Elm", societyAdvisorEmail: "b@x.edu", cimAccessCode: "C" },
      begins: { pce: "2027-10-01" },
    };
    const anchors = { matriculation: 2026, graduation: 2032 };
    expect(made(row({ ...said, anchors, status: { word: "LOA", means: "leave" } }))).toMatchObject({
      student: { ...said, anchors, status: "leave" },
    });
  });

  test("says all that it lacks, in the order of the columns", () => {
    expect(made(bare)).toEqual({
      missing: ["email", "first_name", "track", "matriculation_year"].map(
        (column) => `${column} is missing for somebody new`,
      ),
    });
  });

  test.each([
    ["email", "email"],
    ["track", "track"],
    ["anchors", "matriculation_year"],
  ] as const)("without its %s lacks that alone", (field, column) => {
    const rest = row();
    delete rest[field];
    expect(made(rest)).toEqual({ missing: [`${column} is missing for somebody new`] });
  });

  test("of a track that the program has not lacks its track", () => {
    expect(made(row({ track: "mph" }))).toEqual({ missing: ["track is missing for somebody new"] });
  });

  test("says what could not be read where that is what it lacks", () => {
    const { email: _, ...rest } = row({ unread: { email: 'email "x" is no address', society: "odd" } });
    expect(made(rest)).toEqual({ missing: ['email "x" is no address'] });
  });

  test("needs one name, whichever", () => {
    const { firstName: _, lastName: __, ...nameless } = row();
    const named = (change: Partial<RosterRow>) => made({ ...nameless, ...change });
    expect(named({})).toEqual({ missing: ["first_name is missing for somebody new"] });
    expect(named({ firstName: "Ann" })).toMatchObject({ student: { firstName: "Ann", lastName: "" } });
    expect(named({ lastName: "Berg" })).toMatchObject({ student: { firstName: "", lastName: "Berg" } });
    expect(named({ preferredName: "Annie" })).toMatchObject({ student: { firstName: "", preferredName: "Annie" } });
    expect(named({ fullName: "Ann Berg" })).toMatchObject({ student: { firstName: "Ann Berg", lastName: "" } });
  });

  test.each(["first_name", "last_name", "preferred_name", "full_name", "sortable_name"])(
    "has a name where its %s could not be read",
    (column) => {
      const { firstName: _, lastName: __, ...nameless } = row({ unread: { [column]: "is no name" } });
      expect(made(nameless)).toMatchObject({ student: { firstName: "", lastName: "" } });
    },
  );
});

describe("rows as if nothing were stored", () => {
  test("are students, each with their line", () => {
    const read = studentsOf([row(), row({ line: 3, schoolId: "2" })], TRACKS);
    expect(read.students.map(({ schoolId }) => schoolId)).toEqual(["1", "2"]);
    expect([...read.lineOf]).toEqual([
      ["1", 2],
      ["2", 3],
    ]);
    expect(read.rejected).toEqual([]);
  });

  test("of one id count by the first good one", () => {
    const { students, rejected, lineOf } = studentsOf(
      [bare, row({ line: 3, firstName: "Bea" }), row({ line: 4 })],
      TRACKS,
    );
    expect(students).toMatchObject([{ firstName: "Bea" }]);
    expect(lineOf.get("1")).toBe(3);
    expect(rejected).toEqual([
      { line: 2, reason: expect.stringContaining("first_name is missing for somebody new; track is missing") },
      { line: 4, reason: "student_id is already on line 3, which counts" },
    ]);
  });

  test("with a status that nobody knows are rejected, and with one that is known are not", () => {
    const rows = [
      row({ status: { word: "A" } }),
      row({ line: 3, schoolId: "2", status: { word: "out", means: "leave" } }),
    ];
    const { students, rejected } = studentsOf(rows, TRACKS);
    expect(students).toMatchObject([{ schoolId: "2", status: "leave" }]);
    expect(rejected).toEqual([{ line: 2, reason: "status A is no status that matchward knows" }]);
  });
});
