import { beforeEach, describe, expect, test } from "vitest";
import { type MemoryMailQueue, memoryMailQueue } from "#adapters/mail-queue/memory-mail-queue.ts";
import { type MemoryRecords, memoryRecords } from "#adapters/records/memory-records.ts";
import { Program } from "#domain/calendar/program.ts";
import { takeIn } from "#domain/sessions/revisions.ts";
import type { KnownSession, Session } from "#domain/sessions/session.ts";
import { partInSession } from "#domain/sessions/session-mails.ts";
import { instantAt } from "#domain/time/dates.ts";
import { remind } from "../../../functions/remind/remind.ts";
import { type GuestsOccasion, tellGuests } from "../../../functions/tell-guests/tell-guests.ts";
import { program as usual } from "../../domain/calendar/program.fixture.ts";
import { session } from "../../domain/sessions/session.fixture.ts";
import { classOf, stored } from "../class.fixture.ts";

const ZONE = "America/New_York";
const SUMMER = "2026-08-03T16:00:00.000Z";
const evenings = {
  ...{ id: "evenings", title: "Evenings", audience: { tracks: ["pathways"] }, rhythm: { timesPerYear: 2 } },
  ...{ covers: [], attached: [] },
};
const within = (atMost: number): Program =>
  Program.parse({
    ...{ ...usual, series: [evenings], briefs: {} },
    school: { ...usual.school, weeklyMails: { atMost, digest: 5 } },
  });
const ada = stored(1, { anchors: { matriculation: 2024, graduation: 2028 } });
const morning = (day: string): string => instantAt(day, "09:00", ZONE);
const afternoon = (day: string): string => instantAt(day, "15:00", ZONE);

let records: MemoryRecords;
let queue: MemoryMailQueue;

const give = async (id: string, day: string, change: Partial<Session> = {}, at = SUMMER): Promise<KnownSession> => {
  const [startsAt, endsAt] = [instantAt(day, "17:30", ZONE), instantAt(day, "18:30", ZONE)];
  const before = (await records.sessions.all()).filter((one) => one.id === id);
  const given = { session: session({ id, item: "evenings", startsAt, endsAt, ...change }), kept: [] };
  const [after] = takeIn(before, [given], at);
  if (after === undefined) throw new Error("no session");
  await records.sessions.save(after, before[0]);
  return after;
};

const isTold = async (of: KnownSession, wave: string, at: string, person = ada): Promise<void> => {
  const part = partInSession(of, person);
  await records.parts.claim([part], wave, { plannedAt: at, at, tells: of.sequence });
  const mail = { state: "sent" as const, attempt: 1, plannedAt: at, at, tells: of.sequence };
  await records.parts.settle([{ part, wave, mail }]);
};

const queued = () =>
  queue
    .takeAll()
    .flatMap(({ occurrence, wave, people, digest = [] }) =>
      [{ occurrence, wave }, ...digest].map((one) => `${one.occurrence}/${one.wave} to ${people.length}`),
    );

const tell = async (occasion: GuestsOccasion, atMost: number, now: string): Promise<string[]> => {
  await tellGuests({ program: within(atMost), ...records, queue }, occasion, now);
  return queued();
};

const inTheMorning = (day: string, atMost: number) =>
  tell({ type: "day.began", version: 1, scheduledAt: morning(day) }, atMost, morning(day));

const changed = (id: string, atMost: number, now: string) => {
  const data = { program: "hms", session: id, item: "evenings", sequence: 0, status: "planned" as const };
  const detail = { type: "session.changed" as const, version: 1 as const, id: "x", occurredAt: now, data };
  return tell({ detail }, atMost, now);
};

const digestOf = async (day: string, atMost: number): Promise<string[]> => {
  const needs = { program: within(atMost), ...records, queue };
  await remind(needs, { type: "day.began", version: 1, scheduledAt: morning(day) });
  return queued();
};

beforeEach(async () => {
  records = memoryRecords();
  queue = memoryMailQueue();
  await records.school.start("2026-08-03");
  await records.people.save(ada);
});

describe("a week that has had its mail", () => {
  beforeEach(async () => {
    await isTold(await give("b", "2027-02-23"), "open", morning("2027-02-09"));
  });

  test("gets no other by a sooner session that comes on a day of it: that one is invited to with the digest", async () => {
    await give("a", "2027-02-20", {}, afternoon("2027-02-09"));
    expect(await changed("a", 1, afternoon("2027-02-09"))).toEqual([]);
    expect(await inTheMorning("2027-02-10", 1)).toEqual([]);
    expect(await inTheMorning("2027-02-10", 2)).toEqual(["session:a/open to 1"]);
    expect(await digestOf("2027-02-12", 1)).toEqual(["session:a/open to 1"]);
  });

  test("gets none by moving that session away, or cancelling it", async () => {
    await isTold(await give("b", "2027-04-20", {}, afternoon("2027-02-09")), "moved-1", afternoon("2027-02-09"));
    await give("a", "2027-02-20", {}, afternoon("2027-02-09"));
    expect(await inTheMorning("2027-02-10", 1)).toEqual([]);
  });

  test("gets one more where its session is too near to wait for the digest, at once", async () => {
    await give("a", "2027-02-13", {}, afternoon("2027-02-10"));
    expect(await changed("a", 1, afternoon("2027-02-10"))).toEqual(["session:a/open to 1"]);
  });
});

test("of many that come in one file no more go out in the next morning than the week has room for", async () => {
  const days = ["2027-02-17", "2027-02-18", "2027-02-19", "2027-02-20"];
  for (const [nth, day] of days.entries()) await give(`s${nth}`, day, {}, afternoon("2027-02-09"));
  for (const nth of days.keys()) expect(await changed(`s${nth}`, 2, afternoon("2027-02-09"))).toEqual([]);
  expect(await inTheMorning("2027-02-10", 2)).toEqual(["session:s0/open to 1", "session:s1/open to 1"]);
});

test("of two thanks that are due on one morning one waits where the week has room for one", async () => {
  for (const id of ["a", "b"]) {
    const over = await give(id, "2027-02-08", { rsvp: "required", recording: "https://example.edu/r" });
    await records.guestLists.answer(over, ada.person, { answer: "yes", guests: 0 }, "2027-02-01T15:00:00.000Z");
    await isTold(over, "open", morning("2027-01-25"));
  }
  expect(await inTheMorning("2027-02-09", 1)).toEqual(["session:a/thanks to 1"]);
  expect(await inTheMorning("2027-02-12", 1)).toEqual([]);
  expect(await digestOf("2027-02-12", 1)).toEqual(["session:a/thanks to 1", "session:b/thanks to 1"]);
});

test("on a digest's day all invitations to a session are counted together, also of classes with and without room", async () => {
  // Road to Residency I goes to the class of 2028 on that Friday, so that their week is full, and that of 2027 is not.
  const [full, free] = [
    { matriculation: 2024, graduation: 2028 },
    { matriculation: 2023, graduation: 2027 },
  ];
  for (const one of classOf(12, { anchors: full })) await records.people.save(one);
  for (const one of classOf(24, { anchors: free }).slice(12)) await records.people.save(one);
  await give("a", "2027-01-29");
  const before = { at: "2026-01-16T14:00:00.000Z", recipients: 3, mustBeApproved: false };
  await give("last-year", "2026-01-30");
  await records.mailings.open({ occurrence: "session:last-year", wave: "open" }, before);
  expect(await inTheMorning("2027-01-15", 1)).toEqual([]);
  expect((await digestOf("2027-01-15", 1)).filter((mail) => mail.startsWith("session:a"))).toEqual([]);
  const { paused } = (await records.mailings.get({ occurrence: "session:a", wave: "open" })) ?? {};
  expect(paused?.reason).toBe("24 recipients, where 3 got session:last-year");
});
