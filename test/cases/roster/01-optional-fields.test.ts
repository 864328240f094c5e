import fc from "fast-check";
import { expect, test } from "vitest";
import { anyCharacter } from "../../any-character.ts";
import { readCase, readText } from "./read-case.ts";

test("a column that nobody needs costs its field where it cannot be read, and never the student", async () => {
  const { students, rejected, warnings } = await readCase("01-advisor-tbd");
  expect(rejected).toEqual([]);
  expect(students.map(({ societyAdvisorEmail }) => societyAdvisorEmail)).toEqual([
    undefined,
    undefined,
    undefined,
    "r.vance@example.edu",
    undefined,
  ]);
  expect(warnings).toEqual([
    { line: 2, column: "society_advisor_email", message: expect.stringContaining('"TBD" stands for no value') },
    { line: 3, column: "society_advisor_email", message: expect.stringContaining('"n/a" stands for no value') },
    { line: 4, column: "society_advisor_email", message: expect.stringContaining("more than one address") },
  ]);
});

const HEADER = "student_id,email,first_name,last_name,track,matriculation_year";
const ADA = "a@example.edu,Ada,Byron,pathways,2026";

test.each([
  ["society", "TBD", "stands for no value"],
  ["society_advisor_email", "see Dr. Vance", "not an e-mail address"],
  ["cim_access_code", "#N/A", "stands for no value"],
  ["cim_access_code", "=B2", "formula"],
  ["preferred_name", "-", "stands for no value"],
  ["graduation_year", "TBD", "stands for no value"],
  ["graduation_year", "2020", "1 to 12 years after"],
  ["pce_begins", "next fall", "a date such as"],
  ["post_pce_begins", "8/1/2027", "two ways"],
  ["leave_from", "3/4/2027", "two ways"],
  ["leave_until", "46450", "spreadsheet's number of a day"],
  ["leave_until", "after the summer", "a date such as"],
  ["degree", "TBD", "stands for no value"],
  ["mailbox", "=B2", "formula"],
])("%s %s is left out with a warning that says why", async (column, value, why) => {
  const row = `1,a@example.edu,Ada,Byron,pathways,2026,${value}`;
  const { students, warnings } = await readText(`${HEADER},${column}\n${row}`);
  expect(students).toHaveLength(1);
  expect(warnings).toEqual([{ line: 2, column, message: expect.stringContaining(why) }]);
  expect(warnings[0]?.message).toContain(`"${value}"`);
});

const OWN = "degree,leave_from,leave_until,specialty,site,mailbox";
const own = async (cells: string) => readText(`${HEADER},${OWN}\n1,a@example.edu,Ada,Byron,pathways,2026,${cells}`);

test("degree, leave, specialty, site and mailbox are read where they are given", async () => {
  const { students, warnings } = await own("MD/PhD,2027-09-01,2028-06-30,Surgery,East Hospital,114");
  expect(students).toMatchObject([
    { degree: "MD/PhD", leaveFrom: "2027-09-01", leaveUntil: "2028-06-30", site: "East Hospital", mailbox: "114" },
  ]);
  expect(students[0]?.specialty).toBe("Surgery");
  expect(warnings).toEqual([]);
  const blank = await own(",,,,,");
  expect([blank.students, blank.warnings]).toEqual([(await readText(`${HEADER}\n1,${ADA}`)).students, []]);
});

test("a leave that ends before it begins is left out, with both dates, and the student is read", async () => {
  const { students, warnings } = await own("MD,2028-06-30,2027-09-01,,,");
  expect(students).toMatchObject([{ degree: "MD" }]);
  expect(students[0]).not.toHaveProperty("leaveFrom");
  expect(students[0]).not.toHaveProperty("leaveUntil");
  expect(warnings).toEqual([
    {
      ...{ line: 2, column: "leave_until" },
      message: 'leave_until "2027-09-01" is before leave_from "2028-06-30"; both are left out',
    },
  ]);
});

test.each([
  ["MD,2027-09-01,2031-09-01,,,", "leave_until", "a leave of 4 years"],
  ["MD,2025-09-01,2026-03-01,,,", "leave_from", "before they entered, in 2026"],
])("a leave that is hardly meant is read, and warned of: %s", async (cells, column, why) => {
  const { students, warnings } = await own(cells);
  expect(students[0]).toHaveProperty("leaveFrom");
  expect(warnings).toMatchObject([{ column, message: expect.stringContaining(why) }]);
});

test("the end of a leave alone says nothing of somebody active, and is warned of", async () => {
  const row = `1,${ADA},active,2027-03-01`;
  const { warnings } = await readText(`${HEADER},status,leave_until\n${row}`);
  expect(warnings).toMatchObject([{ column: "leave_until", message: expect.stringContaining("say both") }]);
});

test("none takes away what is stored, and a warning never quotes a specialty", async () => {
  const { rows, warnings } = await own("None,none,NONE,none,none,none");
  const nothing = { degree: null, leaveFrom: null, leaveUntil: null, specialty: null, site: null, mailbox: null };
  expect([rows[0], warnings]).toMatchObject([nothing, []]);
  expect((await own(",,,=Surgery,,")).warnings).toEqual([
    { line: 2, column: "specialty", message: "specialty begins like a formula and is left out" },
  ]);
});

test.each([
  ['"Vance, Rita <r.vance@example.edu>"', "r.vance@example.edu"],
  ["mailto:r.vance@example.edu", "r.vance@example.edu"],
  ["<r.vance@example.edu>", "r.vance@example.edu"],
  ["r.vance@example.edu;", "r.vance@example.edu"],
  ["r.vance@example.edu <r.vance@example.edu>", "r.vance@example.edu"],
])("an address may be written as %s", async (written, address) => {
  const { students, warnings } = await readText(`${HEADER}\n1,${written},Ada,Byron,pathways,2026`);
  expect(students.map(({ email }) => email)).toEqual([address]);
  expect(warnings).toEqual([]);
});

test.each([
  ["2026.0", 2026, "is read as 2026"],
  ["2026-08-15", 2026, "its year 2026"],
  ["8/15/2026", 2026, "its year 2026"],
])("a year may be written as %s, and what was made of it is told", async (written, year, why) => {
  const { students, warnings } = await readText(`${HEADER}\n1,a@example.edu,Ada,Byron,pathways,${written}`);
  expect(students[0]?.anchors.matriculation).toBe(year);
  expect(warnings).toMatchObject([{ column: "matriculation_year", message: expect.stringContaining(why) }]);
});

test.each(["AY2026", "2026-2027", "26", "99999"])("a year of %s is not guessed at", async (written) => {
  const { rows, rejected } = await readText(`${HEADER}\n1,a@example.edu,Ada,Byron,pathways,${written}`);
  expect(rows[0]?.anchors).toBeUndefined();
  expect(rejected).toMatchObject([{ reason: expect.stringContaining(`"${written}"`) }]);
});

test("what hides in a year does not reject a student", async () => {
  const { students } = await readText(`${HEADER}\n1,a@example.edu,Ada,Byron,pathways,\u200e2026\u200b`);
  expect(students).toMatchObject([{ anchors: { matriculation: 2026 } }]);
});

const MONTHS = [..."January February March April May June July August September October November December".split(" ")];

test("a day is read however it is written, and told", async () => {
  const day = fc.date({ min: new Date("2020-01-01"), max: new Date("2040-12-31"), noInvalidDate: true });
  const way = fc.constantFrom(
    "y-m-d",
    "y/m/d",
    "ymd",
    "M d, y",
    "M d y",
    "d M y",
    "d-m-y",
    "D.m.y",
    "m/d/y",
    "y-m-d 00:00:00",
  );
  await fc.assert(
    fc.asyncProperty(day, way, fc.boolean(), async (date, how, isLong) => {
      const [iso = ""] = date.toISOString().split("T");
      const [y = "", m = "", d = ""] = iso.split("-");
      const month = (MONTHS[Number(m) - 1] ?? "").slice(0, isLong ? undefined : 3);
      const written = {
        "y-m-d": iso,
        "y/m/d": `${y}/${m}/${d}`,
        ymd: `${y}${m}${d}`,
        "M d, y": `"${month} ${Number(d)}, ${y}"`,
        "M d y": `${month} ${Number(d)} ${y}`,
        "d M y": `${Number(d)} ${month} ${y}`,
        "d-m-y": `${d}-${month.toUpperCase()}-${y.slice(2)}`,
        "D.m.y": `${Number(d)}.${Number(m)}.${y}`,
        "m/d/y": `${m}/${d}/${y}`,
        "y-m-d 00:00:00": `${iso} 00:00:00`,
      }[how];
      const { rows, warnings } = await readText(`student_id,pce_begins\n1,${written}`);
      const isUnclear = how === "m/d/y" && Number(d) <= 12 && d !== m;
      expect(rows[0]?.begins?.pce).toBe(isUnclear ? undefined : iso);
      expect(warnings).toHaveLength(how === "y-m-d" ? 0 : 1);
    }),
    { numRuns: 300 },
  );
});

const ONE_ADDRESS = "ada@students.example.edu";

test.each([
  `mailto:${ONE_ADDRESS}`,
  `mailto:${ONE_ADDRESS}?subject=Hello`,
  `<${ONE_ADDRESS}>`,
  `${ONE_ADDRESS};`,
  `${ONE_ADDRESS}.`,
  `${ONE_ADDRESS} (school)`,
  `SMTP:${ONE_ADDRESS}`,
  `[${ONE_ADDRESS}](mailto:${ONE_ADDRESS})`,
  `${ONE_ADDRESS};${ONE_ADDRESS}`,
  `&lt;${ONE_ADDRESS}&gt;`,
])("the address in %s is found", async (text) => {
  const { rows } = await readText(`student_id,email\n1,${text}`);
  expect(rows[0]?.email).toBe(ONE_ADDRESS);
});

test.each([`bo@example.edu; ${ONE_ADDRESS}`, "ada at example.edu", `${ONE_ADDRESS} (bo@example.edu)`])(
  "no address is guessed from %s",
  async (text) => {
    const { rows, warned } = await readText(`student_id,email\n1,${text}`);
    expect(rows[0]).not.toHaveProperty("email");
    expect(warned).toEqual(["2: email"]);
  },
);

const FIELDS =
  "email,first_name,last_name,preferred_name,track,matriculation_year,graduation_year,society,status," +
  "society_advisor_email,cim_access_code,pce_begins";

test("whatever stands in a cell, the row of somebody with an id is read", async () => {
  const piece = fc.constantFrom(
    ...["@", "<", ">", "(", ")", "=", "'", ";", ":", ".", "?", "mailto:", "2026", "\u200b", "&lt;"],
  );
  const odd = fc.array(fc.oneof(piece, fc.string({ unit: anyCharacter, maxLength: 4 })), { maxLength: 12 });
  const cells = fc.array(odd, { minLength: 12, maxLength: 12 });
  await fc.assert(
    fc.asyncProperty(cells, async (texts) => {
      const row = texts.map(
        (parts) =>
          `"${parts
            .join("")
            .replaceAll('"', '""')
            .replace(/[\r\n]/g, " ")}"`,
      );
      const { rows } = await readText(`student_id,${FIELDS}\n00410101,${row.join(",")}\n`);
      expect(rows.map(({ schoolId }) => schoolId)).toEqual(["00410101"]);
    }),
    { numRuns: 50 },
  );
});
