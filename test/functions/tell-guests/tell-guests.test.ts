import { beforeEach, describe, expect, test } from "vitest";
import { type MemoryMailQueue, memoryMailQueue } from "#adapters/mail-queue/memory-mail-queue.ts";
import { type MemoryRecords, memoryRecords } from "#adapters/records/memory-records.ts";
import { takeIn } from "#domain/sessions/revisions.ts";
import type { KnownSession, Session } from "#domain/sessions/session.ts";
import { partInSession } from "#domain/sessions/session-mails.ts";
import { type GuestsOccasion, tellGuests } from "../../../functions/tell-guests/tell-guests.ts";
import { program } from "../../domain/calendar/program.fixture.ts";
import { session } from "../../domain/sessions/session.fixture.ts";
import { stored } from "../class.fixture.ts";

const CLASS = { anchors: { matriculation: 2024, graduation: 2028 } };
const [SUMMER, INVITED, CHANGED] = ["2026-08-03T16:00:00.000Z", "2027-01-06T14:00:00.000Z", "2027-01-08T20:30:00.000Z"];
const morning = (at: string): GuestsOccasion => ({ type: "day.began", version: 1, scheduledAt: at });
const changed = (id = "rtr1", of = program.id): GuestsOccasion => ({
  detail: {
    ...{ type: "session.changed", version: 1, id: "x", occurredAt: CHANGED },
    data: { program: of, session: id, item: "road-to-residency-1", sequence: 1, status: "planned" },
  },
});

const seatFreed = (seats: { person: string; place: number }[], at: string): GuestsOccasion => ({
  detail: {
    ...{ type: "seat.freed", version: 1, id: "y", occurredAt: at },
    data: { program: program.id, session: "rtr1", revision: 3, seats },
  },
});

let records: MemoryRecords;
let queue: MemoryMailQueue;

const tell = async (occasion: GuestsOccasion, now: string): Promise<Record<string, string[]>> => {
  await tellGuests({ program, ...records, queue }, occasion, now);
  const waves: Record<string, string[]> = {};
  for (const { occurrence, wave, people, subject } of queue.takeAll())
    waves[`${subject} ${occurrence}/${wave}`] = people;
  return waves;
};

const give = async (change: Partial<Session>, at: string): Promise<KnownSession> => {
  const before = (await records.sessions.all()).filter(({ id }) => id === (change.id ?? "rtr1"));
  const [after] = takeIn(before, [{ session: session(change), kept: [] }], at);
  if (after === undefined) throw new Error("no session");
  await records.sessions.save(after, before[0]);
  return after;
};

const wasTold = async (of: KnownSession, nth: number, tells: number): Promise<void> => {
  const part = partInSession(of, stored(nth, CLASS));
  const mail = { plannedAt: INVITED, at: INVITED };
  await records.parts.claim([part], "open", { ...mail, tells });
  await records.parts.settle([{ part, wave: "open", mail: { state: "sent", attempt: 1, ...mail } }]);
};

beforeEach(async () => {
  records = memoryRecords();
  queue = memoryMailQueue();
  await records.school.start("2026-08-03");
  await records.people.save(stored(1, CLASS));
  await records.people.save(stored(2, CLASS));
  await records.people.save(stored(3));
});

describe("a morning's telling of guests", () => {
  test("invites those whom a session concerns, 14 days before, and queues them again until they are told", async () => {
    const meeting = await give({}, SUMMER);
    expect(await tell(morning("2027-01-05T14:00:00Z"), INVITED)).toEqual({});
    const all = { "session session:rtr1/open": ["S001", "S002"] };
    expect(await tell(morning("2027-01-06T14:00:00Z"), INVITED)).toEqual(all);
    await wasTold(meeting, 1, 0);
    expect(await tell(morning("2027-01-07T14:00:00Z"), INVITED)).toEqual({ "session session:rtr1/open": ["S002"] });
  });

  test("leaves a paused mailing alone, and whoever declined such mail", async () => {
    await give({}, SUMMER);
    await records.choices.decline("key-1", "calendar", SUMMER);
    expect(await tell(morning(INVITED), INVITED)).toEqual({ "session session:rtr1/open": ["S002"] });
    await records.mailings.pause({ occurrence: "session:rtr1", wave: "open" }, { at: SUMMER, reason: "wait" });
    expect(await tell(morning(INVITED), INVITED)).toEqual({});
  });

  test("tells nobody before the first roster, and reads no people where no session is at hand", async () => {
    await give({ startsAt: "2027-05-20T21:30:00.000Z", endsAt: "2027-05-20T22:30:00.000Z" }, SUMMER);
    const roster = { enrolled: () => Promise.reject(new Error("read")) };
    const needs = { program, ...records, queue, roster };
    expect(await tellGuests(needs, morning(INVITED), INVITED)).toEqual({ sessions: 0, due: 0, messages: 0 });
  });

  test("deletes what the guests of a past session eat, the day after", async () => {
    const dinner = await give({ rsvp: "required" }, SUMMER);
    await records.guestLists.answer(dinner, "key-1", { answer: "yes", guests: 0, dietary: "no nuts" }, INVITED);
    await tell(morning("2027-01-20T14:00:00Z"), INVITED);
    expect((await records.guestLists.get("rtr1")).dietary).toEqual({ "key-1": "no nuts" });
    await tell(morning("2027-01-21T14:00:00Z"), INVITED);
    expect((await records.guestLists.get("rtr1")).dietary).toEqual({});
  });
});

describe("a session that changed", () => {
  test("is told at once to those who know it as it was, and to nobody else", async () => {
    await wasTold(await give({}, SUMMER), 1, 0);
    const later = { startsAt: "2027-01-27T22:30:00.000Z", endsAt: "2027-01-28T00:00:00.000Z" };
    const moved = await give(later, CHANGED);
    expect(await tell(changed(), CHANGED)).toEqual({ "session session:rtr1/moved-1": ["S001"] });
    await wasTold(moved, 2, 1);
    expect(await tell(changed(), CHANGED)).toEqual({ "session session:rtr1/moved-1": ["S001"] });
    expect(await tell(changed("another"), CHANGED)).toEqual({});
    expect(await tell(changed("rtr1", "exchange"), CHANGED)).toEqual({});
  });
});

test("a move with 165 guests is planned with nine requests, whatever their number", async () => {
  const moved = await give({ startsAt: "2027-01-27T22:30:00.000Z", endsAt: "2027-01-28T00:00:00.000Z" }, SUMMER);
  const known = await give({}, CHANGED);
  for (let nth = 1; nth <= 165; nth += 1) await records.people.save(stored(nth, CLASS));
  const parts = Array.from({ length: 165 }, (_, nth) => partInSession(moved, stored(nth + 1, CLASS)));
  await records.parts.claim(parts, "open", { plannedAt: INVITED, at: INVITED, tells: 0 });
  const asked: string[] = [];
  const counting = <Store extends object>(name: string, store: Store): Store =>
    new Proxy(store, {
      get: (target, method) => {
        asked.push(`${name}.${String(method)}`);
        return Reflect.get(target, method);
      },
    });
  const { people, choices, school, mailings, sessions, guestLists, pace } = records;
  const needs = {
    program,
    people: counting("roster", people),
    parts: counting("parts", records.parts),
    choices: counting("choices", choices),
    school: counting("school", school),
    mailings: counting("mailings", mailings),
    sessions: counting("sessions", sessions),
    guestLists: counting("guestLists", guestLists),
    pace: counting("pace", pace),
    queue: counting("queue", queue),
  };
  expect(known.sequence).toBe(1);
  expect(await tellGuests(needs, changed(), CHANGED)).toMatchObject({ sessions: 1, due: 165 });
  expect(asked).toHaveLength(9);
});

test.each([
  ["once guests are invited", INVITED, CHANGED],
  ["before anybody is invited", "2026-11-02T14:00:00.000Z", "2026-11-03T14:00:00.000Z"],
])("a seat that became free is told to who has it, %s", async (_, first, then) => {
  const dinner = await give({ rsvp: "required", capacity: 1 }, SUMMER);
  for (const key of ["key-1", "key-2"])
    await records.guestLists.answer(dinner, key, { answer: "yes", guests: 0 }, first);
  await records.guestLists.answer(dinner, "key-1", { answer: "no" }, then);
  expect(await tell(seatFreed([{ person: "key-2", place: 2 }], then), then)).toEqual({
    "session session:rtr1/seat-2": ["S002"],
  });
});

test("a seat whose mail could not go out is told of once the session is planned again", async () => {
  const dinner = await give({ rsvp: "required", capacity: 1 }, SUMMER);
  for (const key of ["key-1", "key-2"])
    await records.guestLists.answer(dinner, key, { answer: "yes", guests: 0 }, INVITED);
  await records.guestLists.answer(dinner, "key-1", { answer: "no" }, INVITED);
  await wasTold(dinner, 2, 0);
  await give({ rsvp: "required", capacity: 1, status: "cancelled" }, CHANGED);
  expect(await tell(seatFreed([{ person: "key-2", place: 2 }], CHANGED), CHANGED)).toEqual({});
  await give({ rsvp: "required", capacity: 1 }, CHANGED);
  const owed = { "session session:rtr1/seat-2": ["S002"] };
  expect(await tell(changed(), CHANGED)).toMatchObject(owed);
  const mail = { plannedAt: CHANGED, at: CHANGED, tells: 2 };
  await records.parts.claim([partInSession(dinner, stored(2, CLASS))], "seat-2", mail);
  expect(await tell(changed(), CHANGED)).not.toMatchObject(owed);
});
