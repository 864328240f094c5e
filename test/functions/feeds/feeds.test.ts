import { marshall, unmarshall } from "@aws-sdk/util-dynamodb";
import ICAL from "ical.js";
import ical from "node-ical";
import { beforeEach, describe, expect, test, vi } from "vitest";
import type { ItemCalls } from "#adapters/dynamodb/item-calls.ts";
import { PARTITIONS } from "#adapters/dynamodb/partitions.ts";
import { dynamodbFeeds } from "#adapters/feeds/dynamodb-feeds.ts";
import { feedHash, newFeedSecret } from "#adapters/feeds/feed-address.ts";
import { feedsOf, known, moved, NOW, senior } from "./feeds.fixture.ts";

let system: Awaited<ReturnType<typeof feedsOf>>;
beforeEach(async () => {
  system = await feedsOf();
});

const LATER = "2027-01-10T14:00:00.000Z";
const poll = (path: string, etag?: string, now = LATER, method = "GET") =>
  system.ask(path, { now, method, headers: etag === undefined ? {} : { "if-none-match": etag } });
const etagOf = async (path: string): Promise<string> => (await poll(path)).headers.etag ?? "";

/** What two readers see of the session, by its uid. */
const seenIn = (ics: string) => {
  const event = new ICAL.Component(ICAL.parse(ics))
    .getAllSubcomponents("vevent")
    .map((one) => new ICAL.Event(one))
    .filter(({ uid }) => uid.startsWith("session-"));
  const other = Object.values(ical.sync.parseICS(ics)).flatMap((one) =>
    one?.type === "VEVENT" && one.uid.startsWith("session-") ? [one] : [],
  );
  return {
    ical: event.map((one) => [one.startDate.toJSDate().toISOString(), one.summary, one.sequence]),
    node: other.map((one) => [one.start.toISOString(), one.summary, Number(one.sequence ?? 0)]),
  };
};

describe("a student's feed", () => {
  test("has their sessions with how they are joined, their answers, and their last days", async () => {
    const path = await system.subscribe();
    expect(path).toMatch(/^\/f\/student\.key-1\.[\w-]{24}\.ics$/);
    const { statusCode, headers, body } = await poll(path);
    expect(statusCode).toBe(200);
    expect(headers).toMatchObject({
      "content-type": "text/calendar; charset=utf-8",
      "cache-control": "private, no-cache",
    });
    expect(body).toContain("REFRESH-INTERVAL;VALUE=DURATION:PT1H\r\nX-PUBLISHED-TTL:PT1H\r\n");
    expect(body).toContain("URL:https://meet.example.edu/rtr1?a=1,2\r\n");
    expect(body).toContain("Your answer: none yet.");
    expect(body).not.toMatch(/S00\d|example\.edu@|s1@|Ada/);
    await system.guestLists.answer(known(), "key-2", { answer: "yes", guests: 0 }, NOW);
    await system.guestLists.answer(known(), "key-1", { answer: "yes", guests: 0 }, NOW);
    await system.feeds.mark("student.key-1", "m1", NOW);
    const waits = await poll(path);
    expect(seenIn(waits.body).ical).toEqual([["2027-01-20T22:30:00.000Z", "Wait list: Road to Residency I", 0]]);
    expect(waits.body).toContain("LAST-MODIFIED:20270110T130000Z");
  });

  test("of who is gone is empty, and of who comes back is theirs again", async () => {
    const path = await system.subscribe();
    await system.people.remove("S001", { at: NOW, why: "office" });
    await system.feeds.mark("student.key-1", "m1");
    const { statusCode, body } = await poll(path);
    expect([statusCode, body.includes("VEVENT")]).toEqual([200, false]);
    await system.people.save(senior(1));
    await system.feeds.mark("student.key-1", "m2");
    expect((await poll(path)).body).toContain("BEGIN:VEVENT");
  });

  test("goes on under another id, and as the one whom they turned out to be", async () => {
    const path = await system.subscribe();
    await system.people.move("S001", "S900", NOW);
    await system.feeds.mark("student.key-1", "m1");
    expect((await poll(path)).body).toContain("BEGIN:VEVENT");
    expect((await system.feeds.look("student.key-1")).feed?.student).toEqual({ person: "key-1", schoolId: "S900" });
    await system.people.merge("S900", "S002", NOW);
    await system.guestLists.answer(known(), "key-2", { answer: "no" }, NOW);
    await system.feeds.mark("student.key-1", "m2");
    const etag = await etagOf(path);
    expect((await poll(path, etag)).statusCode).toBe(304);
    // The answers of the one whom they are now leave no mark on this feed: it is written anew each time.
    await system.guestLists.answer(known(), "key-2", { answer: "yes", guests: 0 }, NOW);
    expect((await poll(path, etag)).body).toContain("you have a seat");
  });
});

describe("a poll that changed nothing", () => {
  test("is a 304 without a body, whatever else the calendar program says to have", async () => {
    const path = await system.subscribe();
    const etag = await etagOf(path);
    for (const said of [etag, `W/${etag}`, `"other", ${etag}`]) {
      const { statusCode, body, headers } = await poll(path, said);
      expect([statusCode, body, headers.etag]).toEqual([304, "", etag]);
    }
    for (const said of ['"other"', ""]) expect((await poll(path, said)).statusCode).toBe(200);
  });

  test("HEAD answers as GET does, without a body", async () => {
    const path = await system.subscribe();
    const [get, head] = [await poll(path), await poll(path, undefined, LATER, "HEAD")];
    expect(head).toEqual({ ...get, body: "" });
    expect((await poll(path, get.headers.etag, LATER, "HEAD")).statusCode).toBe(304);
  });

  test("reads one read unit, asks for nothing else and writes nothing", async () => {
    const path = await system.subscribe();
    const etag = await etagOf(path);
    await system.feeds.markAll("00000000-0000-0000-0000-000000000000");
    await etagOf(path);
    const { feed, mark } = await system.feeds.look("student.key-1");
    const revoked = Array.from({ length: 10 }, () => ({ hash: feedHash(newFeedSecret()), at: NOW }));
    const pk = PARTITIONS.feeds.pk("hms");
    const items = [
      {
        pk,
        sk: "student.key-1",
        ...PARTITIONS.feeds.stamp,
        program: "hms",
        changedAt: NOW,
        mark: undefined,
        ...feed,
        revoked,
      },
      { pk, sk: "all", ...PARTITIONS.feeds.stamp, program: "hms", mark },
    ].map((item) => marshall(item, { removeUndefinedValues: true }));
    let units = 0;
    const refuse = async () => {
      throw new Error("more than one read");
    };
    const counted: ItemCalls = {
      ...{ getItem: refuse, putItem: refuse, updateItem: refuse, query: refuse },
      batchGetItem: async ({ RequestItems = {} }) => {
        const { Keys = [], ConsistentRead = false } = RequestItems.records ?? {};
        const found = items.filter((item) => Keys.some((key) => key.sk?.S === item.sk?.S));
        const sizes = found.map((item) => Buffer.byteLength(JSON.stringify(item)));
        for (const size of sizes) units += Math.ceil(size / 4096) * (ConsistentRead ? 1 : 0.5);
        return { Responses: { records: found } };
      },
    };
    expect(unmarshall(items[0] ?? {}).revoked).toHaveLength(10);
    const other = await feedsOf(() => ({
      feeds: dynamodbFeeds(counted, "records", "hms"),
      sessions: refuse,
      people: { some: refuse, all: refuse, enrolled: refuse },
      guestLists: { some: refuse },
      keys: refuse,
    }));
    const { statusCode } = await other.ask(path, { now: LATER, headers: { "if-none-match": etag } });
    expect([statusCode, units, other.failures]).toEqual([304, 1, []]);
  });
});

describe("a change shows at the next poll", () => {
  test("of a session, with the same uid and the next sequence, as two readers see it", async () => {
    const path = await system.subscribe();
    const before = await poll(path);
    await system.sessions.save(moved, known());
    await system.feeds.markAll("m1");
    const after = await poll(path, before.headers.etag);
    const [was, is] = ["2027-01-20T22:30:00.000Z", "2027-01-27T22:30:00.000Z"];
    const title = "Road to Residency I";
    expect(seenIn(before.body)).toEqual({ ical: [[was, title, 0]], node: [[was, title, 0]] });
    expect(seenIn(after.body)).toEqual({ ical: [[is, title, 1]], node: [[is, title, 1]] });
  });

  test("of the program; and a mark that changed nothing is a 304 that is remembered", async () => {
    const path = await system.subscribe();
    const etag = await etagOf(path);
    await system.feeds.mark("student.key-1", "m1");
    expect((await poll(path, etag)).statusCode).toBe(304);
    expect((await system.feeds.look("student.key-1")).feed?.written?.edition).toBe("/m1/p1");
    system.needs.programEdition = "p2";
    system.needs.program = { ...system.needs.program, school: { ...system.needs.program.school, shortName: "Other" } };
    expect((await poll(path, etag)).body).toContain("X-WR-CALNAME:Other career planning");
  });

  test("of a deadline that the program moves: its sequence grows, once, and stays", async () => {
    const path = await system.subscribe();
    const dayIn = ({ body }: { body: string }) =>
      /DTSTART;VALUE=DATE:(\d+)/.exec(body.split("closes-retake-cim-survey.2026@hms")[1] ?? "")?.[1];
    const sequenceIn = ({ body }: { body: string }) =>
      body
        .split("BEGIN:VEVENT")
        .filter((entry) => entry.includes("closes-retake-cim-survey.2026@"))
        .map((entry) => /SEQUENCE:(\d+)/.exec(entry)?.[1]);
    const before = await poll(path);
    expect(sequenceIn(before)).toEqual(["0"]);
    const { milestones, ...rest } = system.needs.program;
    system.needs.program = {
      ...rest,
      milestones: milestones.map((one) =>
        one.id === "retake-cim-survey" && one.ask
          ? { ...one, ask: { ...one.ask, closes: { daysAfterOpening: 35 } } }
          : one,
      ),
    };
    system.needs.programEdition = "p2";
    const after = await poll(path, before.headers.etag);
    expect([sequenceIn(after), dayIn(after) === dayIn(before)]).toEqual([["1"], false]);
    const later = await poll(path, after.headers.etag, "2027-01-12T14:00:00.000Z");
    expect(later.statusCode).toBe(304);
  });

  test("also where no mark was left: a day later, and when a cancelled session has been shown for 30 days", async () => {
    const path = await system.subscribe();
    const etag = await etagOf(path);
    await system.sessions.save(moved, known());
    expect((await poll(path, etag, "2027-01-11T13:59:59.000Z")).statusCode).toBe(304);
    const { headers } = await poll(path, etag, "2027-01-11T14:00:00.000Z");
    expect(headers.etag).not.toBe(etag);
    const cancelled = { ...moved, status: "cancelled", givenAt: LATER } as const;
    await system.sessions.save(cancelled, moved);
    await system.feeds.markAll("m1");
    const late = "2027-02-09T23:59:59.000Z";
    const shown = await poll(path, undefined, late);
    expect(shown.body).toContain("Cancelled: Road to Residency I");
    const gone = await poll(path, shown.headers.etag, "2027-02-10T00:00:00.000Z");
    expect([gone.statusCode, gone.body.includes("Cancelled")]).toEqual([200, false]);
  });

  test("sessions are read once for all feeds under one mark, and again after a failure", async () => {
    const all = vi.spyOn(system.sessions, "all");
    const other = await feedsOf();
    const reads = vi.spyOn(other.sessions, "all");
    const [one, two] = [await other.subscribe(), await other.subscribe(other.page("key-2"))];
    for (const path of [one, two, one]) await other.ask(path);
    expect(reads.mock.calls.length).toBeLessThanOrEqual(1);
    expect(all).not.toHaveBeenCalled();
  });
});

describe("an address that is good no more", () => {
  test.each(["make", "stop"] as const)(
    "after %s it is 410, with one entry that says so and stays the same",
    async (wish) => {
      const path = await system.subscribe();
      await system.press(wish);
      const first = await poll(path);
      expect(first.statusCode).toBe(410);
      expect(first.body.match(/BEGIN:VEVENT/g)).toHaveLength(1);
      expect(first.body).toContain("DTSTART;VALUE=DATE:20270110");
      expect(first.body).toContain("SUMMARY:The address of this calendar has ended");
      expect((await poll(path, undefined, "2027-06-01T00:00:00.000Z")).body).toBe(first.body);
      expect((await poll(path, undefined, LATER, "HEAD")).statusCode).toBe(410);
    },
  );

  test("the new one shows the calendar at once", async () => {
    const old = await system.subscribe();
    const path = await system.subscribe();
    expect(path).not.toBe(old);
    expect((await poll(path)).statusCode).toBe(200);
  });

  test("a wrong secret is told as little as an owner whom nobody knows", async () => {
    const path = await system.subscribe();
    const secret = newFeedSecret();
    const wrong = [
      `/f/student.key-1.${secret}.ics`,
      `/f/student.nobody.${secret}.ics`,
      `/f/cohort.pathways-2028.${secret}.ics`,
      path.replace("key-1", "key-2"),
      path.replace(/.{5}\.ics$/, ".ics"),
      "/f/student.key-1.ics",
      "/f/.ics",
      "/f/public",
    ];
    const replies = await Promise.all(wrong.map((one) => poll(one)));
    for (const reply of replies) expect(reply).toEqual(replies[0]);
    expect(replies[0]).toMatchObject({ statusCode: 404, body: "" });
  });
});

describe("feeds of no student", () => {
  test("a class's has how sessions are joined and nobody's answers, the public one has neither", async () => {
    const secret = newFeedSecret();
    await system.feeds.readdress("cohort.pathways-2028", { issue: 0, hash: feedHash(secret), at: NOW });
    const cohort = await poll(`/f/cohort.pathways-2028.${secret}.ics`);
    expect(cohort.body).toContain("URL:https://meet.example.edu/rtr1");
    expect(cohort.body).toContain("class of 2028");
    const open = await poll("/f/public.ics");
    expect([open.statusCode, open.body.includes("meet.example.edu")]).toEqual([200, false]);
    for (const { body } of [cohort, open]) expect(body).not.toContain("Your answer");
    expect((await poll("/f/public.ics", open.headers.etag)).statusCode).toBe(304);
  });
});

test("a poll that fails says so without the reason", async () => {
  const broken = await feedsOf(() => ({ sessions: async () => Promise.reject(new Error("secret reason")) }));
  const path = await broken.subscribe();
  const { statusCode, body } = await broken.ask(path);
  expect([statusCode, body.includes("secret reason")]).toEqual([500, false]);
  expect(broken.failures).toHaveLength(1);
});
