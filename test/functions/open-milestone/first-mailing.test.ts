import { describe, expect, test } from "vitest";
import { memoryMailQueue } from "#adapters/mail-queue/memory-mail-queue.ts";
import { memoryRecords } from "#adapters/records/memory-records.ts";
import { firstMailing } from "#domain/mail/first-mailing.ts";
import { openMilestone } from "../../../functions/open-milestone/open-milestone.ts";
import { remind } from "../../../functions/remind/remind.ts";
import { program } from "../../domain/calendar/program.fixture.ts";
import { classOf } from "../class.fixture.ts";

const OCCURRENCE = "retake-cim-survey@2027";
const FIRST = firstMailing(OCCURRENCE);
const approving = { ...program, school: { ...program.school, approval: "first-mailing" as const } };
const came = (scheduledAt: string) => ({
  ...{ type: "milestone.came" as const, version: 1 as const, milestone: "retake-cim-survey", scheduledAt },
});
const day = (scheduledAt: string) => ({ type: "day.began" as const, version: 1 as const, scheduledAt });
const NINE = "2027-04-01T13:00:00Z";
const HALF_PAST_NINE = "2027-04-01T13:30:00Z";

/** A class of 60 whose survey opens on April 1, 2027, as it did a year before for that many. */
const school = async (lastYear?: number, on = program) => {
  const records = memoryRecords();
  const queue = memoryMailQueue();
  for (const student of classOf(60)) await records.people.save(student);
  await records.school.start("2026-08-03");
  const of = { at: "2026-04-01T13:00:00.000Z", mustBeApproved: false };
  if (lastYear !== undefined)
    await records.mailings.open(firstMailing("retake-cim-survey@2026"), { ...of, recipients: lastYear });
  const needs = { program: on, ...records, queue };
  const people = () => queue.takeAll().flatMap((message) => message.people).length;
  return { needs, people, mailings: records.mailings };
};
const yes = (recipients: number) => ({ at: "2027-04-01T12:00:00.000Z", by: "R. Vance", recipients });

describe("a first mailing with far more recipients than last year", () => {
  test("stops before anything is queued, and stays so on a second run and the morning after", async () => {
    const { needs, people, mailings } = await school(30);
    expect(await openMilestone(needs, came(NINE))).toMatchObject({ due: 0, messages: 0 });
    const reason = "60 recipients, where 30 got retake-cim-survey@2026";
    const paused = { at: "2027-04-01T13:00:00.000Z", reason, cause: "recipients" };
    expect(await mailings.get(FIRST)).toEqual({ ...FIRST, paused });
    await openMilestone(needs, came(NINE));
    await remind(needs, day(HALF_PAST_NINE));
    await remind(needs, day("2027-04-02T13:00:00Z"));
    expect(people()).toBe(0);
    expect(await mailings.get(FIRST)).toEqual({ ...FIRST, paused });
  });

  test("goes out on the morning after staff took it up again, and is not stopped anew", async () => {
    const { needs, people, mailings } = await school(30);
    await openMilestone(needs, came(NINE));
    await mailings.resume(FIRST, { since: "2027-04-01T13:00:00.000Z", at: "2027-04-01T15:00:00.000Z" });
    await remind(needs, day("2027-04-02T13:00:00Z"));
    expect(people()).toBe(60);
    expect((await mailings.get(FIRST))?.opened?.recipients).toBe(60);
  });

  test("is stopped by the morning's plan too, where a schedule failed", async () => {
    const { needs, people, mailings } = await school(30);
    await remind(needs, day("2027-04-02T13:00:00Z"));
    expect(people()).toBe(0);
    expect((await mailings.get(FIRST))?.paused?.cause).toBe("recipients");
  });

  test("is one of twice as many: a class of the usual size goes out, and is recorded once", async () => {
    const { needs, people, mailings } = await school(41);
    await openMilestone(needs, came(NINE));
    expect(people()).toBe(60);
    const opened = { at: "2027-04-01T13:00:00.000Z", recipients: 60 };
    expect(await mailings.get(FIRST)).toEqual({ ...FIRST, opened });
    await openMilestone(needs, came(NINE));
    expect(await mailings.get(FIRST)).toEqual({ ...FIRST, opened });
  });

  test("that died after its record and before its queue is queued by the next run", async () => {
    const { needs, people } = await school(41);
    const queue = { send: () => Promise.reject(new Error("the queue is away")) };
    await expect(openMilestone({ ...needs, queue }, came(NINE))).rejects.toThrow("away");
    await openMilestone(needs, came(NINE));
    expect(people()).toBe(60);
  });
});

describe("a first mailing that a second person has to approve", () => {
  test("waits on its day, says why, and no reminder goes out in its place", async () => {
    const { needs, people, mailings } = await school(undefined, approving);
    expect(await openMilestone(needs, came(NINE))).toMatchObject({ due: 0 });
    expect((await mailings.get(FIRST))?.paused).toMatchObject({ cause: "approval" });
    for (const date of ["02", "08", "15", "20", "22", "28"]) await remind(needs, day(`2027-04-${date}T13:00:00Z`));
    expect(people()).toBe(0);
  });

  test("that is approved before its day goes out on its day", async () => {
    const { needs, people, mailings } = await school(undefined, approving);
    await mailings.approve(FIRST, yes(60));
    await openMilestone(needs, came(NINE));
    expect(people()).toBe(60);
    expect(await mailings.disapprove(FIRST)).toBe(false);
  });

  test("that is approved on its day goes out half an hour later, or on the next morning", async () => {
    for (const at of [HALF_PAST_NINE, "2027-04-02T13:00:00Z"]) {
      const { needs, people, mailings } = await school(undefined, approving);
      await openMilestone(needs, came(NINE));
      expect(await mailings.approve(FIRST, yes(60))).toBe(true);
      await remind(needs, day(at));
      expect(people()).toBe(60);
    }
  });

  test("whose yes was taken back between the look and the record does not go out", async () => {
    const { needs, people, mailings } = await school(undefined, approving);
    await mailings.approve(FIRST, yes(60));
    const late = {
      ...mailings,
      all: async () => {
        const all = await mailings.all();
        await mailings.disapprove(FIRST);
        return all;
      },
    };
    await openMilestone({ ...needs, mailings: late }, came(NINE));
    expect(people()).toBe(0);
  });

  test("is over where somebody had the mail before the school asked for approval: the others get theirs", async () => {
    const { needs, people } = await school(undefined, approving);
    const [part] = (await needs.people.all()).map(({ person }) => ({
      ...{ occurrence: OCCURRENCE, milestone: "retake-cim-survey", student: person, cohort: "pathways-2028" },
      asks: "answer" as const,
    }));
    if (part === undefined) throw new Error("The class is empty.");
    await needs.parts.claim([part], "open", { plannedAt: came(NINE).scheduledAt, at: came(NINE).scheduledAt });
    await remind(needs, day("2027-04-02T13:00:00Z"));
    expect(people()).toBe(59);
  });
});
