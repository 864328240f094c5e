import { Buffer } from "node:buffer";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readableAddress } from "#domain/people/readable-address.ts";
import { studentsOf } from "#domain/people/roster-row.ts";
import { parseRoster } from "#files/roster/roster-file.ts";
import { rejectedCsv, sharedAddresses } from "#files/roster/warnings.ts";
import { program as example } from "../../domain/calendar/program.fixture.ts";

const TRACKS = [
  { id: "pathways", years: 4 },
  { id: "hst", years: 5 },
];
const HEADER =
  "student_id,email,first_name,last_name,track,matriculation_year,graduation_year,society,status,society_advisor_email,cim_access_code";
const GOOD = {
  student_id: "S1",
  email: "s1@example.edu",
  first_name: "Ada",
  last_name: "Byron",
  track: "pathways",
  matriculation_year: "2024",
  graduation_year: "",
  society: "Oak",
  status: "",
  society_advisor_email: "",
  cim_access_code: "",
};
const row = (change: Partial<typeof GOOD> = {}): string => Object.values({ ...GOOD, ...change }).join(",");
const file = (...rows: string[]): string => [HEADER, ...rows].join("\n");
const program = {
  school: example.school,
  tracks: TRACKS.map((track) => ({ ...track, title: track.id, phases: [] })),
};

/** A file as an import of nobody known reads it. */
const read = async (text: string | Uint8Array) => {
  const parsed = await parseRoster(text, program);
  const { students, lineOf, rejected } = studentsOf(parsed.rows, program.tracks);
  const whole = parsed.refused === undefined ? [] : [{ line: 1, reason: parsed.refused }];
  return {
    ...parsed,
    parsed,
    later: rejected,
    students,
    lineOf,
    rejected: [...whole, ...parsed.rejected, ...rejected],
  };
};
const reasons = async (text: string | Uint8Array): Promise<string[]> =>
  (await read(text)).rejected.map(({ line, reason }) => `${line}: ${reason}`);
const warned = async (text: string | Uint8Array): Promise<string[]> =>
  (await read(text)).warnings.map(({ line, column, message }) => `${line}: ${column}: ${message}`);

describe("a roster file", () => {
  test("fills in the track's normal length and the active status where they are left empty", async () => {
    const { students, rejected } = await read(file(row({ track: "hst" })));
    expect(rejected).toEqual([]);
    expect(students).toEqual([
      {
        schoolId: "S1",
        email: "s1@example.edu",
        firstName: "Ada",
        lastName: "Byron",
        track: "hst",
        anchors: { matriculation: 2024, graduation: 2029 },
        society: "Oak",
        status: "active",
      },
    ]);
  });

  test("is read the same with a byte order mark, with CRLF and as bytes", async () => {
    const text = file(row(), row({ student_id: "S2", cim_access_code: "C-2" }));
    const plain = await read(text);
    expect(await read(Buffer.from(`\ufeff${text.replaceAll("\n", "\r\n")}\r\n`))).toEqual(plain);
    expect(plain.students.map(({ cimAccessCode }) => cimAccessCode)).toEqual([undefined, "C-2"]);
  });

  test("may have its columns in any order, spelled in capitals, with others between them that are named", async () => {
    const names = [...HEADER.split(",").reverse(), "Locker"];
    const cells = [...Object.values(GOOD).reverse(), "17"];
    const { students, unknownColumns } = await read(`${names.join(",").toUpperCase()}\n${cells.join(",")}`);
    expect(students[0]).toMatchObject({ schoolId: "S1", lastName: "Byron" });
    expect(unknownColumns).toEqual(["LOCKER"]);
  });

  test("may leave out the two columns that may be empty", async () => {
    const header = HEADER.split(",").slice(0, 9).join(",");
    expect((await read(`${header}\n${row().split(",").slice(0, 9).join(",")}`)).students).toHaveLength(1);
  });

  test("keeps quoted commas in a value, and counts lines through quoted line breaks and blank lines", async () => {
    const text = `${HEADER},note\r\n${row({ last_name: '"Byron, Jr"' })},"two\r\nlines"\r\n\r\n${row({ email: "x" })},\r\n`;
    const { students, rejected } = await read(text);
    expect(students[0]?.lastName).toBe("Byron, Jr");
    expect(rejected.map(({ line }) => line)).toEqual([5]);
  });

  test("lets the first of two rows with one student id count, and names its line", async () => {
    expect(await reasons(file(row(), row({ email: "other@example.edu" })))).toEqual([
      "3: student_id is already on line 2, which counts",
    ]);
  });

  test("lets the good one of two rows with one student id in where the first is faulty", async () => {
    const { students } = await read(file(row({ email: "nobody" }), row()));
    expect(students).toHaveLength(1);
  });

  test("says everything that is wrong with a row at once", async () => {
    const [reason] = await reasons(file(row({ email: "", track: "law", matriculation_year: "24", status: "gone" })));
    for (const word of ["email", 'track "law" must be one of pathways, hst', "matriculation_year"])
      expect(reason).toContain(word);
  });

  test("leaves a field with a zero byte out alone", async () => {
    const { students, warnings } = await read(file(row({ society: "Oak\u0000" }), row({ student_id: "S2" })));
    expect(students.map(({ schoolId, society }) => [schoolId, society])).toEqual([
      ["S1", ""],
      ["S2", "Oak"],
    ]);
    expect(warnings).toMatchObject([
      { line: 2, column: "society", message: expect.stringContaining("control character") },
    ]);
  });

  test("sets a line with a stray quotation mark aside alone", async () => {
    const { students, rejected } = await read(file(row(), row({ last_name: '"Byron' }), row({ student_id: "S3" })));
    expect(students.map(({ schoolId }) => schoolId)).toEqual(["S1", "S3"]);
    expect(rejected).toMatchObject([{ line: 3, reason: expect.stringContaining("quotation mark") }]);
  });
});

describe("what a roster row may hold", () => {
  test.each([
    ["an address without an @", { email: "nobody" }, "not an e-mail address"],
    ["an address with a letter before the @ that SES cannot take", { email: "josé@example.edu" }, "“é” (U+00E9)"],
    ["an address with two dots", { email: "a..b@example.edu" }, "before the @"],
    ["an address of 65 characters before the @", { email: `${"a".repeat(65)}@example.edu` }, "more than 64"],
    ["an address of 255 characters", { email: `a@${"b.".repeat(125)}edu` }, "longer than 254"],
    ["an address without a domain ending", { email: "a@example" }, "no proper domain"],
    ["an address at a number", { email: "a@127.0.0.1" }, "no proper domain"],
    ["an address with a label of 64", { email: `a@${"b".repeat(64)}.edu` }, "no proper domain"],
    ["an international domain with a path", { email: "a@bücher.example/x.edu" }, "no proper domain"],
    ["an international domain with a query", { email: "a@bücher.example?x.edu" }, "no proper domain"],
    ["an international domain with a label too long", { email: `a@${"ü".repeat(64)}.edu` }, "no proper domain"],
    ["an address with a line break", { email: '"a@example.edu\nBcc: b@example.edu"' }, "more than one address"],
    ["a name with a control character", { first_name: "A\u0007" }, "control character"],
    ["a name with a zero byte", { first_name: "A\u0000" }, "control character"],
    ["a name that turns what follows", { last_name: "\u202enoryB" }, "has the hidden character U+202E"],
    ["a name of 101 characters", { last_name: "x".repeat(101) }, "longer than 100"],
    ["a society of 301 characters", { society: "y".repeat(301) }, "longer than 300"],
    ["a matriculation before 1990", { matriculation_year: "1989" }, "1990 to 2100"],
    ["a year that is no year", { graduation_year: "20x8" }, "graduation_year"],
    ["a graduation in the year of matriculation", { graduation_year: "2024" }, "1 to 12 years"],
    ["a graduation 13 years on", { graduation_year: "2037" }, "1 to 12 years"],
    ["a faulty advisor's address", { society_advisor_email: "dr" }, "is not an e-mail address"],
  ])("is left out with a warning where it is %s", async (_, change, reason) => {
    const [column] = Object.keys(change);
    const { warnings } = await read(file(row(change)));
    expect(warnings).toEqual([{ line: 2, column, message: expect.stringContaining(reason) }]);
  });

  test("is nobody without an id", async () => {
    expect(await reasons(file(row({ student_id: "" })))).toEqual(["2: student_id is empty"]);
  });

  test.each([
    ["an apostrophe and a plus sign in an address", { email: "o'neil+cim@mail.example.edu" }],
    ["a name in another script", { first_name: "秀英", last_name: "Ångström-O’Neil" }],
    ["a name with marks of direction", { first_name: "\u200fעדה\u200e" }],
    ["a name spelled with a joiner", { first_name: "می\u200cخواهم" }],
    ["a name of 100 characters", { first_name: "y".repeat(100) }],
    ["a graduation eight years on", { graduation_year: "2032" }],
  ])("may be %s", async (_, change) => {
    expect(await reasons(file(row(change)))).toEqual([]);
    expect(await warned(file(row(change)))).toEqual([]);
  });

  test.each([
    ["a@bücher.example", "a@xn--bcher-kva.example", "a@bücher.example"],
    ["A.B@MÜNCHEN。example", "A.B@xn--mnchen-3ya.example", "A.B@münchen.example"],
    ["a@نامه\u200cای.example", "a@xn--mgba3gch31f060k.example", "a@نامه\u200cای.example"],
    ["a@xn--bcher-kva.example", "a@xn--bcher-kva.example", "a@bücher.example"],
    ["Ada@Example.edu", "Ada@Example.edu", "Ada@Example.edu"],
    ["a@xn--zzzz-zzz.example", "a@xn--zzzz-zzz.example", "a@xn--zzzz-zzz.example"],
  ])(
    "keeps the international domain of %s in the form that can be mailed, and can show it",
    async (given, sent, shown) => {
      const [student] = (await read(file(row({ email: given, society_advisor_email: given })))).students;
      expect(student).toMatchObject({ email: sent, societyAdvisorEmail: sent });
      expect(readableAddress(sent)).toBe(shown);
    },
  );

  test("has at most as many values as the first line names", async () => {
    expect(await reasons(file(`${row()},more`))).toEqual([expect.stringContaining("2: has 12 values")]);
    expect((await read(file("S1,s1@example.edu"))).rows).toEqual([
      { line: 2, schoolId: "S1", email: "s1@example.edu" },
    ]);
    expect(await reasons(file(`${row()},,`))).toEqual([]);
  });

  test("is told from text in another encoding", async () => {
    expect(await warned(Buffer.from(file(row({ last_name: "Ångström" })), "latin1"))).toEqual([
      expect.stringContaining("UTF-8"),
    ]);
  });
});

describe("a file that is no roster", () => {
  test.each([
    ["an empty one", "", "empty"],
    ["one of blank lines", "\n\r\n", "empty"],
    ["one with a header of semicolons", HEADER.replaceAll(",", ";"), "not separated by commas"],
    ["one with one column", "student\nS1", "missing: student_id"],
    ["one without ids", HEADER.replace("student_id,", ""), "missing: student_id"],
    ["one that names the ids twice", `${HEADER},Student ID`, "could each be student_id"],
    ["a binary one", "\u0000\u0001\u0002", "not a CSV"],
    ["a damaged spreadsheet", "PK\u0003\u0004", "damaged"],
    ["UTF-16 text", Buffer.from(`\ufeff${HEADER}`, "utf16le"), "UTF-16"],
  ])("is one fault, and nothing goes in: %s", async (_, text, reason) => {
    const { students, rejected } = await read(text);
    expect(students).toEqual([]);
    expect(rejected).toMatchObject([{ line: 1, reason: expect.stringContaining(reason) }]);
  });

  test("never makes the reader throw, whatever its bytes", async () => {
    const bytes = fc.oneof(
      fc.uint8Array({ maxLength: 300 }),
      fc
        .array(fc.constantFrom('"', ",", "\n", "\r", "S1", "é"), { maxLength: 80 })
        .map((parts) => Buffer.from(`${HEADER}\n${parts.join("")}`)),
    );
    await fc.assert(
      fc.asyncProperty(bytes, async (input) => Array.isArray((await read(input)).students)),
      { numRuns: 300 },
    );
  });

  // Where the reader took the square of their length, these would outlast any time limit.
  test.each([
    ["one endless line", "x".repeat(8_000_000)],
    ["nothing but stray quotation marks", 'S1,"a,\n'.repeat(500_000)],
    ["a mark that is never closed", `"${`${row()}\n`.repeat(60_000)}`],
  ])("is read in linear time: %s", async (_, body) => {
    const { students, rejected } = await read(`${HEADER}\n${body}`);
    expect(students.length + rejected.length).toBeGreaterThan(0);
  });
});

describe("an address of more than one student", () => {
  const warnings = async (...rows: string[]): Promise<string[]> =>
    sharedAddresses(await read(file(...rows))).map(({ line, message }) => `${line}: ${message.split(";")[0]}`);
  const at = (student_id: string, email: string, status = "") => row({ student_id, email, status });

  test("is a warning on each of their rows, and both go in", async () => {
    const rows = [at("S1", "a@bücher.example"), at("S2", "b@example.edu"), at("S3", "A@xn--bcher-kva.example")];
    expect(await warnings(...rows)).toEqual([
      "2: email a@bücher.example is also that of line 4",
      "4: email A@bücher.example is also that of line 2",
    ]);
    expect(await reasons(file(...rows))).toEqual([]);
  });

  test("is no matter where only one of them is still written to", async () => {
    expect(await warnings(at("S1", "a@example.edu", "graduated"), at("S2", "a@example.edu"))).toEqual([]);
    expect(await warnings(at("S1", "a@example.edu", "leave"), at("S2", "a@example.edu"))).toHaveLength(2);
  });

  test("names a few where a whole file has one address, in linear time", async () => {
    const all = await warnings(...Array.from({ length: 20_000 }, (_, nth) => at(`S${nth}`, "a@example.edu")));
    expect(all[0]).toBe("2: email a@example.edu is also that of line 3, line 4, line 5, 19996 more");
    expect(all.at(-1)).toBe("20001: email a@example.edu is also that of line 2, line 3, line 4, 19996 more");
  });
});

describe("the rejected rows", () => {
  const back = async (text: string): Promise<string> => {
    const { parsed, later } = await read(text);
    return rejectedCsv(parsed, later);
  };

  test("come back as a CSV of their own that, once mended, can be sent in as it is", async () => {
    const csv = await back(file(row(), row({ student_id: "S2", last_name: '"Byron, Jr"', email: "x" })));
    expect(csv.split("\n")[0]).toBe(`${HEADER},reason,line`);
    const mended = await read(csv.replace(",x,", ",x@example.edu,"));
    expect(mended.students).toMatchObject([{ schoolId: "S2", lastName: "Byron, Jr" }]);
    expect(mended.unknownColumns).toEqual(["reason", "line"]);
  });

  test("hold the lines that were set aside as broken", async () => {
    expect(await back(file(row({ last_name: '"Byron' })))).toContain('"""Byron"');
  });
});
