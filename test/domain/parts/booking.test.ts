import { describe, expect, test } from "vitest";
import { booking, unbooking } from "#domain/parts/booking.ts";
import { folding } from "#domain/parts/folding.ts";
import type { Part } from "#domain/parts/part.ts";
import { claiming } from "#domain/parts/part-changes.ts";
import { isCountedAnew } from "#domain/parts/progress.ts";
import { taskChangeOf, unverifying, verifying } from "#domain/parts/task-changes.ts";
import { attestedTask, dueTask } from "./tasks.fixture.ts";

const IDENTITY = { occurrence: "meeting@2027", milestone: "meeting", student: "ada", cohort: "pathways-2029" };
const ASKS = { ...IDENTITY, asks: "answer" } as const;
const AT = "2027-04-03T15:00:00.000Z";
const BOOKED = { by: "Lena", at: AT, on: "2027-04-20" };
const due: Part = { ...IDENTITY, revision: 0, mails: {}, task: dueTask() };

describe("a meeting that is booked", () => {
  test("is a mark that moves no task, is no news, is not counted, and lets each mail go out", () => {
    const { said, part = due } = booking(ASKS, BOOKED)(due);
    expect([said, part]).toEqual([true, { ...due, booked: BOOKED }]);
    expect(taskChangeOf(due, part)).toBeUndefined();
    expect(isCountedAnew(due, part)).toBe(false);
    expect(claiming(ASKS, "remind-1", { plannedAt: AT, at: AT })(part).said).toMatchObject({ kind: "claimed" });
  });

  test("begins a task that has not begun, and takes the place of a booking before", () => {
    expect(booking(ASKS, BOOKED)(undefined).part).toMatchObject({ booked: BOOKED, task: { state: "due" } });
    const later = { ...BOOKED, on: "2027-04-27" };
    expect(booking(ASKS, later)({ ...due, booked: BOOKED }).part?.booked).toEqual(later);
  });

  test("is not booked once it was held, and taking it back leaves the part as it was before", () => {
    expect(booking(ASKS, BOOKED)({ ...due, task: attestedTask() })).toEqual({ said: false });
    expect(unbooking({ ...due, booked: BOOKED })).toEqual({ said: true, part: due });
    expect(unbooking(due)).toEqual({ said: false });
  });

  test("stays booked where two people turn out to be one", () => {
    const from = { ...due, student: "eve", booked: BOOKED };
    expect(folding(ASKS, from)(due).part?.booked).toEqual(BOOKED);
  });
});

describe("an advisor's word that a meeting was held", () => {
  const word = { source: "office", by: "Lena", at: AT } as const;

  test("taken back leaves the student's own word as it stood, or what was due", () => {
    for (const task of [attestedTask(), dueTask()]) {
      const held = verifying(word)({ ...due, task }).part;
      const undone = unverifying({ by: "Lena", at: AT })(held);
      const state = { ...task, ...(task.state === "due" && { at: AT }) };
      expect(undone).toEqual({ said: true, part: { ...due, revision: 2, task: state } });
    }
  });

  test("is not for another to take back, nor what a list shows", () => {
    const held = verifying(word)(due).part;
    expect(unverifying({ by: "Kofi", at: AT })(held)).toEqual({ said: false });
    const listed = verifying({ ...word, source: "list" })(due).part;
    expect(unverifying({ by: "Lena", at: AT })(listed)).toEqual({ said: false });
    expect(unverifying({ by: "Lena", at: AT })(undefined)).toEqual({ said: false });
  });
});
