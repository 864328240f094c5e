import { beforeEach, describe, expect, test } from "vitest";
import { memoryMailQueue } from "#adapters/mail-queue/memory-mail-queue.ts";
import { partOf } from "#domain/calendar/current-occurrences.ts";
import { findOccurrence } from "#domain/calendar/occurrences.ts";
import { nudgePlan, sendNudge } from "#office/progress/nudge.ts";
import { progressCell } from "#office/progress/progress-cell.ts";
import { sendMail } from "../../../functions/send-mail/send-mail.ts";
import { program } from "../../domain/calendar/program.fixture.ts";
import { occurrence, plannedAt, queuedAt, schoolWith, studentNamed } from "../../functions/send-mail/april.fixture.ts";

const COHORT = "pathways-2029";
const NOON = "2027-04-13T16:00:00.000Z";
const people = ["ada", "bo", "cy"].map((name) => studentNamed(name));

let school: Awaited<ReturnType<typeof schoolWith>>;
let queue: ReturnType<typeof memoryMailQueue>;

/** Three classmates were asked on the first of April; one of them has answered. */
beforeEach(async () => {
  school = await schoolWith(people);
  queue = memoryMailQueue();
  const survey = findOccurrence(program, occurrence);
  if (survey === undefined) throw new Error(occurrence);
  const parts = people.map((student) => partOf(student, survey));
  await school.parts.claim(parts, "open", { plannedAt, at: queuedAt });
  const mail = { state: "sent" as const, plannedAt, attempt: 1, at: queuedAt, messageId: "m" };
  await school.parts.settle(parts.map((part) => ({ part, wave: "open", mail })));
  await school.parts.complete(occurrence, "cy", { id: "survey", at: queuedAt });
});

const planned = async (now = NOON) => {
  const cell = await progressCell(school, { cohort: COHORT, occurrence });
  if (cell === undefined) throw new Error("no cell");
  return nudgePlan({ ...school, school: { startedOn: async () => "2026-08-03" } }, cell, now);
};

const press = async (now = NOON) => sendNudge({ program, queue }, await planned(now), now);

const deliver = async (at = NOON) => {
  for (const message of queue.takeAll()) await sendMail(school, message, at);
};

const mailedTo = () => school.mailer.taken.map(({ to }) => to);

describe("reminding by hand", () => {
  test("goes to who is open, in one mail each, and never to who is done", async () => {
    expect(await press()).toBe(2);
    await deliver();
    expect(mailedTo()).toEqual(["ada@students.example", "bo@students.example"]);
    const [part] = await school.parts.some([{ occurrence, student: "ada" }]);
    expect(part?.mails["nudge-2027-04-13"]).toMatchObject({ state: "sent", plannedAt: "2027-04-13T13:00:00.000Z" });
  });

  test("sends once where it is pressed twice, or by two people at once", async () => {
    const [one, other] = [await planned(), await planned()];
    await sendNudge({ program, queue }, one, NOON);
    await sendNudge({ program, queue }, other, "2027-04-13T16:00:03.000Z");
    await deliver();
    expect(mailedTo()).toHaveLength(2);
    expect(await press("2027-04-13T17:00:00.000Z")).toBe(0);
    expect((await planned()).leftOut.map(({ why, people: those }) => [why, those.length])).toEqual([
      ["nudged today", 2],
    ]);
  });

  test("leaves out who answers, declines or is held between the press and the sending", async () => {
    await press();
    await school.parts.complete(occurrence, "ada", { id: "survey", at: NOON });
    await school.choices.decline("bo", "nudges", NOON);
    await deliver();
    expect(mailedTo()).toEqual([]);
  });

  test("does not go out on another day than its own: the mail is recorded as missed", async () => {
    await press();
    await deliver("2027-04-14T16:00:00.000Z");
    expect(mailedTo()).toEqual([]);
    const [part] = await school.parts.some([{ occurrence, student: "ada" }]);
    expect(part?.mails["nudge-2027-04-13"]).toMatchObject({ state: "missed" });
    expect(await press("2027-04-14T16:00:00.000Z")).toBe(2);
  });

  test("does nothing on a quiet day, or while a mailing of the item is paused", async () => {
    expect(await press("2027-04-17T16:00:00.000Z")).toBe(0);
    await school.mailings.pause({ occurrence, wave: "remind-1" }, { at: NOON, reason: "by hand" });
    expect(await press()).toBe(0);
    expect((await planned()).whyNot).toBe("paused");
    expect(queue.held).toEqual([]);
  });
});
