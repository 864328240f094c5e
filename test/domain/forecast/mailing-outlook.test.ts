import { describe, expect, test } from "vitest";
import { type Foreseeing, outlookOf, plannedFor } from "#domain/forecast/mailing-outlook.ts";
import { mailingName } from "#domain/mail/mailing.ts";
import type { Part } from "#domain/parts/part.ts";
import { program, student } from "../calendar/program.fixture.ts";
import { attestedTask, dueTask } from "../parts/tasks.fixture.ts";

const occurrence = "retake-cim-survey@2027";
const OPEN = { occurrence, wave: "open" };
const students = ["S1", "S2", "S3"].map((schoolId) => ({
  ...student({ schoolId }),
  person: `k-${schoolId}`,
  program: program.id,
}));
const at = "2027-04-01T13:00:05.000Z";

/** The part of a student whose opening mail stands there. */
const part = (key: string, state: "sent" | "retry", change: Partial<Part> = {}): Part => ({
  occurrence,
  milestone: "retake-cim-survey",
  student: key,
  cohort: "pathways-2029",
  task: dueTask(at),
  revision: 0,
  mails: { open: { state, plannedAt: "2027-04-01T13:00:00.000Z", attempt: 1, at } },
  ...change,
});
const of = (parts: Part[], change: Partial<Foreseeing> = {}): Foreseeing => ({
  program,
  students,
  parts,
  paused: new Set([mailingName(OPEN)]),
  startedOn: "2026-08-01",
  ...change,
});
const held = [part("k-S1", "sent"), part("k-S2", "retry"), part("k-S3", "retry")];

describe("what would go out of a paused mailing", () => {
  test.each([
    ["on the day it began", at, "2027-04-02T13:00:00.000Z"],
    ["before the next morning has begun", "2027-04-02T12:59:59.999Z", "2027-04-02T13:00:00.000Z"],
    ["on a Friday afternoon", "2027-04-02T20:00:00.000Z", "2027-04-05T13:00:00.000Z"],
  ])("is what has not gone out yet, on the next working morning: %s", (_, now, morning) => {
    expect(outlookOf(of(held), OPEN, now)).toEqual({ mails: 2, at: morning });
  });

  test("is an opening mail on its own day, where it was paused by hand before; not for who declined or has it", () => {
    const before = "2027-03-30T15:00:00.000Z";
    const day = "2027-04-01T13:00:00.000Z";
    expect(outlookOf(of([]), OPEN, before)).toEqual({ mails: 3, at: day });
    expect(outlookOf(of([part("k-S1", "sent")]), OPEN, before)).toEqual({ mails: 2, at: day });
    const fair = { occurrence: "applying-with-eras@2028", wave: "open" };
    const declined = new Map([["k-S1", ["calendar" as const]]]);
    expect(outlookOf(of([], { declined }), fair, "2028-05-30T15:00:00.000Z")).toEqual({
      mails: 2,
      at: "2028-06-01T13:00:00.000Z",
    });
  });

  test("counts those whom it never reached, and leaves out who has done it or is held back", () => {
    const done = part("k-S1", "retry", { task: attestedTask() });
    const stopped = part("k-S2", "retry", { stops: { suppressed: at } });
    expect(outlookOf(of([done, stopped]), OPEN, at)).toMatchObject({ mails: 1 });
  });

  test("is nothing where all have gone out, it is too late, or the program has it no more", () => {
    expect(outlookOf(of(students.map(({ person }) => part(person, "sent"))), OPEN, at)).toBeUndefined();
    expect(outlookOf(of(held), OPEN, "2027-04-16T14:00:00.000Z")).toBeUndefined();
    expect(outlookOf(of(held), { ...OPEN, occurrence: "gone@2027" }, at)).toBeUndefined();
  });

  test("is nothing where something newer goes out in its place, unless that is paused as well", () => {
    const first = { occurrence, wave: "remind-1" };
    const sent = students.map(({ person }) => part(person, "sent"));
    const paused = new Set([mailingName(first)]);
    expect(outlookOf(of(sent, { paused }), first, "2027-04-14T14:00:00.000Z")).toBeUndefined();
    expect(outlookOf(of(sent, { paused }), first, "2027-04-12T14:00:00.000Z")).toMatchObject({ mails: 3 });
  });
});

test("a run is planned for its wave's morning, and for none where the program has no such wave", () => {
  expect(plannedFor(program, OPEN)).toBe("2027-04-01T13:00:00.000Z");
  expect(plannedFor(program, { ...OPEN, wave: "remind-9" })).toBeUndefined();
  expect(plannedFor(program, { ...OPEN, occurrence: "gone@2027" })).toBeUndefined();
});
