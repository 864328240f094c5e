import { beforeEach, describe, expect, test } from "vitest";
import { readCalendarLink } from "#adapters/links/calendar-token.ts";
import { signGuestLink } from "#adapters/links/guest-token.ts";
import { signLink } from "#adapters/links/link-token.ts";
import { type MemoryRecords, memoryRecords } from "#adapters/records/memory-records.ts";
import type { Program } from "#domain/calendar/program.ts";
import type { KnownSession } from "#domain/sessions/session.ts";
import { nonceOf } from "#pages/kit/nonce.ts";
import { hearOrApologize } from "../../../functions/hear-guests/hear-guests.ts";
import type { Reply } from "../../../functions/web/reply.ts";
import { program as plain } from "../../domain/calendar/program.fixture.ts";
import { KEYS } from "../../worlds/ground/wiring.ts";
import { stored } from "../class.fixture.ts";

const SITE = "https://careers.school.example";
const EXPIRES = "2027-06-01T13:00:00.000Z";
const NOW = "2027-01-06T15:00:00.000Z";
const DURING = "2027-01-20T22:30:00.000Z";

const program: Program = {
  ...plain,
  series: [
    {
      ...{ id: "hst-dinners", title: "HST dinners", covers: [], attached: [], rhythm: { timesPerYear: 2 } },
      ...{ audience: plain.milestones[0]?.audience ?? { tracks: ["pathways"] }, guests: { most: 1, dietary: true } },
    },
  ],
};

const session = (change: Partial<KnownSession> = {}): KnownSession => ({
  ...{ id: "dinner-2027", item: "hst-dinners", title: "Winter <dinner>", rsvp: "required", status: "planned" },
  ...{ startsAt: "2027-01-20T22:30:00.000Z", endsAt: "2027-01-21T00:00:00.000Z", place: "TMEC 227", capacity: 3 },
  ...{ sequence: 0, revisedAt: NOW, givenAt: NOW, history: [], link: "https://meet.example.edu/dinner" },
  ...change,
});

const linkOf = (nth: number): string =>
  `/g/${signGuestLink(KEYS, { program: "hms", student: `key-${nth}`, session: "dinner-2027", expiresAt: EXPIRES })}`;

const HELD = { reason: "status" as const, since: NOW, evidence: "status:inactive", says: "inactive" };

let records: MemoryRecords;

const begin = async (change: Partial<KnownSession> = {}) => {
  records = memoryRecords();
  for (const nth of [1, 2, 3, 4]) await records.people.save(stored(nth, { firstName: "Ada" }));
  await records.sessions.save(session(change), undefined);
};
beforeEach(() => begin());

interface Asked {
  method?: string;
  form?: Record<string, string>;
  cookies?: string[];
  now?: string;
  path?: string;
  headers?: Record<string, string>;
}

const failures: unknown[] = [];

const ask = ({ method = "GET", form, cookies = [], now = NOW, path = linkOf(1), headers = {} }: Asked = {}) =>
  hearOrApologize(
    { program, ...records, keys: async () => KEYS, siteUrl: SITE },
    {
      ...{ rawPath: path, cookies, requestContext: { http: { method }, timeEpoch: Date.parse(now) } },
      headers: { "content-type": "application/x-www-form-urlencoded", ...headers },
      ...(form && { body: new URLSearchParams(form).toString() }),
    },
    async (failure) => void failures.push(failure),
  );

/** Sends a form of the page as a browser does that has just looked at it. */
const press = async (
  form: Record<string, string>,
  { nth = 1, ...more }: Asked & { nth?: number } = {},
): Promise<Reply> => {
  const path = linkOf(nth);
  const shown = await ask({ path });
  const nonce = nonceOf(path.slice("/g/".length));
  const cookies = shown.cookies.map((cookie) => cookie.split(";")[0] ?? "");
  return ask({ method: "POST", path, form: { nonce, ...form }, cookies, ...more });
};

const list = () => records.guestLists.get("dinner-2027");
const textOf = async (nth = 1, now = NOW) => (await ask({ path: linkOf(nth), now })).body.replaceAll(/\s+/g, " ");

describe("a guest's page", () => {
  test("says what the session is and asks; to look at it says nothing", async () => {
    for (const method of ["GET", "HEAD"]) expect((await ask({ method })).statusCode).toBe(200);
    const { body, headers } = await ask();
    expect(body).toContain("Winter &lt;dinner&gt;");
    expect(body).toContain("Wednesday, January 20, 2027, 5:30 to 7:00 PM (Eastern)");
    for (const part of [
      "TMEC 227",
      "https://meet.example.edu/dinner",
      "HST dinners",
      "Will you come?",
      "3 seats are free",
    ])
      expect(body).toContain(part);
    expect(body).not.toMatch(/Ada|S00\d|s1@|<script/);
    expect(headers["cache-control"]).toBe("no-store");
    expect((await ask({ method: "HEAD" })).body).toBe("");
    expect((await list()).revision).toBe(0);
  });

  test("leads to the guest's own page about their calendar, for as long as the link itself holds", async () => {
    const { body } = await ask({ path: linkOf(2) });
    const token = /href="\/c\/([^"]+)"/.exec(body)?.[1] ?? "";
    expect(readCalendarLink(KEYS, token, NOW)).toEqual({
      ...{ ok: true, program: "hms", student: "key-2", expiresAt: EXPIRES },
    });
  });

  test("takes a yes with a guest and what they do not eat, and leads back to say so", async () => {
    const { statusCode, headers, body } = await press({ answer: "yes", guests: "1", dietary: "no nuts" });
    expect([statusCode, headers.location, body]).toEqual([303, linkOf(1), ""]);
    expect(await list()).toMatchObject({
      places: { "key-1": 1, "key-1#1": 2 },
      dietary: { "key-1": "no nuts" },
      capacity: 3,
    });
    expect(await textOf()).toContain("You have a seat, and 1 guest with you.");
    await press({ answer: "yes", guests: "1", dietary: "no nuts" });
    expect((await list()).revision).toBe(1);
    expect(await textOf(2)).not.toContain("no nuts");
  });

  test("puts who comes after the last seat onto the wait list, with their number, until one becomes free", async () => {
    await press({ answer: "yes", guests: "1" });
    await press({ answer: "yes", guests: "1" }, { nth: 2 });
    await press({ answer: "yes" }, { nth: 3 });
    expect(await textOf(2)).toContain("1 guest of yours waits for a seat, number 1 on the wait list.");
    expect(await textOf(3)).toContain("You are number 2 on the wait list.");
    expect(await textOf(4)).toContain("All seats are taken, and 2 wait.");
    await press({ answer: "no" });
    expect(await textOf(3)).toContain("You have a seat.");
    expect(await textOf()).toContain("You said that you are not coming.");
  });

  test.each([
    ["cancelled", { status: "cancelled" as const }, NOW, 409, "this session was cancelled"],
    ["past", {}, DURING, 409, "this session has begun, or is over"],
    ["one that asks nothing", { rsvp: "none" as const }, NOW, 422, "Please press one of the buttons"],
  ])("an answer to a session that is %s changes nothing and says why", async (_, change, now, status, note) => {
    await begin(change);
    const { statusCode, body } = await press({ answer: "yes" }, { now });
    expect([statusCode, body.replaceAll(/\s+/g, " ")]).toEqual([status, expect.stringContaining(note)]);
    expect((await list()).revision).toBe(0);
  });

  test("who is not invited any more takes no seat by their old link, keeps theirs, and may give it back", async () => {
    await press({ answer: "yes" });
    await records.people.save(stored(1, { status: "leave" }));
    const { statusCode, body } = await press({ answer: "yes", guests: "1" });
    expect([statusCode, body]).toEqual([403, expect.stringContaining("you are not invited any more")]);
    expect(Object.keys((await list()).places)).toEqual(["key-1"]);
    expect((await press({ answer: "no" })).statusCode).toBe(303);
    expect((await press({ answer: "yes" })).statusCode).toBe(403);
    expect((await list()).places).toEqual({});
  });

  test.each([
    ["removed", () => records.people.remove("S001", { at: NOW, why: "office" })],
    ["another whom they turned out to be", () => records.people.merge("S001", "S002", NOW)],
    ["gone", () => records.people.save(stored(1, { status: "withdrawn" }))],
    ["held", () => records.people.hold("S001", { held: HELD, seen: undefined })],
  ])("who is %s takes no seat by their old link, and may give one back", async (_, change) => {
    await press({ answer: "yes" });
    await change();
    const { statusCode, body } = await press({ answer: "yes", guests: "1" });
    expect([statusCode, body]).toEqual([403, expect.stringContaining("not on the list of students any more")]);
    expect((await list()).places).toEqual({ "key-1": 1 });
    await press({ answer: "no" });
    expect((await list()).places).toEqual({});
  });

  test.each([
    { answer: "yes", guests: "2" },
    { answer: "yes", guests: "-1" },
    { answer: "yes", dietary: "x".repeat(301) },
    { answer: "maybe" },
  ])("%j says nothing that the page offers", async (form: Record<string, string>) => {
    expect((await press(form)).statusCode).toBe(422);
    expect((await list()).revision).toBe(0);
  });

  test("the room's code counts while the session is on, five tries in ten minutes, once a student", async () => {
    expect((await press({ code: "K7Q2" })).statusCode).toBe(409);
    expect((await press({ code: "K7Q2" }, { now: DURING })).body).toContain("shows no code yet");
    await records.guestLists.openRoom("dinner-2027", "K7Q2");
    for (let tries = 2; tries <= 4; tries += 1)
      expect((await press({ code: "0000" }, { now: DURING })).statusCode).toBe(422);
    expect((await press({ code: " k7q2 " }, { now: DURING })).statusCode).toBe(303);
    expect((await press({ code: "K7Q2" }, { now: DURING })).statusCode).toBe(429);
    expect((await list()).came).toEqual({ "key-1": { at: DURING, by: "code" } });
    expect(await textOf(1, DURING)).toContain("You were there. Thank you for coming.");
  });

  test("tells how it is joined until it is over, and then no more", async () => {
    await begin();
    expect(await textOf(1, DURING)).toContain("https://meet.example.edu/dinner");
    expect(await textOf(1, "2027-01-21T00:00:00.000Z")).not.toContain("https://meet.example.edu/dinner");
  });

  test("afterwards it says that it is over, and where the recording is", async () => {
    await begin({ recording: "https://video.example.edu/1" });
    await records.guestLists.answer(session(), "key-1", { answer: "yes", guests: 0 }, NOW);
    await records.guestLists.came("dinner-2027", ["key-2"], "list", DURING);
    const after = "2027-01-21T15:00:00.000Z";
    expect(await textOf(1, after)).toContain("You had a seat and are not on the list of those who came.");
    expect(await textOf(2, after)).toContain("You were there.");
    expect(await textOf(3, after)).toMatch(/This session is over\..*|Watch the recording/);
    expect(await textOf(3, after)).not.toContain("meet.example.edu");
  });

  test.each([
    ["another site's", { headers: { "sec-fetch-site": "cross-site" } }, "Please press the button here."],
    ["a browser without cookies'", { cookies: [] }, "Please press once more."],
  ])("%s form changes nothing and gets the page again", async (_, more, note) => {
    const { statusCode, body } = await press({ answer: "yes" }, more);
    expect([statusCode, body]).toEqual([403, expect.stringContaining(note)]);
    expect((await list()).revision).toBe(0);
  });

  test("opens by its own link alone, and as long as that is good", async () => {
    const survey = signLink(KEYS, { program: "hms", student: "key-1", occurrence: "x@2027", expiresAt: EXPIRES });
    for (const path of [`/g/${survey}`, "/g/v1.k1.YQ.YQ", "/g/", "/elsewhere"])
      expect((await ask({ path })).statusCode).toBe(404);
    expect((await ask({ now: EXPIRES })).statusCode).toBe(410);
    expect((await ask({ method: "PUT" })).statusCode).toBe(405);
  });

  test("apologizes where the records cannot be had, and tells why elsewhere", async () => {
    records = { ...records, sessions: { ...records.sessions, get: () => Promise.reject(new Error("down")) } };
    const { statusCode, body } = await ask();
    expect([statusCode, body.includes("down")]).toEqual([500, false]);
    expect(failures).toEqual([new Error("down")]);
  });
});
