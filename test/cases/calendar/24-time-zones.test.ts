import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { run } from "../../../cli/run.ts";
import { anyCharacter } from "../../any-character.ts";
import { BASELINE, replaced, told } from "../../files/program-folder/small-program.ts";
import { temporaryFolder } from "../../temporary-folder.ts";

const faultsOf = async (timeZone: string): Promise<string[]> =>
  (await told(replaced("school.yaml", "timeZone: America/New_York", `timeZone: ${JSON.stringify(timeZone)}`))).faults;

describe("a zone whose clock may be another one than the school's is refused, and the places it may mean are named", () => {
  test.each([
    ["EST", ["America/New_York", "America/Panama"]],
    ["CST", ["America/Chicago", "Asia/Shanghai"]],
    ["MST", ["America/Denver", "America/Phoenix"]],
    ["PST", ["America/Los_Angeles"]],
    ["HST", ["Pacific/Honolulu"]],
    ["BST", ["Europe/London", "Asia/Dhaka"]],
    ["IST", ["Asia/Kolkata", "Asia/Jerusalem", "Europe/Dublin"]],
    ["EST5EDT", ["America/New_York"]],
    ["Eastern", ["America/New_York"]],
    ["Eastern Standard Time", ["America/New_York"]],
    ["(UTC-08:00) Pacific Time (US & Canada)", ["America/Los_Angeles"]],
    ["GMT", ["Europe/London"]],
    ["UTC", ["Europe/London"]],
    ["UTC-5", ["America/New_York"]],
    ["GMT-08:00", ["America/Los_Angeles"]],
    ["UTC+05:30", ["Asia/Kolkata"]],
    ["Etc/GMT+5", ["America/New_York"]],
    ["-0600", ["America/Chicago"]],
    ["america/new_york", ["America/New_York"]],
    ["us/eastern", ["US/Eastern"]],
    ["New York", ["America/New_York"]],
    ["America/Boston", ["America/New_York"]],
    ["America/New_Yrok", ["America/New_York"]],
  ])("%s", async (written, meant) => {
    const [fault = "", ...others] = await faultsOf(written);
    expect(others).toEqual([]);
    expect(fault).toMatch(/^school\.yaml:3: /);
    for (const zone of meant) expect(fault.slice(fault.indexOf("Did you mean"))).toContain(zone);
  });

  test.each(["", "x", "Factory", "SystemV/EST5", "Etc/Unknown", "+25:00", "__proto__"])(
    "%j, where nobody can tell what is meant",
    async (written) => {
      const faults = await faultsOf(written);
      expect(faults).toHaveLength(1);
      expect(faults[0]).toContain("Name a large city in your zone, like America/New_York.");
    },
  );

  test("every place that IANA names is taken, by its old name too", async () => {
    const old = ["US/Eastern", "US/Pacific", "Canada/Central", "Asia/Calcutta", "Europe/Kiev", "America/Buenos_Aires"];
    for (const zone of ["Pacific/Auckland", "America/Indiana/Indianapolis", "America/Port-au-Prince", ...old])
      expect(await faultsOf(zone)).toEqual([]);
  });
});

const PIECES = [
  ...[
    "",
    ":",
    "- ",
    "{",
    "]",
    "\n",
    "  ",
    "*x",
    "&x [*x]",
    "<<: *x",
    "null",
    "-1",
    "1e999",
    ".nan",
    "~",
    "\u0000",
    "\uD800",
  ],
  ...[
    "{{",
    "}}",
    "<b>",
    "![](x)",
    "\t",
    "'",
    '"',
    "__proto__: ",
    "constructor",
    "!!binary x",
    "9999-12-31",
    "0000-01-01",
  ],
  ...[
    "2027-02-30",
    "99999",
    "000",
    "February 29",
    "last Friday of ",
    "Monday before ",
    "[a](",
    "**",
    "`",
    "# ",
    "---\n",
  ],
];

const slip = fc.record({
  file: fc.constantFrom(...Object.keys(BASELINE)),
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  removed: fc.nat(40),
  piece: fc.oneof(fc.constantFrom(...PIECES), fc.string({ maxLength: 12, unit: anyCharacter })),
});

const written = (files: Readonly<Record<string, string>>): string => {
  const dir = temporaryFolder();
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(dir, name)), { recursive: true });
    writeFileSync(join(dir, name), text);
  }
  return dir;
};

const checked = async (dir: string): Promise<{ code: number; err: string }> => {
  let err = "";
  const out = { write: () => true };
  const code = await run(["check", dir], {
    out,
    err: {
      write: (text: string) => {
        err += text;
        return true;
      },
    },
  });
  return { code, err };
};

test("whatever slips into a program folder, the check ends with 0 or 1, and each fault has file and line", {
  timeout: 120_000,
}, async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(slip, { minLength: 1, maxLength: 4 }), async (slips) => {
      const files: Record<string, string> = { ...BASELINE };
      for (const { file, at, removed, piece } of slips) {
        const text = files[file] ?? "";
        const start = Math.floor(at * text.length);
        files[file] = text.slice(0, start) + piece + text.slice(start + removed);
      }
      const dir = written(files);
      const { code, err } = await checked(dir);
      expect([0, 1], err).toContain(code);
      if (code === 1) expect(err.split(`${dir}/`)[1]).toMatch(/^[^:]+:[1-9]\d*: /);
    }),
    { numRuns: 120 },
  );
});

describe("a value at the end of what can be written is a fault or is borne", () => {
  test.each([
    ["calendar.yaml", "2027-10-19", "9999-12-31"],
    ["calendar.yaml", "2027-10-19", "0000-01-01"],
    ["calendar.yaml", "2027: 2027-10-19", "9999: 2027-10-19"],
    ["calendar.yaml", "2026: 2026-10-20\n        2027: 2027-10-19\n        2028: 2028-10-17", "{}"],
    ["calendar.yaml", "phase: early", "year: graduation - 9"],
    ["calendar.yaml", "closes: April 30", "closes: 999 days after opening"],
    ["calendar.yaml", "[7, 14]", "[7, 7, 7, 365]"],
    ["calendar.yaml", "lastCallWorkingDays: 2", "lastCallWorkingDays: 365"],
    ["school.yaml", "usFederalHolidays: true", 'usFederalHolidays: true, dates: ["9999-12-31", "0000-01-01"]'],
    ["school.yaml", "usFederalHolidays: true", "usFederalHolidays: true, dates: [January 1 to December 31]"],
    ["school.yaml", "usFederalHolidays: true", 'usFederalHolidays: true, dates: ["2027-01-01 to 2099-12-31"]'],
    [
      "school.yaml",
      "usFederalHolidays: true",
      "usFederalHolidays: true, dates: [January 1 to June 30, July 1 to December 31]",
    ],
    ["school.yaml", "name: Small School", `name: ${"x".repeat(20_000)}`],
    ["emails/news.md", "Hello", "Hello ".repeat(20_000)],
    ["emails/news.md", "Hello", `${"> ".repeat(3_000)}Hello`],
    ["emails/news.md", "Hello", `${"[".repeat(3_000)}Hello`],
    ["emails/news.md", "Hello", `${"- ".repeat(1_500)}Hello`],
    ["emails/news.md", "Hello", `${"*a ".repeat(3_000)}Hello`],
    ["emails/news.md", "Hello", "Hello \uD800 \u0000"],
    ["tracks.yaml", "years: 4", "years: 10"],
    ["tracks.yaml", "day: August 1", "day: February 29"],
  ])("in %s, in place of %s", async (file, from, to) => {
    const files = replaced(file, from, to);
    const { code, err } = await checked(
      written(Object.fromEntries(Object.entries(files).map(([name, text]) => [name, String(text)]))),
    );
    expect([0, 1], err).toContain(code);
  });
});
