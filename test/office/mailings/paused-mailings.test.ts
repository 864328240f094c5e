import { beforeEach, describe, expect, test } from "vitest";
import { memoryMailQueue } from "#adapters/mail-queue/memory-mail-queue.ts";
import { memoryRecords } from "#adapters/records/memory-records.ts";
import { memoryMailer } from "#adapters/ses/memory-mailer.ts";
import { memorySendingAccount } from "#adapters/ses/memory-sending-account.ts";
import { pausedMailings, pauseMailing } from "#office/mailings/paused-mailings.ts";
import { remind } from "../../../functions/remind/remind.ts";
import { sendMail } from "../../../functions/send-mail/send-mail.ts";
import { WRITERS } from "../../../functions/send-mail/writers/index.ts";
import { program } from "../../domain/calendar/program.fixture.ts";
import { keys, messageTo, occurrence, queuedAt, studentNamed } from "../../functions/send-mail/april.fixture.ts";

const OPEN = { occurrence, wave: "open" };
const AT = "2027-04-01T15:00:00.000Z";
const why = { at: "2027-04-01T13:05:00.000Z", reason: "5 of 100 mails bounced" };
const [ada, bo, cy] = [studentNamed("ada"), studentNamed("bo"), studentNamed("cy")];

/** A school of three, whose opening mail reached one before it was paused. */
const pausedSchool = async () => {
  const records = memoryRecords();
  const sending = { mailer: memoryMailer(), account: memorySendingAccount(), queue: memoryMailQueue() };
  const site = { keys: async () => keys, writers: WRITERS, siteUrl: "https://careers.school.example" };
  const school = { program, ...records, ...sending, ...site };
  for (const student of [ada, bo, cy]) await records.people.save(student);
  await records.school.start("2026-08-03");
  await sendMail(school, messageTo([ada]), queuedAt);
  await records.mailings.pause(OPEN, why);
  await sendMail(school, messageTo([bo]), queuedAt);
  return school;
};

let school: Awaited<ReturnType<typeof pausedSchool>>;
const listed = (now = AT) => pausedMailings(school, now);
const morning = async (scheduledAt: string) => {
  await remind(school, { type: "day.began", version: 1, scheduledAt });
  return school.queue.takeAll().flatMap(({ wave, people }) => people.map((id) => `${wave} ${id}`));
};

beforeEach(async () => {
  school = await pausedSchool();
});

describe("paused mailings", () => {
  test("are told with since when, why, how they fared, and what would go out", async () => {
    const counts = { sent: 1, bounced: 0, complained: 0 };
    const next = { mails: 2, at: "2027-04-02T13:00:00.000Z" };
    expect(await listed()).toEqual([{ ...OPEN, ...counts, paused: why, next }]);
  });

  test("are told no more where one stopped by itself and a yes would let nothing out", async () => {
    await school.mailings.resume(OPEN, { since: why.at, at: AT });
    const stopped = { at: "2027-04-01T15:00:00.001Z", reason: "nobody has approved it", cause: "approval" } as const;
    expect(await school.mailings.pause(OPEN, stopped)).toBe(true);
    expect(await listed()).toMatchObject([{ paused: stopped }]);
    expect(await listed("2027-06-20T15:00:00.000Z")).toEqual([]);
  });

  test("send what was foretold once they are taken up, on that morning", async () => {
    const [run] = await listed();
    expect(await morning("2027-04-02T13:00:00Z")).toEqual([]);
    expect(await school.mailings.resume(OPEN, { since: why.at, at: AT })).toBe(true);
    const sent = await morning(run?.next?.at ?? "");
    expect(sent).toEqual([`open ${bo.schoolId}`, `open ${cy.schoolId}`]);
    expect(sent).toHaveLength(run?.next?.mails ?? 0);
  });

  test("are taken up once, however often it is said", async () => {
    expect(await school.mailings.resume(OPEN, { since: why.at, at: AT })).toBe(true);
    expect(await school.mailings.resume(OPEN, { since: why.at, at: AT })).toBe(false);
    expect(await listed()).toEqual([]);
  });

  test("stay paused where the pause is another one than the person saw", async () => {
    expect(await school.mailings.resume(OPEN, { since: queuedAt, at: AT })).toBe(false);
    expect(await listed()).toHaveLength(1);
  });
});

describe("a pause by hand", () => {
  test("holds back again what was taken up, also at the same instant", async () => {
    await school.mailings.resume(OPEN, { since: why.at, at: AT });
    expect(await pauseMailing(school.mailings, OPEN, AT)).toBe(true);
    expect(await listed()).toMatchObject([{ paused: { reason: "a person paused it" } }]);
    expect(await morning("2027-04-02T13:00:00Z")).toEqual([]);
  });

  test("of a mailing that is paused already changes nothing", async () => {
    expect(await pauseMailing(school.mailings, OPEN, AT)).toBe(false);
    expect(await listed()).toMatchObject([{ paused: why }]);
  });

  test("of a mailing that never began holds all of it back", async () => {
    expect(await pauseMailing(school.mailings, { ...OPEN, wave: "remind-1" }, AT)).toBe(true);
    expect(await listed()).toMatchObject([
      OPEN,
      { wave: "remind-1", sent: 0, next: { at: "2027-04-08T13:00:00.000Z" } },
    ]);
  });
});
