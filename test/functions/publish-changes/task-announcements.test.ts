import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { checkEvent } from "#adapters/bus/published-events.ts";
import { groupedParts } from "#adapters/parts/grouped-parts.ts";
import { memoryPartGroups } from "#adapters/parts/memory-part-groups.ts";
import { groupItem, newsOf } from "#adapters/parts/part-group-item.ts";
import { TASK_TYPES, type TaskType } from "#domain/parts/task-states.ts";
import { taskAnnouncements } from "../../../functions/publish-changes/task-announcements.ts";
import { onePart } from "../../adapters/parts/one-part.ts";

const named = { occurrence: "m@2027", milestone: "m", student: "k1", cohort: "pathways-2029" };
const at = "2027-04-06T22:41:09.000Z";

/** What people and lists do about a task. */
const DEEDS = {
  click: (parts) => parts.complete("m@2027", "k1", { id: "survey", at }),
  undo: (parts) => parts.reopen("m@2027", "k1", at),
  list: (parts) => parts.verify(named, { source: "list", by: "the publisher", at }),
  held: (parts) => parts.verify(named, { source: "office", by: "an advisor", at }),
  unheld: (parts) => parts.unverify(named, { by: "an advisor", at }),
  waive: (parts) => parts.waive(named, { by: "the registrar", at, reason: "on another rotation" }),
  reopen: (parts) => parts.reopen("m@2027", "k1", at, "office"),
  part: (parts) => parts.progress("m@2027", "k1", { id: "one", at, others: ["other"] }),
  other: (parts) => parts.progress("m@2027", "k1", { id: "other", at, others: ["one"] }),
  later: (parts) => parts.progress("m@2027", "k1", { id: "not-yet", at }),
  retract: (parts) => parts.retract("m@2027", "k1", "one"),
  remind: (parts) => parts.claim({ ...named, asks: "answer" }, "remind-1", { plannedAt: at, at }),
} satisfies Record<string, (parts: ReturnType<typeof onePart>) => Promise<unknown>>;
const deeds = fc.array(fc.constantFrom(...Object.values(DEEDS)), { maxLength: 25 });

/** Lives a task of that type through these deeds; answers how often it changed, and what was announced. */
const lived = async (type: TaskType, done: (typeof DEEDS)[keyof typeof DEEDS][]) => {
  const images: Record<string, unknown>[] = [];
  const parts = onePart(groupedParts(memoryPartGroups((_, after) => void images.push(groupItem("hms", after)))));
  await parts.claim({ ...named, asks: type }, "open", { plannedAt: at, at });
  for (const deed of done) await deed(parts);
  const part = await parts.get("m@2027", "k1");
  return { part, told: images.flatMap(newsOf).flatMap(taskAnnouncements) };
};

describe("whatever is done about a task", () => {
  test("each change of it announces one task event, which its schema allows, in the order of its revisions", async () => {
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...TASK_TYPES), deeds, async (type, done) => {
        const { part, told } = await lived(type, done);
        const ofTask = told.filter((event) => event.type.startsWith("task."));
        expect(ofTask.map(({ data }) => data.revision)).toEqual(
          Array.from({ length: part?.revision ?? 0 }, (_, nth) => nth + 1),
        );
        for (const event of told) expect(checkEvent(event)).toEqual({ ok: true, event });
        const last = ofTask.at(-1);
        expect(last === undefined ? part?.revision : "state" in last.data && last.data.state).toBe(
          last === undefined ? 0 : part?.task?.state,
        );
      }),
    );
  });

  test("a survey's own events tell the student's word, each with its task event, and nothing else has any", async () => {
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...TASK_TYPES), deeds, async (type, done) => {
        const { part, told } = await lived(type, done);
        const ofSurvey = told.filter((event) => event.type.startsWith("survey."));
        if (type !== "answer") {
          expect(ofSurvey).toEqual([]);
          return;
        }
        for (const survey of ofSurvey) {
          const before = told[told.indexOf(survey) - 1];
          expect(before?.type).toBe(survey.type.replace("survey.", "task."));
          expect(before?.data.revision).toBe(survey.data.revision);
        }
        // Whoever listens to these alone believes it confirmed exactly while the student's word stands.
        const isConfirmed = ofSurvey.at(-1)?.type === "survey.completed";
        expect(isConfirmed).toBe(part?.task?.evidence.attested !== undefined);
        expect(ofSurvey.map((event) => event.type)).toEqual(
          ofSurvey.map((_, nth) => (nth % 2 === 0 ? "survey.completed" : "survey.reopened")),
        );
      }),
    );
  });
});
