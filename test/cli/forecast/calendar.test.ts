import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import ICAL from "ical.js";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { SAMPLE_ROSTER, SAMPLE_SESSIONS } from "../../../cli/places.ts";
import { matchward } from "../running.fixture.ts";
import { ada, rosterFile, smallProgram } from "./small-school.fixture.ts";

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "calendar-"));
});
afterAll(() => rm(folder, { recursive: true }));

const SAMPLE = ["calendar", "--roster", SAMPLE_ROSTER, "--sessions", SAMPLE_SESSIONS];

const entriesOf = (ics: string) =>
  new ICAL.Component(ICAL.parse(ics)).getAllSubcomponents("vevent").map((event) => ({
    uid: String(event.getFirstPropertyValue("uid")),
    sequence: Number(event.getFirstPropertyValue("sequence")),
    starts: new ICAL.Event(event).startDate.toJSDate().toISOString(),
    url: event.getFirstPropertyValue("url")?.toString(),
    status: event.getFirstPropertyValue("status"),
    modified: event.getFirstPropertyValue("last-modified")?.toString(),
  }));

const calendarWith = async (...more: string[]) => {
  const { code, out, err } = await matchward(...SAMPLE, ...more, "--out", "-");
  if (code !== 0) throw new Error(err);
  return entriesOf(out);
};

const later = async (name: string, ...rows: string[]): Promise<string> => {
  await writeFile(join(folder, name), ["session_id,item,starts_at,status", ...rows, ""].join("\n"));
  return join(folder, name);
};

const RTR1 = "session-road-to-residency-1-2027@hms.matchward";

describe("the calendar of a student", () => {
  test("has the sessions of their class and their last days, and none of another class", async () => {
    const uids = (await calendarWith("--student", "20240001")).map(({ uid }) => uid);
    expect(uids).toContain(RTR1);
    expect(uids).toContain("closes-residency-checklist.2027@hms.matchward");
    expect(uids).toContain("day-match-day.2028@hms.matchward");
    expect(uids.some((uid) => uid.includes("sis-"))).toBe(false);
    expect(new Set(uids).size).toBe(uids.length);
  });

  test("moves an entry that moved: the same uid, once, with the next sequence", async () => {
    const [before] = (await calendarWith("--student", "20240001")).filter(({ uid }) => uid === RTR1);
    const moved = await later("moved.csv", "road-to-residency-1-2027,road-to-residency-1,2027-02-04 17:30,planned");
    const after = (await calendarWith("--student", "20240001", "--then", `2027-01-05=${moved}`)).filter(
      ({ uid }) => uid === RTR1,
    );
    expect(before).toMatchObject({ sequence: 0, starts: "2027-01-28T22:30:00.000Z" });
    const modified = "2027-01-05T05:00:00Z";
    expect(after).toEqual([{ ...before, sequence: 1, starts: "2027-02-04T22:30:00.000Z", modified }]);
  });

  test("shows a cancelled session for 30 days, and after them no more", async () => {
    const row = "road-to-residency-1-2027,road-to-residency-1,2027-01-28 17:30,cancelled";
    const cancelled = ["--then", `2027-01-05=${await later("cancelled.csv", row)}`];
    const nothing = await later("nothing.csv", "x,match-day,2027-03-19 12:00,planned");
    const statusOn = async (day: string) =>
      (await calendarWith("--student", "20240001", ...cancelled, "--then", `${day}=${nothing}`)).find(
        ({ uid }) => uid === RTR1,
      )?.status;
    expect(await statusOn("2027-02-04")).toBe("CANCELLED");
    expect(await statusOn("2027-02-05")).toBeUndefined();
  });

  test("takes a roster of later into account: who is gone has an empty one", async () => {
    const roster = (await readFile(SAMPLE_ROSTER, "utf8")).split("\n");
    const gone = [roster[0], roster.find((row) => row.startsWith("20240001,"))?.replace(",active,", ",withdrawn,"), ""];
    await writeFile(join(folder, "gone.csv"), gone.join("\n"));
    const then = ["--then", `2026-12-01=${join(folder, "gone.csv")}`];
    expect(await calendarWith("--student", "20240001", ...then)).toEqual([]);
  });
});

describe("a deadline that a later edition of the program moves", () => {
  const [program, later, another] = [
    smallProgram("then-15", { "kind: class-meeting": "kind: class-meeting\n    exact: true" }),
    smallProgram("then-22", {
      "kind: class-meeting": "kind: class-meeting\n    exact: true",
      "January 15": "January 22",
    }),
    smallProgram("then-another", { "name: Small School": "id: another\nname: Small School" }),
  ];
  const roster = rosterFile("then.csv", ada(2030));
  const run = async (...then: string[]) => {
    await writeFile(join(folder, "no-sessions.csv"), "session_id,item,starts_at\n");
    const args = ["--program", program, "--roster", roster, "--sessions", join(folder, "no-sessions.csv")];
    return matchward("calendar", ...args, ...then, "--out", "-");
  };
  const meetingOf = async (...then: string[]) => {
    const { code, out, err } = await run(...then);
    if (code !== 0) throw new Error(err);
    const [meeting] = entriesOf(out).filter(({ uid }) => uid.startsWith("day-meeting"));
    return { sequence: meeting?.sequence, starts: meeting?.starts.slice(0, 10), modified: meeting?.modified };
  };

  test.each([[["--student", "S1"]], [["--cohort", "long-2030"]]])(
    "counts each move and says when it was, as a feed does that was read after each of them (%j)",
    async (whose) => {
      const [once, again] = [
        ["--then", `2026-12-01=${later}`],
        ["--then", `2026-12-08=${program}`],
      ];
      expect(await meetingOf(...whose)).toMatchObject({ sequence: 0, starts: "2029-01-15" });
      const moved = { sequence: 1, starts: "2029-01-22", modified: "2026-12-01T05:00:00Z" };
      expect(await meetingOf(...whose, ...once)).toEqual(moved);
      const back = { sequence: 2, starts: "2029-01-15", modified: "2026-12-08T05:00:00Z" };
      expect(await meetingOf(...whose, ...once, ...again)).toEqual(back);
    },
  );

  test("stays as it is where a later roster or edition moves nothing of it", async () => {
    const [whose, then] = [
      ["--student", "S1"],
      ["--then", `2026-12-01=${roster}`, "--then", `2026-12-02=${program}`],
    ];
    expect(await meetingOf(...whose, ...then)).toEqual(await meetingOf(...whose));
  });

  test("is refused of another program, with the file and what to do", async () => {
    const { code, err } = await run("--public", "--then", `2026-12-01=${another}`);
    expect(code).toBe(1);
    expect(err).toMatch(/then-another.*school\.yaml:1: It is the program another.*Name a folder of the same program/);
  });
});

test("sessions of which none can be read are told by their lines, and the calendar is written without them", async () => {
  const none = join(folder, "none.csv");
  await writeFile(none, "session_id,item,starts_at\nx,match-day,soon\n");
  const { code, out, err } = await matchward(
    "calendar",
    "--roster",
    SAMPLE_ROSTER,
    "--sessions",
    none,
    "--public",
    "--out",
    "-",
  );
  expect([code, entriesOf(out)]).toEqual([0, []]);
  expect(err).toContain('none.csv:2: rejected: starts_at "soon" is no day with a time');
});

test("who is away from a task's first mail to its last day has no deadline of it", async () => {
  const [header = "", ...rows] = (await readFile(SAMPLE_ROSTER, "utf8")).split("\n");
  const row = rows.find((one) => one.startsWith("20260001,")) ?? "";
  await writeFile(join(folder, "away.csv"), `${header},leave_from,leave_until\n${row},2026-09-01,2027-06-01\n`);
  const { out } = await matchward(
    ...["calendar", "--roster", join(folder, "away.csv"), "--sessions", SAMPLE_SESSIONS],
    ...["--student", "20260001", "--out", "-"],
  );
  const uids = entriesOf(out).map(({ uid }) => uid);
  expect(uids.some((uid) => uid.startsWith("closes-intro-cim-survey"))).toBe(false);
  expect(uids.some((uid) => uid.startsWith("closes-retake-cim-survey"))).toBe(true);
});

test("a class's calendar has how its sessions are joined, and the public one has not", async () => {
  const urlOf = async (...whose: string[]) => (await calendarWith(...whose)).find(({ uid }) => uid === RTR1)?.url;
  expect(await urlOf("--cohort", "pathways-2028")).toBe("https://meet.example.edu/road-to-residency-1-2027");
  expect(await urlOf("--public")).toBeUndefined();
});

test.each([
  [["--student", "nobody"], "There is no student nobody in it"],
  [["--cohort", "pathways-1999"], "There is no cohort pathways-1999 in it. "],
  [[], "say whose calendar it is"],
  [["--student", "1", "--public"], "cannot be used with"],
])("%j is refused with what to do", async (whose, told) => {
  const { code, err } = await matchward(...SAMPLE, ...whose, "--out", "-");
  expect(code).not.toBe(0);
  expect(err).toContain(told);
});

test("the sample's sessions are all in order, and nothing of them is odd", async () => {
  const { code, err } = await matchward(...SAMPLE, "--public", "--out", "-");
  expect([code, err.split("\n").filter((line) => line.includes("sessions.csv"))]).toEqual([0, []]);
});

test("the file is the same on any machine clock", async () => {
  const run = (TZ: string) =>
    promisify(execFile)(process.execPath, ["cli/matchward.js", ...SAMPLE, "--student", "20260001", "--out", "-"], {
      env: { ...process.env, TZ },
    });
  const [utc, boston, tokyo] = await Promise.all(["UTC", "America/New_York", "Asia/Tokyo"].map(run));
  expect(utc?.stdout).toContain("DTSTART:20260902T160000Z");
  expect([boston?.stdout, tokyo?.stdout]).toEqual([utc?.stdout, utc?.stdout]);
});
