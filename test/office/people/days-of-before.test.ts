import { expect, test } from "vitest";
import { memoryRecords } from "#adapters/records/memory-records.ts";
import { Program } from "#domain/calendar/program.ts";
import { whatMergingDoes } from "#office/people/merge.ts";
import { studentFile } from "#office/students/student-file.ts";
import { program as seven } from "../../domain/calendar/program.fixture.ts";
import { studentNamed } from "../../functions/send-mail/april.fixture.ts";

const [first = expect.fail()] = seven.milestones;
const eve = { ...first, id: "back-tomorrow", when: { type: "from-leave", edge: "return", days: -1 }, mail: "calendar" };
const program = Program.parse({ ...seven, milestones: [...seven.milestones, eve] });

const AT = "2026-10-24T13:00:00.000Z";
const TOLD = "back-tomorrow@2026-10-24";
const SENT = { state: "sent", plannedAt: AT, attempt: 1, at: AT, messageId: "m1" } as const;

/** A school with one whose leave moved after its mail went out, and another who may be the same. */
const school = async () => {
  const records = memoryRecords();
  const formerly = [{ leaveFrom: "2026-09-29", leaveUntil: "2026-10-24" }];
  const moved = studentNamed("ada", { leaveFrom: "2026-11-20", leaveUntil: "2026-12-01", formerly });
  const other = studentNamed("bo");
  for (const one of [moved, other]) await records.people.save(one);
  const part = { occurrence: TOLD, milestone: eve.id, student: moved.person, cohort: "x", asks: undefined };
  await records.parts.claim([part], "open", SENT);
  return { ...records, program, moved, other };
};

test("what was told of a leave that moved later stands in the student's file, and what never came does not", async () => {
  const needs = await school();
  const file = await studentFile(needs, needs.moved.person);
  const told = file?.tasks.filter(({ occurrence }) => occurrence.milestone.id === eve.id) ?? [];
  expect(told.map(({ occurrence, part }) => [occurrence.id, part?.mails.open?.state])).toEqual([
    [TOLD, "claimed"],
    ["back-tomorrow@2026-12-01", undefined],
  ]);
  await needs.people.save({ ...needs.other, formerly: needs.moved.formerly });
  const others = await studentFile(needs, needs.other.person);
  expect(others?.tasks.filter(({ occurrence }) => occurrence.milestone.id === eve.id)).toEqual([]);
});

test("it comes over where they turn out to be somebody else", async () => {
  const needs = await school();
  const { parts } = await whatMergingDoes(needs, needs.other, needs.moved);
  expect(parts).toEqual([{ occurrence: TOLD, mails: [{ wave: "open", state: "claimed" }], says: "" }]);
});
