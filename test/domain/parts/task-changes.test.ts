import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isTaskSettled, Part, taskBegun } from "#domain/parts/part.ts";
import { claiming, type PartChange } from "#domain/parts/part-changes.ts";
import {
  attesting,
  progressing,
  reopening,
  retracting,
  taskChangeOf,
  unverifying,
  verifying,
  waiving,
} from "#domain/parts/task-changes.ts";
import { TASK_TYPES, WAYS } from "#domain/parts/task-states.ts";

const identity = { occurrence: "m@2027", milestone: "m", student: "k1", cohort: "pathways-2029" };
const at = (nth: number): string => new Date(Date.UTC(2027, 3, 1, 13, 0, nth)).toISOString();

/** Each change that somebody can make of a task, by the cause that it goes by in the tables. */
const CHANGES: ((now: string) => PartChange<unknown>)[] = [
  (now) => attesting({ id: "survey", at: now }),
  (now) => verifying({ source: "list", by: "the publisher's list", at: now }),
  (now) => waiving({ by: "the registrar", at: now, reason: "on another rotation" }),
  (now) => reopening(now),
  (now) => reopening(now, "office"),
  (now) => progressing({ id: "not-yet", at: now }),
  (now) => progressing({ id: "one", at: now, others: ["other"] }),
  (now) => progressing({ id: "other", at: now, others: ["one"] }),
  () => retracting("one"),
  (now) => verifying({ source: "office", by: "an advisor", at: now }),
  (now) => unverifying({ by: "an advisor", at: now }),
];
const changes = fc.array(fc.constantFrom(...CHANGES), { maxLength: 20 });
const began = fc.constantFrom(...TASK_TYPES).map(
  (type): Part => ({
    ...identity,
    task: taskBegun(type, at(0)),
    revision: 0,
    mails: {},
  }),
);

/** Lives a part through these changes; answers every step that changed something. */
const lived = (part: Part, made: readonly ((now: string) => PartChange<unknown>)[]) => {
  let before = part;
  return made.flatMap((change, nth) => {
    const { part: after } = change(at(nth + 1))(before);
    if (after === undefined) return [];
    const step = { before, after, news: taskChangeOf(before, after) };
    before = after;
    return [step];
  });
};

describe("whatever happens to a task", () => {
  test("it goes the ways of its table only, and counts each", () => {
    fc.assert(
      fc.property(began, changes, (part, made) => {
        for (const { before, after } of lived(part, made)) {
          const type = after.task?.type ?? "answer";
          expect(after.revision).toBe(before.revision + 1);
          expect(
            WAYS[type].some(({ from, to }) => from === before.task?.state && to === after.task?.state),
            `${type}: ${before.task?.state} to ${after.task?.state}`,
          ).toBe(true);
        }
      }),
    );
  });

  test("a claim holds exactly while it is open", () => {
    fc.assert(
      fc.property(began, changes, (part, made) => {
        const last = lived(part, made).at(-1)?.after ?? part;
        const claim = claiming({ ...identity, asks: part.task?.type }, "remind-1", { plannedAt: at(0), at: at(50) });
        expect(claim(last).said).toEqual(isTaskSettled(last) ? { kind: "completed" } : { kind: "claimed", attempt: 1 });
      }),
    );
  });

  test("an open task has no evidence, a settled one has some, and none of a task that began anew", () => {
    fc.assert(
      fc.property(began, changes, (part, made) => {
        for (const { after } of lived(part, made)) {
          expect(Object.keys(after.task?.evidence ?? {}).length > 0).toBe(isTaskSettled(after));
          expect(Part.parse(JSON.parse(JSON.stringify(after)))).toEqual(after);
        }
      }),
    );
  });

  test("each change is news of where the task stands, and the person's word is told and taken back in turn", () => {
    fc.assert(
      fc.property(began, changes, (part, made) => {
        const steps = lived(part, made);
        expect(steps.map(({ news }) => [news?.state, news?.revision, news?.at])).toEqual(
          steps.map(({ after }) => [after.task?.state, after.revision, after.task?.at]),
        );
        const told = steps.flatMap(({ news }) => {
          if (news?.isWithdrawn) return ["withdrawn"];
          return news?.evidence?.level === "attested" && !news.isAgain ? ["attested"] : [];
        });
        expect(told).toEqual(told.map((_, nth) => (nth % 2 === 0 ? "attested" : "withdrawn")));
      }),
    );
  });
});

describe("who did what stands in the evidence", () => {
  const due: Part = { ...identity, task: taskBegun("answer", at(0)), revision: 0, mails: {} };

  test("a person's word, and what shows it afterwards, stand beside one another", () => {
    const [, last] = lived(due, CHANGES.slice(0, 2));
    expect(last?.after.task).toEqual({
      type: "answer",
      state: "verified",
      at: at(2),
      evidence: {
        attested: { source: "link", by: "k1", at: at(1), answer: "survey" },
        verified: { source: "list", by: "the publisher's list", at: at(2) },
      },
    });
  });

  test("a waiver says who waived it and why", () => {
    const [waived] = lived(due, CHANGES.slice(2, 3));
    expect(waived?.after.task?.evidence).toEqual({
      waived: { source: "office", by: "the registrar", at: at(1), reason: "on another rotation" },
    });
    expect(waived?.news?.evidence).toEqual({ level: "waived", source: "office" });
  });

  test("what staff decided, or a list shows, no click undoes", () => {
    for (const settle of CHANGES.slice(1, 3)) {
      const [settled, ...others] = lived(due, [settle, (now) => reopening(now)]);
      expect(isTaskSettled(settled?.after)).toBe(true);
      expect(others).toEqual([]);
    }
  });

  test("a part without a task is only attested, as one that was asked after it began", () => {
    const told: Part = { ...identity, revision: 0, mails: {} };
    expect(lived(told, CHANGES.slice(3, 5))).toEqual([]);
    expect(lived(told, CHANGES.slice(0, 1)).map(({ after }) => after.task?.state)).toEqual(["attested"]);
    for (const change of CHANGES) expect(change(at(1))(undefined).part).toBeUndefined();
  });
});
