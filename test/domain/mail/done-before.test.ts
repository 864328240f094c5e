import { describe, expect, test } from "vitest";
import { findOccurrence } from "#domain/calendar/occurrences.ts";
import { knownParts, partName, wasDone } from "#domain/mail/done-before.ts";
import type { MailStateName } from "#domain/parts/mail-states.ts";
import type { Part } from "#domain/parts/part.ts";
import type { Student } from "#domain/people/student.ts";
import { stored } from "../../functions/class.fixture.ts";
import { program } from "../calendar/program.fixture.ts";
import { attestedTask, dueTask } from "../parts/tasks.fixture.ts";

const AT = "2026-04-01T13:00:00.000Z";
const repeating: Student = stored(1, { anchors: { matriculation: 2026, graduation: 2030 }, former: [2024, 2025] });
const partOf = (occurrence: string, change: Partial<Part> = {}): Part => ({
  ...{ occurrence, milestone: occurrence.split("@")[0] ?? "", student: repeating.person, cohort: "c", revision: 0 },
  mails: {},
  ...change,
});
const done = (occurrence: string, parts: readonly Part[], student = repeating): boolean => {
  const found = findOccurrence(program, occurrence);
  if (found === undefined) throw new Error("The program has no such occurrence.");
  return wasDone(program, knownParts(parts), student, found);
};

describe("of one whose matriculation year the school changed, what they did under an earlier one", () => {
  const [now, then, first] = ["retake-cim-survey@2028", "retake-cim-survey@2027", "retake-cim-survey@2026"];

  test("is done: each task that is settled, under whichever of the years", () => {
    expect(done(now, [partOf(then, { task: attestedTask(AT, "k") })])).toBe(true);
    expect(done(now, [partOf(first, { task: attestedTask(AT, "k") })])).toBe(true);
  });

  test("is not done where it is still due, is the new one itself, or is another's", () => {
    expect(done(now, [partOf(then, { task: dueTask() })])).toBe(false);
    expect(done(now, [partOf(now, { task: attestedTask(AT, "k") })])).toBe(false);
    expect(done(now, [{ ...partOf(then, { task: attestedTask(AT, "k") }), student: "key-2" }])).toBe(false);
    expect(done(now, [])).toBe(false);
  });

  test("is nothing for who has no earlier year", () => {
    const { former: _, ...usual } = repeating;
    expect(done(now, [partOf(then, { task: attestedTask(AT, "k") })], usual)).toBe(false);
  });

  const mailed = (state: MailStateName, wave = "open") =>
    partOf("cim-access-code@2025", { mails: { [wave]: { state, plannedAt: AT, attempt: 1, at: AT } } });

  test.each(["claimed", "sent", "delivered", "ambiguous", "bounced", "left"] as const)(
    "counts as had where nothing was asked and the opening mail is %s",
    (state) => {
      expect(done("cim-access-code@2026", [mailed(state)])).toBe(true);
    },
  );

  test.each(["retry", "missed", "rejected"] as const)("does not where that mail is %s", (state) => {
    expect(done("cim-access-code@2026", [mailed(state)])).toBe(false);
  });

  test("does not where there was no opening mail", () => {
    expect(done("cim-access-code@2026", [mailed("sent", "remind-1")])).toBe(false);
  });
});

test("a part is known by its occurrence and its student", () => {
  const part = partOf("o@2027");
  expect(knownParts([part]).get(partName({ occurrence: "o@2027", student: repeating.person }))).toBe(part);
});
