import { beforeEach, describe, expect, test } from "vitest";
import { type MemoryMailQueue, memoryMailQueue } from "#adapters/mail-queue/memory-mail-queue.ts";
import { type MemoryRecords, memoryRecords } from "#adapters/records/memory-records.ts";
import { Program } from "#domain/calendar/program.ts";
import { takeIn } from "#domain/sessions/revisions.ts";
import type { KnownSession, Session } from "#domain/sessions/session.ts";
import { partInSession } from "#domain/sessions/session-mails.ts";
import { approveFirst, firstMailingOf, firstMailingsAhead } from "#office/mailings/approve-first.ts";
import { headCount } from "#office/mailings/first-in-words.ts";
import { tellGuests } from "../../../functions/tell-guests/tell-guests.ts";
import { waitingMailings } from "../../../functions/tell-office/of-mailing.ts";
import { program as usual } from "../../domain/calendar/program.fixture.ts";
import { session } from "../../domain/sessions/session.fixture.ts";
import { stored } from "../class.fixture.ts";

const CLASS = { anchors: { matriculation: 2024, graduation: 2028 } };
const [SUMMER, INVITED, NEXT] = ["2026-08-03T16:00:00.000Z", "2027-01-06T14:00:00.000Z", "2027-01-07T14:00:00.000Z"];
const approving = Program.parse({ ...usual, school: { ...usual.school, approval: "first-mailing" } });
const OPEN = { occurrence: "session:rtr1", wave: "open" };

let records: MemoryRecords;
let queue: MemoryMailQueue;

const tell = async (at: string, program = approving): Promise<string[]> => {
  await tellGuests({ program, ...records, queue }, { type: "day.began", version: 1, scheduledAt: at }, at);
  return queue.takeAll().flatMap(({ wave, people }) => people.map((one) => `${wave} ${one}`));
};

/** What waits for the office's yes. */
const linesOf = async (at: string) => {
  const [sessions, students] = [await records.sessions.all(), await records.people.enrolled()];
  return waitingMailings(approving, await records.mailings.all(), { sessions, students }, at);
};

const give = async (change: Partial<Session>, at: string): Promise<KnownSession> => {
  const before = (await records.sessions.all()).filter(({ id }) => id === (change.id ?? "rtr1"));
  const [after] = takeIn(before, [{ session: session(change), kept: [] }], at);
  if (after === undefined) throw new Error("no session");
  await records.sessions.save(after, before[0]);
  return after;
};

beforeEach(async () => {
  records = memoryRecords();
  queue = memoryMailQueue();
  await records.school.start("2026-08-03");
  for (const nth of [1, 2]) await records.people.save(stored(nth, CLASS));
});

describe("where the school's first mailings wait for a second person", () => {
  test("an invitation is paused for that, and goes out the morning after the yes, once", async () => {
    await give({}, SUMMER);
    expect([await tell(INVITED), await tell(INVITED)]).toEqual([[], []]);
    expect((await records.mailings.get(OPEN))?.paused).toMatchObject({ cause: "approval" });
    const needs = { program: approving, ...records };
    const [first, ...others] = await firstMailingsAhead(needs, INVITED);
    expect(others.filter(({ occurrence }) => occurrence.session !== undefined)).toEqual([]);
    expect(first).toMatchObject({
      occurrence: { id: "session:rtr1", title: "Road to Residency I" },
      ...{ recipients: 2, isWaiting: true },
    });
    expect(await linesOf(INVITED)).toEqual([
      { line: expect.stringMatching(/^Session rtr1: first mail \(session:rtr1\): its first mailing waits/) },
    ]);
    const one = await firstMailingOf(needs, "session:rtr1", INVITED);
    if (one === undefined) throw new Error("none");
    expect(await approveFirst(needs, one, { by: "R. Vance", at: INVITED })).toBe("approved");
    expect(await tell(NEXT)).toEqual(["open S001", "open S002"]);
    expect((await records.mailings.get(OPEN))?.opened).toEqual({ at: NEXT, recipients: 2 });
    expect(await firstMailingOf(needs, "session:rtr1", NEXT)).toBeUndefined();
  });

  test("the office hears of it in the week before, of none that invites nobody, and of none once its session has begun", async () => {
    await give({}, SUMMER);
    await give({ id: "nobodys", item: "match-day" }, SUMMER);
    const lines = (await linesOf("2027-01-02T14:00:00.000Z")).map(({ line }) => line);
    expect(lines.filter((line) => line.startsWith("Session"))).toEqual([
      "Session rtr1: first mail (session:rtr1), on 2027-01-06: no yes yet",
    ]);
    await tell(INVITED);
    expect((await linesOf("2027-01-21T14:00:00.000Z")).map(({ line }) => line).join()).not.toContain("rtr1");
  });

  test("what corrects a session waits for nobody", async () => {
    const meeting = await give({}, SUMMER);
    const part = partInSession(meeting, stored(1, CLASS));
    const mail = { plannedAt: INVITED, at: INVITED };
    await records.parts.claim([part], "open", { ...mail, tells: 0 });
    await records.parts.settle([{ part, wave: "open", mail: { state: "sent", attempt: 1, ...mail } }]);
    await give({ place: "TMEC 448" }, NEXT);
    expect(await tell(NEXT)).toEqual(["moved-1 S001", "open S002"]);
  });
});

describe("a first mailing of far more recipients than another session of its item a year before", () => {
  test("stops itself, in every school, until somebody takes it up again", async () => {
    for (let nth = 3; nth <= 40; nth += 1) await records.people.save(stored(nth, CLASS));
    await give({}, SUMMER);
    await give({ id: "rtr0", startsAt: "2026-01-21T22:30:00.000Z", endsAt: "2026-01-22T00:00:00.000Z" }, SUMMER);
    const before = { occurrence: "session:rtr0", wave: "open" };
    await records.mailings.open(before, { at: "2026-01-07T14:00:00.000Z", recipients: 12, mustBeApproved: false });
    expect(await tell(INVITED, usual)).toEqual([]);
    const state = await records.mailings.get(OPEN);
    expect(state?.paused).toMatchObject({ cause: "recipients", reason: "40 recipients, where 12 got session:rtr0" });
    const [first] = await firstMailingsAhead({ program: approving, ...records }, INVITED);
    expect(first && headCount(first)).toBe("Up to 40 students; session:rtr0 went to 12: 28 more.");
    await records.mailings.resume(OPEN, { since: state?.paused?.at ?? "", at: INVITED });
    expect(await tell(NEXT, usual)).toHaveLength(40);
  });

  test("none is compared with sessions of other items", async () => {
    for (let nth = 3; nth <= 40; nth += 1) await records.people.save(stored(nth, CLASS));
    await give({}, SUMMER);
    const other = { occurrence: "session:dinner", wave: "open" };
    await records.mailings.open(other, { at: "2026-01-07T14:00:00.000Z", recipients: 2, mustBeApproved: false });
    expect(await tell(INVITED, usual)).toHaveLength(40);
  });
});
