import { beforeEach, describe, expect, test } from "vitest";
import { type MemoryRecords, memoryRecords } from "#adapters/records/memory-records.ts";
import { takeIn } from "#domain/sessions/revisions.ts";
import { partInSession } from "#domain/sessions/session-mails.ts";
import { mailingTags, mailTags } from "#events/mail/mail-tags.ts";
import { program } from "../../domain/calendar/program.fixture.ts";
import { session } from "../../domain/sessions/session.fixture.ts";
import { stored } from "../../functions/class.fixture.ts";
import { saidBy, staffHost } from "./staff-host.ts";

const CLASS = { anchors: { matriculation: 2024, graduation: 2028 } };
const [SUMMER, INVITED, EVE, AFTER] = [
  "2026-08-03T16:00:00.000Z",
  "2027-01-06T14:00:00.000Z",
  "2027-01-19T14:00:00.000Z",
  "2027-01-21T14:00:00.000Z",
];

let records: MemoryRecords;
let now = EVE;

const shown = (path: string, form?: URLSearchParams) =>
  saidBy(staffHost({ records, program, now: () => now }), path, form);

beforeEach(async () => {
  now = EVE;
  records = memoryRecords();
  await records.school.start("2026-08-03");
  for (const nth of [1, 2, 3]) await records.people.save(stored(nth, { ...CLASS, firstName: `Guest${nth}` }));
  const first = session({ rsvp: "required", capacity: 1, title: "Dinner <at> the Dean's" });
  const [known] = takeIn([], [{ session: first, kept: [] }], SUMMER);
  const [moved] = takeIn(known ? [known] : [], [{ session: { ...first, place: "TMEC 227" }, kept: [] }], INVITED);
  if (moved === undefined) throw new Error("no session");
  await records.sessions.save(moved, undefined);
  const part = partInSession(moved, stored(1, CLASS));
  await records.parts.claim([part], "open", { plannedAt: INVITED, at: INVITED, tells: 1 });
  for (const nth of [1, 2]) await records.guestLists.answer(first, `key-${nth}`, { answer: "yes", guests: 0 }, INVITED);
});

describe("the page of a session", () => {
  test("says when, where, who has a seat, who waits, who has not answered, and what changed", async () => {
    const { status, text } = await shown("/calendar/rtr1");
    expect(status).toBe(200);
    expect(text).toContain("Wednesday, January 20, 2027, 5:30 to 7:00 PM (Eastern)");
    expect(text).toContain("1 of 1 seats taken, 1 on the wait list.");
    expect(text).toMatch(/Coming : 1 Guest1 Example On the wait list : 1 Guest2 Example No answer : 1 Guest3/);
    expect(text).toContain("invitation 1 claimed");
    expect(text).toContain("place was empty");
    expect((await shown("/calendar?month=2027-01")).text).toContain("Dinner &lt;at&gt; the Dean&#39;s");
  });

  test("is not there for a session that nobody knows", async () => {
    const nothing = await shown("/calendar/nothing");
    expect(nothing.status).toBe(404);
    expect(nothing.html).toContain('<a href="/calendar">Calendar</a>');
    expect((await shown("/calendar/nothing/room", new URLSearchParams())).status).toBe(404);
  });

  test("leads from each count of its mails to those whose they are, and to each student", async () => {
    const { html } = await shown("/calendar/rtr1");
    const [, place = ""] = /href="([^"]+\/mails[^"]+)">1 claimed/.exec(html) ?? [];
    const list = await shown(place.replaceAll("&amp;", "&"));
    expect(list.text).toContain("invitation: 1 claimed Guest1 Example");
    expect(list.html).toContain('href="/students/key-1"');
    expect((await shown("/calendar/rtr1/mails?wave=open&state=toString")).status).toBe(404);
    expect((await shown("/calendar/rtr1/mails?wave=toString&state=claimed")).status).toBe(404);
  });

  test("folds what is long by its kind, and whose mails stand somewhere by fifty names in order", async () => {
    for (let nth = 4; nth <= 80; nth += 1)
      await records.people.save(stored(nth, { ...CLASS, firstName: `Guest${String(nth).padStart(2, "0")}` }));
    const [known] = await records.sessions.all();
    if (known === undefined) throw new Error("no session");
    const parts = (await records.people.all()).map((one) => partInSession(known, one));
    await records.parts.claim(parts.slice(1), "open", { plannedAt: INVITED, at: INVITED, tells: 1 });
    for (let nth = 10; nth < 45; nth += 1)
      await records.guestLists.answer(session(), `key-${nth}`, { answer: "no" }, INVITED);
    const { html } = await shown("/calendar/rtr1");
    const isOpen = [...html.matchAll(/<details class="panel names" (open)?>\s*<summary><b>([^<]+)<\/b>: (\d+)/g)];
    expect(isOpen.map(([, open = "", kind, count]) => `${kind} ${count} ${open}`.trim())).toEqual([
      ...["Coming 1 open", "On the wait list 1 open", "Said no 35", "No answer 43"],
    ]);
    const list = await shown("/calendar/rtr1/mails?wave=open&state=claimed");
    const folds = [...list.html.matchAll(/<summary>([^<]+)<\/summary>/g)].map(([, name]) => name);
    expect(folds).toEqual(["Guest04 Example to Guest50 Example: 50", "Guest51 Example to Guest80 Example: 30"]);
  });

  test("leads to its mails, and the mails to it, where they can be read again", async () => {
    const mailing = mailingTags({ program: program.id, occurrence: "session:rtr1", wave: "open", plannedAt: INVITED });
    const sent = (messageId: string, tags: Record<string, string>) => ({
      ...{ messageId, sentAt: INVITED, from: "a", to: "b@example.edu", subject: messageId, html: "", text: "", tags },
      headers: {},
    });
    const mails = [
      sent("invited", mailTags(mailing, { student: "key-1", attempt: 1 })),
      sent(
        "other",
        mailTags({ ...mailing, milestone: "road-to-residency-1", year: "2027" }, { student: "key-1", attempt: 1 }),
      ),
    ];
    const host = staffHost({
      records,
      program,
      now: () => now,
      beside: { mailbox: { mails: () => mails, siteUrl: "" } },
    });
    expect((await saidBy(host, "/calendar/rtr1")).html).toContain(
      'href="/mails?milestone=session%3Artr1&amp;wave=open"',
    );
    const list = await saidBy(host, "/mails?milestone=session%3Artr1&wave=open");
    expect(list.text).toContain("1 to 1 of 1");
    expect(list.html).toMatch(/<option value="session:rtr1" selected>Dinner &lt;at&gt;/);
    expect(list.text).toContain("Dinner &lt;at&gt; the Dean&#39;s: invitation");
    expect((await saidBy(host, "/mails")).text).toContain("1 to 2 of 2");
    expect((await saidBy(host, "/calendar/rtr1/mails?wave=open&state=claimed")).html).toContain(
      'href="/mails/invited"',
    );
  });

  test("is led to from each guest's own page, which says where they stand", async () => {
    const { text, html } = await shown("/students/key-2");
    expect(text).toMatch(/Sessions Dinner &lt;at&gt; the Dean&#39;s wait list/);
    expect(html).toContain('href="/calendar/rtr1"');
    expect(text).toMatch(/Planned Dinner &lt;at&gt;/);
    now = AFTER;
    await records.guestLists.came("rtr1", ["key-2"], "office", AFTER);
    expect((await shown("/students/key-2")).text).toMatch(/Answer Came to Dinner &lt;at&gt;/);
    expect((await shown("/students/key-3")).text).not.toContain("Dinner");
  });

  test("names on a student's page what they are invited to, what comes next, and how many come later", async () => {
    for (const nth of [2, 3, 4, 5, 6]) {
      const at = (hour: number) => `2027-0${nth + 1}-10T${hour}:00:00.000Z`;
      const later = session({ id: `later-${nth}`, title: `Later ${nth}`, startsAt: at(17), endsAt: at(18) });
      const [known] = takeIn([], [{ session: later, kept: [] }], SUMMER);
      if (known) await records.sessions.save(known, undefined);
    }
    const { text, html } = await shown("/students/key-2");
    expect(text).toMatch(/wait list Jan 20, 2027, 5:30 PM Not invited yet Later 2 invites Feb 24, 2027/);
    expect(text).toContain("2 more come later. The calendar of their class");
    expect(text).not.toContain("Later 5");
    expect(html).toContain('href="/calendar?month=2027-01&amp;cohort=pathways-2028&amp;view=list"');
    now = AFTER;
    await records.guestLists.came("rtr1", ["key-2"], "office", AFTER);
    expect((await shown("/students/key-2")).text).toMatch(/Invited to nothing that lies ahead.*Over: 1 Dinner/);
  });

  test("lets staff tick who came once it has begun, and take it back", async () => {
    expect((await shown("/calendar/rtr1")).text).not.toContain("Who came");
    now = AFTER;
    expect((await shown("/calendar/rtr1")).text).toMatch(
      /Said yes, or came: 1 Guest1 Example Everybody else: 2 Guest2 Example Guest3/,
    );
    const all = ["key-1", "key-2", "key-3"].map((key): [string, string] => ["shown", key]);
    const tick = (...came: string[]) =>
      shown(
        "/calendar/rtr1/attendance",
        new URLSearchParams([...all, ...came.map((key): [string, string] => ["came", key])]),
      );
    expect((await tick("key-1", "key-3")).text).toContain("Saved: 2 came.");
    expect(Object.keys((await records.guestLists.get("rtr1")).came)).toEqual(["key-1", "key-3"]);
    await tick("key-3");
    expect(Object.keys((await records.guestLists.get("rtr1")).came)).toEqual(["key-3"]);
  });

  test("makes a code for the room, and shows it", async () => {
    const { text } = await shown("/calendar/rtr1/room", new URLSearchParams());
    const { code } = await records.guestLists.get("rtr1");
    expect(code).toMatch(/^[A-HJKMNP-Z2-9]{6}$/);
    expect(text).toContain(code);
  });

  test("offers no code for the room once none is taken any more", async () => {
    now = AFTER;
    const { text } = await shown("/calendar/rtr1");
    expect(text).not.toContain("Room code");
    expect(text).toContain("Who came");
  });

  test("is led to from a calendar that writes hours as mails do, and each row's day for a phone", async () => {
    const [known] = await records.sessions.all();
    if (known === undefined) throw new Error("no session");
    await records.sessions.save({ ...known, id: "rtr1-again", sequence: 0 }, undefined);
    const { text } = await shown("/calendar?month=2027-01&view=list");
    expect(text.match(/Wed, Jan 20 5:30 to 7:00 PM/g)).toHaveLength(2);
  });
});
