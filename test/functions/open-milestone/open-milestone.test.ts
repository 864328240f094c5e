import { beforeEach, describe, expect, test } from "vitest";
import { memoryMailQueue } from "#adapters/mail-queue/memory-mail-queue.ts";
import { memoryRecords } from "#adapters/records/memory-records.ts";
import { openMilestone } from "../../../functions/open-milestone/open-milestone.ts";
import { program } from "../../domain/calendar/program.fixture.ts";
import { classOf, stored } from "../class.fixture.ts";

const { people, parts, choices, mailings, pace } = memoryRecords();
const queue = memoryMailQueue();
const needs = { program, people, parts, choices, mailings, pace, queue };
const came = (scheduledAt: string, milestone = "retake-cim-survey") => ({
  type: "milestone.came" as const,
  version: 1 as const,
  milestone,
  scheduledAt,
});

beforeEach(async () => {
  queue.takeAll();
  for (const student of classOf(120)) await people.save(student);
});

describe("opening a milestone", () => {
  test("puts every student who is due on the queue, at most 100 in a message", async () => {
    const outcome = await openMilestone(needs, came("2027-04-01T13:00:00Z"));
    expect(outcome).toEqual({ milestone: "retake-cim-survey", due: 120, messages: 2 });
    expect(queue.held.flatMap(({ people }) => people)).toHaveLength(120);
    expect(queue.held[0]).toMatchObject({
      occurrence: "retake-cim-survey@2027",
      wave: "open",
      plannedAt: "2027-04-01T13:00:00.000Z",
    });
  });

  test("goes by the school's date, not by the date in Greenwich", async () => {
    expect(await openMilestone(needs, came("2027-04-02T03:30:00Z"))).toMatchObject({ due: 120 });
    expect(await openMilestone(needs, came("2027-04-01T03:30:00Z"))).toMatchObject({ due: 0 });
  });

  test.each([
    ["another year", "2026-04-01T13:00:00Z"],
    ["the day before", "2027-03-31T13:00:00Z"],
  ])("tells nobody on a day that is not theirs: %s", async (_, at) => {
    expect(await openMilestone(needs, came(at))).toMatchObject({ due: 0, messages: 0 });
    expect(queue.held).toEqual([]);
  });

  test("leaves out who is on leave", async () => {
    await people.save(stored(1, { status: "leave" }));
    expect(await openMilestone(needs, came("2027-04-01T13:00:00Z"))).toMatchObject({ due: 119 });
  });

  test("asks nobody again who did it under another matriculation year, and everybody else", async () => {
    const repeats = (nth: number) =>
      stored(nth, { former: [2024], anchors: { matriculation: 2025, graduation: 2029 } });
    await people.save(repeats(1));
    await people.save(repeats(2));
    const [done, open] = [repeats(1), repeats(2)].map(({ person }) => ({
      ...{
        occurrence: "retake-cim-survey@2026",
        milestone: "retake-cim-survey",
        student: person,
        cohort: "pathways-2028",
      },
      asks: "answer" as const,
    }));
    for (const part of [done, open])
      if (part)
        await parts.claim([part], "open", { plannedAt: "2026-04-01T13:00:00.000Z", at: "2026-04-01T13:00:00.000Z" });
    await parts.complete("retake-cim-survey@2026", done?.student ?? "", {
      id: "survey",
      at: "2026-04-02T13:00:00.000Z",
    });
    expect(await openMilestone(needs, came("2027-04-01T13:00:00Z"))).toMatchObject({ due: 119 });
  });

  test("tells nobody of a milestone that the program no longer has", async () => {
    expect(await openMilestone(needs, came("2027-04-01T13:00:00Z", "bake-sale"))).toMatchObject({ due: 0 });
  });

  test("makes the same messages when it runs twice, so that the claims make it once", async () => {
    await openMilestone(needs, came("2027-04-01T13:00:00Z"));
    const first = queue.takeAll();
    await openMilestone(needs, came("2027-04-01T13:00:00Z"));
    expect(queue.held).toEqual(first);
  });
});
