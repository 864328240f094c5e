import { Buffer } from "node:buffer";
import { readFile } from "node:fs/promises";
import { deflateRawSync } from "node:zlib";
import { type CellValue, writeXlsx } from "hucre";
import { describe, expect, test } from "vitest";
import { parseRoster } from "#files/roster/roster-file.ts";
import { program } from "../../domain/calendar/program.fixture.ts";
import { readText } from "./read-case.ts";

const HEADER = ["Student ID", "Email", "First Name", "Last Name", "Track", "Matriculation Year", "PCE begins"];
const ada: CellValue[] = [
  410101,
  "ada@example.edu",
  "Ada",
  "Byron",
  "Pathways",
  2026,
  new Date("2027-10-13T00:00:00Z"),
];

type Sheets = Parameters<typeof writeXlsx>[0]["sheets"];
const asShown = new Map([["1,0", { style: { numFmt: "00000000" } }]]);
const workbook = (sheets: Sheets, dateSystem: "1900" | "1904" = "1900") => writeXlsx({ sheets, dateSystem });

describe("a workbook", () => {
  test.each(["1900", "1904"] as const)("is read as Excel shows it, dates by the system of %s", async (system) => {
    const { rows, warnings } = await readText(
      await workbook([{ name: "Class", rows: [HEADER, ada], cells: asShown }], system),
    );
    expect(rows).toEqual([
      {
        line: 2,
        schoolId: "00410101",
        email: "ada@example.edu",
        firstName: "Ada",
        lastName: "Byron",
        track: "pathways",
        anchors: { matriculation: 2026 },
        begins: { pce: "2027-10-13" },
      },
    ]);
    expect(warnings).toEqual([]);
  });

  test("may have a title above its columns, and is read from its first sheet that is shown", async () => {
    const { rows, warnings } = await readText(
      await workbook([
        { name: "Notes", hidden: true, rows: [["secret"]] },
        { name: "Class", rows: [["Class of 2030"], [], HEADER, ada] },
        { name: "Old", rows: [HEADER, ada] },
      ]),
    );
    expect(rows.map(({ line }) => line)).toEqual([4]);
    const told = warnings.map(({ message }) => message).join("\n");
    expect(told).toContain("named on line 3");
    expect(told).toContain('these are not: "Old"');
  });

  test("tells hidden rows and columns, formulas without a value, and errors", async () => {
    const { rows, warnings } = await readText(
      await workbook([
        {
          name: "Class",
          rows: [HEADER, ["1", "#N/A", "Ada", "Byron", "hst", 2026], ["2", null, "Bo", "Cy", "hst", 2026]],
          cells: new Map([["2,1", { formula: "VLOOKUP(A3,Z:Z,1)" }]]),
          columns: [{}, {}, {}, { hidden: true }],
          rowDefs: new Map([[2, { hidden: true }]]),
        },
      ]),
    );
    expect(rows.map(({ email }) => email)).toEqual([undefined, undefined]);
    const told = warnings.map(({ line, message }) => `${line}: ${message}`).join("\n");
    expect(told).toContain('2: email "#N/A" stands for no value');
    expect(told).toContain("3: the formula in column 2 has no value");
    expect(told).toContain("3: rows are hidden or filtered out, and are read: 3");
    expect(told).toContain("1: columns are hidden, and are read: 4");
  });

  // A cover, a sheet nobody sees, a title, 1904, a filter; ids as numbers in five formats, a link, rich text, formulas.
  test("as another library writes it is read as Excel shows it", async () => {
    const { rows, warned, warnings } = await readText(await readFile("test/cases/files/16-by-exceljs.xlsx"));
    expect(
      rows.map(({ schoolId, email, firstName, society, begins }) => [schoolId, email, firstName, society, begins]),
    ).toEqual([
      ["00410101", "ana@students.example.edu", "Ana", "Alder", { pce: "2027-08-01" }],
      ["00410102", "ben@students.example.edu", undefined, "Alder", { pce: "2027-08-01" }],
      ["410103", "cam@students.example.edu", "Cam", "Alder", { pce: "2027-08-01" }],
      ["410104", "dee@students.example.edu", "Dee", undefined, undefined],
      ["1.23456789012346e+19", "eli@students.example.edu", "Eli", undefined, undefined],
    ]);
    expect(rows.map(({ lastName, anchors }) => [lastName, anchors?.matriculation])).toEqual(
      ["Ruiz", "Cole", "Diaz", "East", "Ford"].map((name) => [name, 2026]),
    );
    expect(warned).toEqual(["1: ", "1: ", "4: ", "6: first_name", "7: ", "7: ", "9: student_id"]);
    const told = warnings.map(({ message }) => message).join("\n");
    expect(told).toContain('the sheet "Data" is read; these are not: "Cover"');
    expect(told).toContain("ids shown as money, percent, dates or powers are read as plain numbers: 7, 8");
  });

  test("that begins lower down, with blank lines and a total, is read from its second writer too", async () => {
    const { rows, rejected } = await readText(await readFile("test/cases/files/16-by-sheetjs.xlsx"));
    expect(rejected).toEqual([]);
    expect(rows.map(({ line, schoolId, begins }) => [line, schoolId, begins?.pce])).toEqual([
      [4, "00410101", "2027-08-01"],
      [5, "00410102", undefined],
    ]);
  });

  test("of the binary kind is refused by that name", async () => {
    const { refused } = await readText(await readFile("test/cases/files/16-by-sheetjs.xlsb"));
    expect(refused).toContain(".xlsb");
  });

  test("of too many rows is refused", async () => {
    const many = Array.from({ length: 20_001 }, (_, nth): CellValue[] => [String(nth)]);
    const { refused } = await readText(await workbook([{ name: "Class", rows: [["student_id"], ...many] }]));
    expect(refused).toContain("more than 20000 rows");
  });

  test("that unpacks to more than a roster can be is refused before it is unpacked", async () => {
    const name = Buffer.from("[Content_Types].xml");
    const packed = deflateRawSync(Buffer.alloc(160 * 1024 * 1024));
    const local = Buffer.alloc(30);
    local.writeUInt32LE(0x04034b50, 0);
    local.writeUInt16LE(8, 8);
    local.writeUInt16LE(name.length, 26);
    const entry = Buffer.alloc(46);
    entry.writeUInt32LE(0x02014b50, 0);
    entry.writeUInt16LE(8, 10);
    entry.writeUInt32LE(packed.length, 20);
    entry.writeUInt16LE(name.length, 28);
    const end = Buffer.alloc(22);
    end.writeUInt32LE(0x06054b50, 0);
    end.writeUInt16LE(1, 10);
    end.writeUInt32LE(local.length + name.length + packed.length, 16);
    const { refused } = await readText(Buffer.concat([local, name, packed, entry, name, end]));
    expect(refused).toContain("far more than a roster holds");
  });
});

test.each([
  ["an old Excel file", Buffer.from("d0cf11e0a1b11ae1", "hex"), "(.xls)"],
  [
    "a protected workbook",
    Buffer.concat([Buffer.from("d0cf11e0", "hex"), Buffer.from("EncryptedPackage", "utf16le")]),
    "password",
  ],
  ["a web page", Buffer.from("\n<html><table><tr><td>student_id"), "web page"],
  ["an XML file", Buffer.from("<?xml version='1.0'?><Workbook>"), "XML"],
  ["a PDF", Buffer.from("%PDF-1.7"), "PDF"],
  ["a cut-off workbook", Buffer.from("PK\u0003\u0004"), "damaged"],
])("%s is refused in the office's words", async (_, bytes, why) => {
  const { refused, rows } = await readText(bytes);
  expect(refused).toContain(why);
  expect(rows).toEqual([]);
});

test.each([
  ["roster.xlsx", "student_id\n1", "is text, not a workbook"],
  ["a/roster.CSV", workbook([{ name: "Class", rows: [HEADER, ada] }]), "is an Excel workbook"],
])("a file that is not what its name says is refused: %s", async (name, content, why) => {
  const { refused, rows } = await parseRoster(await content, program, name);
  expect(refused).toContain(why);
  expect(rows).toEqual([]);
});
