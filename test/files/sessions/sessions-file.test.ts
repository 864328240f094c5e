import { writeXlsx } from "hucre";
import { describe, expect, test } from "vitest";
import { isSessionsFile, readSessions } from "#files/sessions/sessions-file.ts";
import { program } from "../../domain/calendar/program.fixture.ts";

const HEADER =
  "session_id,item,title,starts_at,ends_at,place,link,capacity,rsvp,speakers,audience_note,status,recording";
const bytes = (text: string) => new TextEncoder().encode(text);

const read = async (...lines: string[]) => {
  const found = await readSessions(bytes([HEADER, ...lines, ""].join("\n")), program, "sessions.csv");
  if ("fault" in found) throw new Error(found.fault);
  return found;
};

/** A row with the given cells, the others as they should be. */
const row = (change: Record<string, string> = {}): string => {
  const cells: Record<string, string> = {
    session_id: "a",
    item: "road-to-residency-1",
    starts_at: "2027-01-20 17:30",
    ends_at: "2027-01-20 19:00",
    ...change,
  };
  return HEADER.split(",")
    .map((column) => (cells[column]?.includes(",") ? `"${cells[column]}"` : (cells[column] ?? "")))
    .join(",");
};

test("a file with a byte order mark and all values in quotation marks is read as any", async () => {
  const file = bytes('\uFEFF"session_id","item","starts_at"\r\n"a","road-to-residency-1","2027-01-20 17:30"\r\n');
  expect(await isSessionsFile(file, "sessions.csv")).toBe(true);
  expect(await readSessions(file, program, "sessions.csv")).toMatchObject({ sessions: [{ session: { id: "a" } }] });
});

test("a row says a session in the school's own time, and takes its item's title where it has none", async () => {
  const { sessions, rejected, warnings } = await read(
    row({
      place: "TMEC 227, Amphitheater",
      link: "https://meet.example.edu/a?x=1,2",
      capacity: "40",
      rsvp: "Yes/No",
      speakers: "Dr. Ruiz",
      audience_note: "Third-years",
      status: "Canceled",
      recording: "https://video.example.edu/a",
    }),
  );
  expect([rejected, warnings]).toEqual([[], []]);
  expect(sessions).toEqual([
    {
      line: 2,
      kept: [],
      session: {
        id: "a",
        item: "road-to-residency-1",
        title: "road-to-residency-1",
        startsAt: "2027-01-20T22:30:00.000Z",
        endsAt: "2027-01-21T00:00:00.000Z",
        place: "TMEC 227, Amphitheater",
        link: "https://meet.example.edu/a?x=1,2",
        capacity: 40,
        rsvp: "yes-no",
        speakers: "Dr. Ruiz",
        audienceNote: "Third-years",
        status: "cancelled",
        recording: "https://video.example.edu/a",
      },
    },
  ]);
});

test.each([
  ["2027-01-20T17:30", "19:00"],
  ["2027-01-20 5:30 PM", "7:00 p.m."],
  ["January 20, 2027 17:30", "2027-01-20 19:00:00"],
  ["1/20/2027 17:30", "1/20/2027 7:00 PM"],
])("%s to %s is that hour and a half", async (starts_at, ends_at) => {
  const { sessions } = await read(row({ starts_at, ends_at }));
  expect(sessions.map(({ session: { startsAt, endsAt } }) => [startsAt, endsAt])).toEqual([
    ["2027-01-20T22:30:00.000Z", "2027-01-21T00:00:00.000Z"],
  ]);
});

describe("a row that cannot be a session is rejected with the reason, and the next one goes in", () => {
  test.each<[Record<string, string>, string]>([
    [
      { starts_at: "2027-03-14 02:30", ends_at: "" },
      'starts_at "2027-03-14 02:30" names 02:30 on 2027-03-14, which no clock shows: it is set forward over that time',
    ],
    [{ starts_at: "2/3/2027 17:30" }, "could be read in two ways; write it as a date such as 2027-02-10 17:30"],
    [{ starts_at: "46042.73" }, "is a spreadsheet's number of a day; write it like 2027-02-10 17:30"],
    [{ starts_at: "0026-01-20 17:30" }, "is in no year that a school plans"],
    [{ starts_at: "2027-01-20" }, "is no day with a time; write it like 2027-02-10 17:30"],
    [{ starts_at: "2027-01-20 25:00" }, "is no day with a time"],
    [{ starts_at: "2027-02-30 17:30" }, "must be a date"],
    [{ starts_at: "TBD" }, "starts_at says no time yet: leave the row out until it is known"],
    [{ ends_at: "2027-01-20 17:30" }, 'ends_at "2027-01-20 17:30" is not after starts_at "2027-01-20 17:30"'],
    [{ ends_at: "2027-02-20 17:30" }, "it would last longer than a week"],
    [{ item: "road-to-residncy-1" }, 'no milestone or series "road-to-residncy-1". Did you mean road-to-residency-1?'],
    [{ session_id: "" }, "session_id is empty"],
    [{ session_id: "two words" }, "may have letters and digits"],
    [{ capacity: "twenty" }, 'capacity "twenty" is no whole number of seats'],
    [{ capacity: "0" }, 'capacity "0" is no whole number of seats'],
    [{ status: "postponed" }, 'status "postponed" is not known'],
    [{ rsvp: "maybe" }, 'rsvp "maybe" is not known'],
  ])("%j", async (change, reason) => {
    const { sessions, rejected } = await read(row(change), row({ session_id: "next" }));
    expect(sessions.map(({ session: { id } }) => id)).toEqual(["next"]);
    expect(rejected).toEqual([{ line: 2, reason: expect.stringContaining(reason) }]);
  });

  test("a comma that is in no quotation marks", async () => {
    const { rejected } = await read(`${row()},more`, row({ session_id: "b" }));
    expect(rejected).toEqual([{ line: 2, reason: expect.stringContaining("has 14 values where") }]);
  });

  test("an id that stands on two rows: neither counts", async () => {
    const { sessions, rejected } = await read(row(), row({ session_id: "b" }), row({ place: "TMEC" }));
    expect(sessions.map(({ session: { id } }) => id)).toEqual(["b"]);
    expect(rejected.map(({ line, reason }) => [line, reason])).toEqual([
      [2, "session_id a stands on lines 2 and 4: keep one"],
      [4, "session_id a stands on lines 2 and 4: keep one"],
    ]);
  });
});

describe("what a session can do without is left out, and told", () => {
  test.each<[Record<string, string>, string, string]>([
    [{ place: "TBD" }, "place", 'place "TBD" stands for no value and is left out'],
    [{ link: "http://meet.example.edu" }, "link", "is no https: address, and is left out"],
    [{ link: "see Canvas" }, "link", "is no https: address, and is left out"],
    [{ recording: "javascript:alert(1)" }, "recording", "is no https: address, and is left out"],
    [{ ends_at: "" }, "ends_at", "ends_at says no time; an hour is taken"],
    [{ ends_at: "2027-01-22 17:30" }, "ends_at", "it lasts 48 hours"],
    [{ starts_at: "2027-11-07 01:30", ends_at: "2027-11-07 03:00" }, "starts_at", "twice that day; the first"],
  ])("%j", async (change, column, message) => {
    const { sessions, warnings } = await read(row(change));
    expect(sessions).toHaveLength(1);
    expect(warnings).toEqual([{ line: 2, column, message: expect.stringContaining(message) }]);
  });
});

test("a file without some columns says so for each of its sessions", async () => {
  const found = await readSessions(
    bytes("Session ID,Item,Starts At,Room\na,road-to-residency-1,2027-01-20 17:30,TMEC\n"),
    program,
    "sessions.csv",
  );
  if ("fault" in found) throw new Error(found.fault);
  expect(found.unknownColumns).toEqual(["Room"]);
  expect(found.sessions[0]?.kept).toEqual([
    "title",
    "endsAt",
    "place",
    "link",
    "capacity",
    "rsvp",
    "speakers",
    "audienceNote",
    "status",
    "recording",
  ]);
});

test.each([
  ["", "The file is empty."],
  ["session_id,item\na,b\n", "The header lacks starts_at. Begin the file with session_id,item,"],
  ["session_id,item,starts_at,item\na,b\n", "The header names item twice. Leave one of the two out."],
])("the file %j is refused", async (text, fault) => {
  expect(await readSessions(bytes(text), program, "sessions.csv")).toEqual({ fault: expect.stringContaining(fault) });
});

test("a workbook's days with a time, and times alone, are the school's clock", async () => {
  const at = (text: string) => new Date(`${text}Z`);
  const rows = [
    ["session_id", "item", "starts_at", "ends_at"],
    ["a", "road-to-residency-1", at("2027-01-20T17:30:00"), at("1899-12-30T19:00:00")],
    ["b", "road-to-residency-1", at("2027-01-21T11:59:59.999"), at("2027-01-21T13:00:00")],
  ];
  const book = await writeXlsx({ sheets: [{ name: "Sessions", rows }] });
  const found = await readSessions(book, program, "sessions.xlsx");
  if ("fault" in found) throw new Error(found.fault);
  expect(found.rejected).toEqual([]);
  expect(found.sessions.map(({ session: { startsAt, endsAt } }) => [startsAt, endsAt])).toEqual([
    ["2027-01-20T22:30:00.000Z", "2027-01-21T00:00:00.000Z"],
    ["2027-01-21T17:00:00.000Z", "2027-01-21T18:00:00.000Z"],
  ]);
});

test("columns that are not separated by commas are told as that", async () => {
  expect(await readSessions(bytes("session_id;item;starts_at\na;b;c\n"), program, "sessions.csv")).toEqual({
    fault: expect.stringContaining("not separated by commas"),
  });
});

test("a file of sessions is told from a roster by its header, also where it lacks a column", async () => {
  expect(await isSessionsFile(bytes(`\uFEFF${HEADER}\n`), "a.csv")).toBe(true);
  expect(await isSessionsFile(bytes("session_id,item,start\n"), "a.csv")).toBe(true);
  expect(await isSessionsFile(bytes("student_id,session_id,item,starts_at\n"), "a.csv")).toBe(false);
  expect(await isSessionsFile(bytes("student_id,email\n1,a@example.edu\n"), "a.csv")).toBe(false);
  expect(await isSessionsFile(bytes(""), "a.csv")).toBe(false);
});

test("of 5,000 rows with 40 bad ones, 4,960 go in", async () => {
  const lines = Array.from({ length: 5000 }, (_, nth) =>
    row({ session_id: `s${nth}`, ...(nth % 125 === 0 && { starts_at: "soon" }) }),
  );
  const { sessions, rejected } = await read(...lines);
  expect([sessions.length, rejected.length]).toEqual([4960, 40]);
});
