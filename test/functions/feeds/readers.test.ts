import { spawnSync } from "node:child_process";
import { afterEach, describe, expect, test } from "vitest";
import { feedsOf, known, moved, NOW } from "./feeds.fixture.ts";

/** Debian's python3-icalendar: prints of each entry of a calendar what a person would look for. */
const READER = `
import sys, json
from icalendar import Calendar
calendar = Calendar.from_ical(sys.stdin.buffer.read())
print(json.dumps([{
  "uid": str(event["UID"]), "sequence": int(event["SEQUENCE"]), "starts": event.decoded("DTSTART").isoformat(),
  "ends": event.decoded("DTEND").isoformat(), "title": str(event["SUMMARY"]), "place": str(event.get("LOCATION", "")),
  "status": str(event["STATUS"]), "url": str(event.get("URL", "")), "modified": event.decoded("LAST-MODIFIED").isoformat(),
} for event in calendar.walk("VEVENT") if str(event["UID"]).startswith("session-")]))
`;

const byPython = (ics: string): unknown => {
  const { stdout, stderr } = spawnSync("/usr/bin/python3", ["-c", READER], { input: ics, encoding: "utf8" });
  if (stdout === "") throw new Error(stderr);
  return JSON.parse(stdout);
};

const hasPython = spawnSync("/usr/bin/python3", ["-c", "import icalendar"]).status === 0;

const beforeAndAfter = async () => {
  const system = await feedsOf();
  const path = await system.subscribe();
  await system.guestLists.answer(known(), "key-1", { answer: "yes", guests: 0 }, NOW);
  const before = await system.ask(path);
  await system.sessions.save(moved, known());
  await system.feeds.markAll("m1");
  return { before: before.body, after: (await system.ask(path)).body };
};

describe.skipIf(!hasPython)("a reader that is not JavaScript", () => {
  test("sees the entry of a moved session once before and once after, where it is each time", async () => {
    const { before, after } = await beforeAndAfter();
    const entry = {
      ...{ uid: "session-rtr1@hms.matchward", title: "Road to Residency I", status: "CONFIRMED" },
      url: "https://meet.example.edu/rtr1?a=1,2",
    };
    expect(byPython(before)).toEqual([
      {
        ...{ ...entry, sequence: 0, place: "", modified: "2026-07-01T04:00:00+00:00" },
        ...{ starts: "2027-01-20T22:30:00+00:00", ends: "2027-01-21T00:00:00+00:00" },
      },
    ]);
    expect(byPython(after)).toEqual([
      {
        ...{ ...entry, sequence: 1, place: "TMEC 448", modified: "2027-01-10T12:00:00+00:00" },
        ...{ starts: "2027-01-27T22:30:00+00:00", ends: "2027-01-28T00:00:00+00:00" },
      },
    ]);
  });
});

describe("a feed on any machine clock", () => {
  const zone = process.env.TZ;
  afterEach(() => {
    if (zone === undefined) delete process.env.TZ;
    else process.env.TZ = zone;
  });

  test("is the same, byte for byte", async () => {
    const made: Record<string, string> = {};
    const offsets = new Set<number>();
    for (const TZ of ["UTC", "America/New_York", "Asia/Tokyo"]) {
      process.env.TZ = TZ;
      offsets.add(new Date(2027, 0, 20).getTimezoneOffset());
      made[TZ] = JSON.stringify(await beforeAndAfter());
    }
    expect(offsets.size).toBe(3);
    expect(new Set(Object.values(made)).size).toBe(1);
  });
});
