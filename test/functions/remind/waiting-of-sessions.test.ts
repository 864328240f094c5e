import { beforeEach, expect, test } from "vitest";
import { type MemoryMailQueue, memoryMailQueue } from "#adapters/mail-queue/memory-mail-queue.ts";
import { type MemoryRecords, memoryRecords } from "#adapters/records/memory-records.ts";
import { Program } from "#domain/calendar/program.ts";
import { takeIn } from "#domain/sessions/revisions.ts";
import type { KnownSession, Session } from "#domain/sessions/session.ts";
import { partInSession } from "#domain/sessions/session-mails.ts";
import { remind } from "../../../functions/remind/remind.ts";
import { program as usual } from "../../domain/calendar/program.fixture.ts";
import { session } from "../../domain/sessions/session.fixture.ts";
import { classOf } from "../class.fixture.ts";

const CLASS = { anchors: { matriculation: 2024, graduation: 2028 } };
const [SUMMER, BEFORE, DIGEST] = ["2026-08-03T16:00:00.000Z", "2026-01-09T14:00:00.000Z", "2027-01-08T14:00:00.000Z"];
const OPEN = { occurrence: "session:rtr1", wave: "open" };
/** In no week is there room for a mail of its own, so each invitation waits for Friday's digest. */
const school = { ...usual.school, weeklyMails: { atMost: 0, digest: 5 } };
const program = Program.parse({ ...usual, school, briefs: {} });
const students = classOf(40, CLASS);

let records: MemoryRecords;
let queue: MemoryMailQueue;

const known = (change: Partial<Session> = {}): KnownSession => {
  const [first] = takeIn([], [{ session: session(change), kept: [] }], SUMMER);
  if (first === undefined) throw new Error("no session");
  return first;
};

const given = async (change: Partial<Session> = {}): Promise<void> => {
  await records.sessions.save(known(change), undefined);
};

/** Whom the morning of that day's digest invites. */
const invited = async (): Promise<string[]> => {
  await remind({ program, ...records, queue }, { type: "day.began", version: 1, scheduledAt: DIGEST });
  return queue
    .takeAll()
    .filter(({ occurrence, digest = [] }) =>
      [{ occurrence }, ...digest].some((one) => one.occurrence === OPEN.occurrence),
    )
    .flatMap(({ people }) => people);
};

const lastYearWent = (recipients: number, occurrence = "session:rtr0") =>
  records.mailings.open({ occurrence, wave: "open" }, { at: BEFORE, recipients, mustBeApproved: false });

beforeEach(async () => {
  records = memoryRecords();
  queue = memoryMailQueue();
  await records.school.start("2026-08-03");
  for (const one of students) await records.people.save(one);
  await given();
  await given({ id: "rtr0", startsAt: "2026-01-21T22:30:00.000Z", endsAt: "2026-01-22T00:00:00.000Z" });
});

test("an invitation that comes in a digest stops where a session of its item had far fewer guests a year before", async () => {
  await lastYearWent(12);
  expect(await invited()).toEqual([]);
  expect((await records.mailings.get(OPEN))?.paused).toMatchObject({
    ...{ cause: "recipients", reason: "40 recipients, where 12 got session:rtr0" },
  });
});

test("it goes out, and is recorded for next year, where about as many had it, or those are of another item", async () => {
  await lastYearWent(38);
  await lastYearWent(2, "session:dinner");
  expect(await invited()).toHaveLength(40);
  expect((await records.mailings.get(OPEN))?.opened).toEqual({ at: DIGEST, recipients: 40 });
});

test("whoever was invited before counts among its recipients", async () => {
  await lastYearWent(12);
  const parts = students.slice(0, 30).map((one) => partInSession(known(), one));
  const mail = { plannedAt: SUMMER, at: SUMMER };
  await records.parts.claim(parts, "open", { ...mail, tells: 0 });
  await records.parts.settle(
    parts.map((part) => ({ part, wave: "open", mail: { state: "sent" as const, attempt: 1, ...mail, tells: 0 } })),
  );
  expect(await invited()).toEqual([]);
  expect((await records.mailings.get(OPEN))?.paused?.reason).toBe("40 recipients, where 12 got session:rtr0");
});
