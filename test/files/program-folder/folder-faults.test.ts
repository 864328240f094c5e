import { describe, expect, test } from "vitest";
import { checkProgram, readProgram } from "#files/program-folder/index.ts";
import { BASELINE, replaced, told } from "./small-program.ts";

const BOMB = ["a: &a [x, x, x, x, x, x, x, x, x]"]
  .concat([..."bcdefghij"].map((name, i) => `${name}: &${name} [${Array(9).fill(`*${"abcdefghij"[i]}`).join(", ")}]`))
  .join("\n");

const FAULTS: [name: string, file: string, from: string, to: string, fault: string][] = [
  [
    "an unknown time zone",
    "school.yaml",
    "America/New_York",
    "America/NewYork",
    '3: There is no time zone "America/NewYork". Did you mean America/New_York?',
  ],
  [
    "a placeholder without quotes, which is a map whose key is a map",
    "school.yaml",
    "America/New_York",
    "{{ zone }}",
    "3: What stands before a colon here is a list or a map in brackets, not a word. Put quotes around a text that begins with { or [, or write a plain word.",
  ],
  [
    "a list in the place of a key",
    "school.yaml",
    "America/New_York",
    "\n  [a, b]: c",
    "4: What stands before a colon here is a list or a map in brackets, not a word. Put quotes around a text that begins with { or [, or write a plain word.",
  ],
  [
    "an offset in place of a time zone",
    "school.yaml",
    "America/New_York",
    "-05:00",
    `3: "-05:00" is not the time zone of a place: its clock may be another one than the school's. Did you mean America/New_York, or America/Panama, or America/Havana?`,
  ],
  [
    "an hour that daylight saving skips or repeats",
    "school.yaml",
    "09:00",
    "02:59",
    "4: Mails cannot go out at 02:59: when daylight saving time changes, that hour is missing or comes twice. Choose a time before 01:00 or from 03:00 on.",
  ],
  [
    "an hour of mails outside the window",
    "school.yaml",
    '"09:00"',
    '"07:59"',
    "4: Mails are planned at 07:59, outside the window for mails (08:00 to 20:00). Choose a time in the window, or change sendWindow.",
  ],
  [
    "an hour of mails at the end of the window",
    "school.yaml",
    "catchUpDays: 14",
    'catchUpDays: 14\nsendWindow: { from: "08:00", to: "09:00" }',
    "4: Mails are planned at 09:00, outside the window for mails (08:00 to 09:00). Choose a time in the window, or change sendWindow.",
  ],
  [
    "a window that ends before it begins",
    "school.yaml",
    "catchUpDays: 14",
    'catchUpDays: 14\nsendWindow:\n  from: "20:00"\n  to: "08:00"',
    "13: The window for mails ends at 08:00, but begins at 20:00. Write a later end; a window lies within one day.",
  ],
  [
    "a window's hour that is none",
    "school.yaml",
    "catchUpDays: 14",
    'catchUpDays: 14\nsendWindow:\n  from: "08:00"\n  to: "24:00"',
    '13: "24:00" is not a time of day. Write it like "09:00".',
  ],
  [
    "half a window",
    "school.yaml",
    "catchUpDays: 14",
    'catchUpDays: 14\nsendWindow:\n  from: "08:00"',
    '11: "to" is missing. Add it: a text.',
  ],
  ["a time that is none", "school.yaml", "09:00", "24:00", '4: "24:00" is not a time of day. Write it like "09:00".'],
  [
    "an address that is none",
    "school.yaml",
    "office@example.edu",
    "the office",
    '8: "the office" is not an e-mail address. Write it like advising@example.edu.',
  ],
  [
    "a wrong type",
    "school.yaml",
    "catchUpDays: 14",
    "catchUpDays: soon",
    '10: "catchUpDays" must be a number, not "soon". Write a number.',
  ],
  ["a key without value", "school.yaml", "shortName: SS", "shortName:", '2: "shortName" is empty. Fill it in: a text.'],
  [
    "an unknown key",
    "school.yaml",
    "shortName: SS",
    "shortNam: SS",
    '2: There is no key "shortNam" here. Did you mean shortName?',
  ],
  [
    "a status word that is said to mean two things",
    "school.yaml",
    "shortName: SS",
    "shortName: SS\nstatusWords:\n  Inactive: leave\n  INACTIVE: withdrawn",
    '5: "INACTIVE" reads like a word above that means leave, and is said to mean withdrawn. Keep one of the two: capitals and hyphens do not count.',
  ],
  [
    "braces that a mail would take for a field",
    "school.yaml",
    "name: Small School",
    'name: "{{html.link}}"',
    "1: Braces do not work in this text. Write it without { and }.",
  ],
  [
    "phases out of order",
    "tracks.yaml",
    "May 1, year: graduation - 1",
    "July 31, year: matriculation",
    "9: late does not begin after early, which stands before it. Write the phases in the order in which they begin, or mend the day or the year.",
  ],
  [
    "a phase named like a year",
    "tracks.yaml",
    "late:",
    "graduation:",
    "9: A phase cannot be called graduation. Choose another name; this one means a year.",
  ],
  [
    "a key that stands twice",
    "tracks.yaml",
    "bare:",
    "long:",
    "12: This key stands here twice. Remove one of the two, or give it another name.",
  ],
  [
    "a track named like a property of objects",
    "tracks.yaml",
    "  bare:",
    "  __proto__: {}\n  bare:",
    '12: "__proto__" cannot be an id. Use lower-case letters and digits, with hyphens between words.',
  ],
  [
    "text that is not YAML",
    "school.yaml",
    "shortName: SS",
    "shortName: 'SS",
    "11: This is not YAML: Missing closing 'quote. Look at the spaces in front of the line, at quotes, and at colons in the text.",
  ],
];

describe("a fault in school.yaml or tracks.yaml is told with its line and how to mend it", () => {
  test.each(FAULTS)("%s", async (_, file, from, to, fault) => {
    expect((await told(replaced(file, from, to))).faults).toContain(`${file}:${fault}`);
  });
});

describe("a folder that cannot be read is told in one line", () => {
  test.each<[string, Record<string, string | Uint8Array | undefined>, string]>([
    ["an empty folder", {}, ":1: This folder is empty. Copy program/hms into it and begin from there."],
    [
      "a missing file",
      { ...BASELINE, "tracks.yaml": undefined },
      "tracks.yaml:1: This file is missing. Add it; program/README.md says what it holds.",
    ],
    [
      "a file of nearly the right name",
      { ...BASELINE, "tracks.yaml": undefined, "tracks.yml": "x" },
      "tracks.yaml:1: This file is missing. Rename tracks.yml to tracks.yaml.",
    ],
    [
      "no mails",
      { ...BASELINE, "emails/survey.md": undefined, "emails/news.md": undefined },
      "emails:1: There are no e-mails. Add the folder emails/ with a Markdown file a mail.",
    ],
    [
      "an empty file",
      { ...BASELINE, "school.yaml": " \n" },
      "school.yaml:1: This file is empty. Fill it in, or remove it.",
    ],
    [
      "a file of comments only",
      { ...BASELINE, "school.yaml": "# later\n" },
      "school.yaml:1: This file is empty. Fill it in: a group of keys.",
    ],
    [
      "a list in place of keys",
      { ...BASELINE, "school.yaml": "- name\n" },
      "school.yaml:1: This file must be a group of keys, not something else. Write a group of keys.",
    ],
    [
      "bytes that are not UTF-8",
      { ...BASELINE, "school.yaml": new Uint8Array([0xff, 0xfe, 0x41]) },
      "school.yaml:1: This file is not UTF-8 text. Save it as UTF-8.",
    ],
    [
      "a file far too large",
      { ...BASELINE, "school.yaml": "x".repeat(1_000_001) },
      "school.yaml:1: This file is larger than 1 MB. Is it the right file? A program needs a few pages of text.",
    ],
    [
      "an anchor bomb",
      { ...BASELINE, "school.yaml": BOMB },
      "school.yaml:1: This file repeats parts of itself (anchors and aliases) too often to be read. Write the repeated or nested parts out plainly.",
    ],
  ])("%s", async (_, files, fault) => {
    expect((await told(files)).faults).toEqual([fault]);
  });

  test("a folder that is not there", async () => {
    const read = await readProgram("no/such/folder");
    expect(read).toEqual({
      ok: false,
      faults: [
        { file: "no/such/folder", line: 1, what: "There is no such folder.", mend: "Name a folder like program/hms." },
      ],
    });
    expect((await checkProgram("no/such/folder")).faults).toHaveLength(1);
  });

  test("nesting without end is told as a fault of the file", async () => {
    const { faults } = await told({ ...BASELINE, "school.yaml": "[".repeat(20_000) });
    expect(faults.length).toBeLessThan(5);
    expect(faults[0]).toMatch(/^school\.yaml:1: This is not YAML/);
  });
});

test("faults of several files are told all at once, in the order of files and lines", async () => {
  const files = {
    ...replaced("calendar.yaml", "April 1\n", "April 31\n"),
    "school.yaml": replaced("school.yaml", "America/New_York", "Mars/Olympus")["school.yaml"],
    "emails/news.md": replaced("emails/news.md", "firstName", "givenName")["emails/news.md"],
  };
  const { faults } = await told(files);
  expect(faults.map((fault) => fault.split(": ")[0])).toEqual(["calendar.yaml:7", "emails/news.md:6", "school.yaml:3"]);
});

test("a folder saved with a byte order mark and CRLF reads the same", async () => {
  const entries = Object.entries(BASELINE).map(([name, text]) => [name, `\uFEFF${text.replaceAll("\n", "\r\n")}`]);
  expect(await told(Object.fromEntries(entries))).toEqual({ faults: [], warnings: [] });
});

test("of a file of the calendar that has only comments, one thing is told", async () => {
  const { faults } = await told({ ...BASELINE, "calendar/later.yaml": "# To be written.\n" });
  expect(faults).toEqual(["calendar/later.yaml:1: This file is empty. Fill it in: a group of keys."]);
});

test("a folder within the calendar's is told, since nothing in it is read", async () => {
  const { faults } = await told({ ...BASELINE, "calendar/old/2025.yaml": BASELINE["calendar.yaml"] });
  expect(faults).toEqual(["calendar/old:1: Folders in here are not read. Move its files up, or out of the program."]);
});
