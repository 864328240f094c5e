import { describe, expect, test } from "vitest";
import { memoryGuestLists } from "#adapters/guest-lists/memory-guest-lists.ts";
import { memoryFiles } from "#adapters/s3/memory-files.ts";
import { memorySessions } from "#adapters/sessions/memory-sessions.ts";
import type { Sessions } from "#adapters/sessions/sessions.ts";
import { seatsOf } from "#domain/sessions/guest-list.ts";
import { importSessions } from "../../../../functions/import-roster/sessions/import-sessions.ts";
import { program } from "../../../domain/calendar/program.fixture.ts";

const HEADER = "session_id,item,starts_at,ends_at,place,status";
const RTR1 = "rtr1,road-to-residency-1,2027-01-20 17:30,19:00,TMEC 227,planned";
const [JULY, JANUARY, FEBRUARY] = ["2026-07-01T04:00:00.000Z", "2027-01-05T05:00:00.000Z", "2027-02-01T05:00:00.000Z"];

const opened = (sessions: Sessions = memorySessions(), header = HEADER, of = program) => {
  const [files, guestLists] = [memoryFiles(), memoryGuestLists()];
  const needs = { program: of, files, sessions, guestLists };
  return {
    ...{ sessions, guestLists },
    take: (at: string, ...rows: string[]) => {
      const upload = { at, bucket: "rosters", key: "incoming/sessions.csv", reports: "reports/sessions" };
      return importSessions(needs, upload, new TextEncoder().encode([header, ...rows, ""].join("\n")));
    },
    report: async (name: string) => new TextDecoder().decode(await files.read("rosters", `reports/sessions.${name}`)),
  };
};

test("what goes in, what is rejected and what is odd is told, and written beside the file", async () => {
  const { take, report, sessions } = opened();
  const summary = await take(
    JULY,
    RTR1,
    "hall,match-day,2027-03-19 12:00,13:00,TBD,planned",
    "bad,road-to-residency-1,soon,,,planned",
    "sat,road-to-residency-1,2027-01-23 12:00,13:00,TMEC 448,planned",
  );
  expect(summary).toEqual({
    ...{ verdict: "counted", why: [], sessions: 3, added: 3, changed: 0, unchanged: 0, rejected: 1, warnings: 2 },
    unknownColumns: [],
  });
  expect((await sessions.all()).map(({ id }) => id)).toEqual(["hall", "rtr1", "sat"]);
  expect(await report("rejected.csv")).toContain(
    'bad,road-to-residency-1,soon,,,planned,"starts_at ""soon"" is no day with a time',
  );
  expect(await report("warnings.csv")).toBe(
    'line,message\n3,"place ""TBD"" stands for no value and is left out"\n5,"Saturday, January 23 is a quiet day"\n',
  );
  expect(JSON.parse(await report("summary.json"))).toEqual(summary);
});

test("rows that came back are taken in as they are once they are mended, without what the report added", async () => {
  const first = opened();
  await first.take(JULY, RTR1, "bad,road-to-residency-1,soon,,,planned");
  const [header = "", ...rows] = (await first.report("rejected.csv"))
    .replace(",soon,", ",2027-01-21 12:00,")
    .split("\n");
  const again = opened(first.sessions, header);
  expect(await again.take(JANUARY, ...rows)).toMatchObject({ sessions: 1, added: 1, rejected: 0, unknownColumns: [] });
});

test("a change is told as it was before and as it is after, in the school's time", async () => {
  const { take, report, sessions } = opened();
  await take(JULY, RTR1);
  const summary = await take(JANUARY, "rtr1,road-to-residency-1,2027-01-27 17:30,19:00,TMEC 448,planned");
  expect(summary).toMatchObject({ sessions: 1, added: 0, changed: 1, unchanged: 0 });
  expect(await report("changes.csv")).toBe(
    [
      "session_id,what,before,after",
      "rtr1,starts_at,2027-01-20 17:30 EST,2027-01-27 17:30 EST",
      "rtr1,ends_at,2027-01-20 19:00 EST,2027-01-27 19:00 EST",
      "rtr1,place,TMEC 227,TMEC 448",
      "",
    ].join("\n"),
  );
  expect((await sessions.all())[0]).toMatchObject({ sequence: 1, revisedAt: JANUARY });
});

test("a cell that cannot be understood takes nothing away: its guests are told of no change", async () => {
  const { take, sessions } = opened(memorySessions(), "session_id,item,title,starts_at,place,link");
  const row = (title: string, place: string, link: string) =>
    `rtr1,road-to-residency-1,${title},2027-01-20 17:30,${place},${link}`;
  await take(JULY, row("Panel", "TMEC 227", "https://meet.example.edu/1"));
  const [before] = await sessions.all();
  const again = await take(JANUARY, row('"Pan\nel"', `"TMEC\t${"2".repeat(300)}"`, "meet.example.edu/1"));
  expect(again).toMatchObject({ changed: 0, unchanged: 1, warnings: 3 });
  expect(await sessions.all()).toEqual([{ ...before, givenBefore: expect.anything(), givenAt: JANUARY }]);
  await take(FEBRUARY, row("Panel", "TBD", ""));
  expect((await sessions.all())[0]).not.toMatchObject({ place: "TMEC 227" });
});

test("a session that a slip of the year moves into the past is warned of, since nobody is told", async () => {
  const { take, report } = opened();
  await take(JULY, RTR1);
  await take(JANUARY, "rtr1,road-to-residency-1,2026-01-27 17:30,19:00,TMEC 227,planned");
  expect(await report("warnings.csv")).toContain("2,rtr1 would have begun already: nobody is told of it");
});

test("a file that cannot be used is refused with the reason, and changes nothing", async () => {
  const { sessions } = opened();
  const files = memoryFiles();
  const upload = { at: JULY, bucket: "rosters", key: "incoming/s.csv", reports: "reports/s" };
  const summary = await importSessions(
    { program, files, sessions, guestLists: memoryGuestLists() },
    upload,
    new TextEncoder().encode("a,b\n"),
  );
  expect(summary).toMatchObject({ verdict: "refused", rejected: 1 });
  expect(await sessions.all()).toEqual([]);
});

describe("twice, out of order, side by side", () => {
  test("the same file again changes no session, and the same upload again reports the same", async () => {
    const { take, sessions } = opened();
    await take(JULY, RTR1);
    const before = await sessions.all();
    expect(await take(JULY, RTR1)).toMatchObject({ added: 1, changed: 0, unchanged: 0 });
    expect(await sessions.all()).toEqual(before);
    expect(await take(JANUARY, RTR1)).toMatchObject({ changed: 0, unchanged: 1 });
    expect((await sessions.all())[0]).toMatchObject({ sequence: 0, revisedAt: JULY });
  });

  test("a run that died after it had saved tells the second time what changed", async () => {
    const { take, report } = opened();
    const moved = "rtr1,road-to-residency-1,2027-01-27 17:30,19:00,TMEC 227,planned";
    await take(JULY, RTR1);
    await take(JANUARY, moved);
    const told = await report("changes.csv");
    expect(told).toContain("2027-01-27 17:30");
    expect(await take(JANUARY, moved)).toMatchObject({ changed: 1, unchanged: 0 });
    expect(await report("changes.csv")).toBe(told);
  });

  test("a file that was uploaded before another and is taken in after it changes nothing of what that one named", async () => {
    const { take, sessions } = opened();
    const cancelled = "rtr1,road-to-residency-1,2027-01-20 17:30,19:00,TMEC 227,cancelled";
    await take(FEBRUARY, cancelled);
    await take(JANUARY, RTR1, "hall,match-day,2027-03-19 12:00,13:00,,planned");
    expect((await sessions.all()).map(({ id, status }) => `${id} ${status}`)).toEqual([
      "hall planned",
      "rtr1 cancelled",
    ]);
  });

  test("of two that are taken in at once, neither loses a session", async () => {
    const { take, sessions } = opened();
    await take(JULY, RTR1);
    const rows = (place: string) => ["a", "b", "rtr1"].map((id) => RTR1.replace("rtr1", id).replace("TMEC 227", place));
    await Promise.all([take(FEBRUARY, ...rows("TMEC 448")), take(JANUARY, ...rows("TMEC 250"))]);
    expect((await sessions.all()).map(({ id, place }) => `${id} ${place}`)).toEqual([
      "a TMEC 448",
      "b TMEC 448",
      "rtr1 TMEC 448",
    ]);
  });

  test("who dies between two sessions is finished by the next try", async () => {
    const stored = memorySessions();
    let saves = 0;
    const dying: Sessions = {
      ...stored,
      save: async (...saved) => {
        saves += 1;
        if (saves === 2) throw new Error("died");
        return stored.save(...saved);
      },
    };
    const { take } = opened(dying);
    await expect(take(JULY, RTR1, RTR1.replace("rtr1", "b"))).rejects.toThrow("died");
    await take(JULY, RTR1, RTR1.replace("rtr1", "b"));
    expect((await stored.all()).map(({ id }) => id)).toEqual(["b", "rtr1"]);
  });
});

test("a session whose item has left the program can be cancelled, and nothing else said of it", async () => {
  const header = `${HEADER},title`;
  const { take, sessions } = opened(memorySessions(), header);
  await take(JULY, `${RTR1},Fair`);
  const milestones = program.milestones.filter(({ id }) => id !== "road-to-residency-1");
  const later = opened(sessions, header, { ...program, milestones });
  expect(await later.take(JANUARY, `${RTR1.replace("17:30", "17:00")},Fair`)).toMatchObject({
    rejected: 1,
    changed: 0,
  });
  expect(await later.take(JANUARY, `${RTR1.replace("planned", "cancelled")},`)).toMatchObject({ changed: 1 });
  expect(await later.report("warnings.csv")).toContain('or series ""road-to-residency-1"": rtr1 is cancelled');
  expect(await sessions.get("rtr1")).toMatchObject({ status: "cancelled", title: "Fair", sequence: 1 });
});

test("a file that comes after a later one with fewer columns counts for its others, and is told so", async () => {
  const { sessions, take, report } = opened();
  const fewer = opened(sessions, "session_id,item,starts_at,status");
  await fewer.take(FEBRUARY, "rtr1,road-to-residency-1,2027-02-10 17:30,planned");
  expect(await take(JANUARY, RTR1)).toMatchObject({ changed: 1, warnings: 1 });
  expect(await report("warnings.csv")).toContain(
    "a file that was uploaded later names rtr1: of this one only ends_at, place",
  );
  expect(await sessions.get("rtr1")).toMatchObject({
    ...{ startsAt: "2027-02-10T22:30:00.000Z", endsAt: "2027-02-11T00:00:00.000Z", place: "TMEC 227" },
    givenAt: FEBRUARY,
  });
});

describe("seats", () => {
  const dinner = (seats: string, status = "planned") =>
    `dinner,road-to-residency-1,2027-01-20 17:30,19:00,${seats},required,${status}`;
  const seated = () => opened(memorySessions(), "session_id,item,starts_at,ends_at,capacity,rsvp,status");

  test("are the file's, also where it changes them and where there is one for everybody", async () => {
    const { take, guestLists } = seated();
    for (const [at, seats, told] of [
      [JULY, "60", 60],
      [JANUARY, "40", 40],
      [FEBRUARY, "", null],
    ] as const) {
      await take(at, dinner(seats));
      expect((await guestLists.get("dinner")).capacity).toBe(told);
    }
  });

  test("that become fewer than are taken are warned of by line, and taken from nobody", async () => {
    const { take, guestLists, report } = seated();
    await take(JULY, dinner("3"));
    for (const key of ["a", "b", "c"])
      await guestLists.answer({ id: "dinner" }, key, { answer: "yes", guests: 0 }, JULY);
    expect(await take(JANUARY, dinner("2"))).toMatchObject({ warnings: 1 });
    expect(await report("warnings.csv")).toContain(
      '2,"capacity 2 is below the 3 who have a seat: they keep it, and nobody is promoted until there is room"',
    );
    const list = await guestLists.get("dinner");
    expect([list.capacity, seatsOf(list).seated]).toEqual([2, ["a", "b", "c"]]);
    await take(FEBRUARY, dinner("2", "cancelled"));
    expect((await guestLists.get("dinner")).places).toEqual(list.places);
  });

  test("of a session that is cancelled are set with the file that plans it again, so that whoever gets one is told", async () => {
    const { take, guestLists } = seated();
    await take(JULY, dinner("1"));
    for (const key of ["a", "b"]) await guestLists.answer({ id: "dinner" }, key, { answer: "yes", guests: 0 }, JULY);
    await take(JANUARY, dinner("2", "cancelled"));
    expect(seatsOf(await guestLists.get("dinner")).waiting).toEqual(["b"]);
    await take(FEBRUARY, dinner("2"));
    expect(seatsOf(await guestLists.get("dinner")).waiting).toEqual([]);
  });

  test("are everybody's once nobody is asked any more, and counted again where they are, and nobody loses theirs", async () => {
    const { take, guestLists, sessions } = seated();
    await take(JULY, dinner("1"));
    for (const key of ["a", "b"]) await guestLists.answer({ id: "dinner" }, key, { answer: "yes", guests: 0 }, JULY);
    expect(await take(JANUARY, dinner("1").replace("required", "none"))).toMatchObject({ changed: 1, warnings: 1 });
    expect(await sessions.get("dinner")).toMatchObject({ sequence: 1, history: [{ was: { rsvp: "required" } }] });
    expect(seatsOf(await guestLists.get("dinner"))).toEqual({ seated: ["a", "b"], waiting: [] });
    await take(FEBRUARY, dinner("1"));
    await guestLists.answer({ id: "dinner" }, "c", { answer: "yes", guests: 0 }, FEBRUARY);
    expect(seatsOf(await guestLists.get("dinner"))).toEqual({ seated: ["a", "b"], waiting: ["c"] });
  });

  test("of two files taken in side by side are the later one's, whichever sets them last", async () => {
    const { take, guestLists, sessions } = seated();
    await Promise.all([take(JANUARY, dinner("40")), take(JULY, dinner("60"))]);
    expect([(await sessions.get("dinner"))?.capacity, (await guestLists.get("dinner")).capacity]).toEqual([40, 40]);
  });
});
