import { describe, expect, test } from "vitest";
import { groupedParts } from "#adapters/parts/grouped-parts.ts";
import { memoryPartGroups } from "#adapters/parts/memory-part-groups.ts";
import { groupItem, newsOf } from "#adapters/parts/part-group-item.ts";
import { memoryRecords } from "#adapters/records/memory-records.ts";
import { answerAskOf } from "#domain/calendar/program.ts";
import { countsByCohort } from "#domain/parts/progress.ts";
import { readRules } from "#files/program-folder/index.ts";
import { studentFile } from "#office/students/student-file.ts";
import { timelineOf } from "#office/students/timeline.ts";
import { taskAnnouncements } from "../../../functions/publish-changes/task-announcements.ts";
import { stored } from "../../functions/class.fixture.ts";
import { browse, morning, openSite, survey, tokenFor } from "../../functions/site/browser.fixture.ts";

const token = tokenFor(survey);

describe("one of the two so far (https://github.com/Tangerine-Community/Tangerine/issues/3730)", () => {
  test("stands in the record with its instant, and the page says so when its student comes back", async () => {
    const site = await openSite();
    await (await browse(site, token)).send({ answer: "not-yet" });
    expect((await site.parts.get(survey, "ada"))?.task).toMatchObject({
      state: "due",
      answers: { "not-yet": morning },
    });
    expect((await browse(site, token)).page.body).toContain("Your answer so far");
  });

  test("is told on the bus, and then the completion (https://github.com/all-of-us/raw-data-repository/pull/2034)", async () => {
    const images: Record<string, unknown>[] = [];
    const parts = groupedParts(memoryPartGroups((_, after) => void images.push(groupItem("hms", after))));
    const part = { occurrence: survey, milestone: "retake-cim-survey", student: "ada", cohort: "pathways-2028" };
    await parts.claim([{ ...part, asks: "answer" }], "open", { plannedAt: morning, at: morning });
    await parts.progress(survey, "ada", { id: "survey", at: morning, others: ["assessment"] });
    await parts.progress(survey, "ada", { id: "assessment", at: "2027-04-03T14:00:00.000Z", others: ["survey"] });
    const told = images.flatMap(newsOf).flatMap(taskAnnouncements);
    expect(told.map(({ type }) => type)).toEqual(["task.progressed", "task.completed", "survey.completed"]);
    expect(told[0]).toMatchObject({ occurredAt: morning, data: { answer: "survey", state: "due", revision: 1 } });
    expect(told[1]).toMatchObject({ data: { answer: "assessment", state: "attested", revision: 2 } });
  });

  test("is seen by staff: in the student's timeline and in the figures of the class", async () => {
    const { needs, parts, choices } = await openSite();
    const { program } = needs;
    const ada = stored(1, { person: "ada" });
    await parts.progress(survey, "ada", { id: "not-yet", at: morning });
    const all = async () => [ada];
    const roster = { all, enrolled: all, forgetAddress: async () => {} };
    const { escalations, sessions } = memoryRecords();
    const entries = [{ student: "ada", schoolId: "S001", occurrence: survey }];
    await escalations.claim({ id: "2027-04-23-a", at: morning, to: "mentor@example.edu", state: "sent", entries });
    await escalations.answer("2027-04-23-a", "ada", { answer: "talk", at: morning });
    const file = await studentFile({ program, people: roster, parts, choices, escalations, sessions }, "ada");
    if (file === undefined) throw new Error("no file");
    const said = timelineOf(program, file, morning, []).filter(({ kind }) => kind === "answer");
    expect(said).toEqual([{ at: morning, kind: "answer", what: expect.stringContaining("“Not yet”") }]);
    const advised = timelineOf(program, file, morning, []).filter(({ kind }) => kind === "advisor");
    expect(advised.map(({ what }) => what)).toEqual([
      expect.stringContaining("mentor@example.edu was told that they are behind: "),
      "mentor@example.edu will talk to them",
    ]);
    const [counts] = countsByCohort(await parts.ofOccurrence(survey)).values();
    expect(counts).toMatchObject({ done: 0, open: 0, "in part": 1 });
  });

  test("two parts are two answers of the sample program, which complete its first survey together", async () => {
    const read = await readRules("program/hms", 2027);
    if (!read.ok) throw new Error("The sample program has faults");
    const first = read.program.milestones.find(({ id }) => id === "intro-cim-survey");
    const answers = first && answerAskOf(first)?.answers;
    expect(answers?.filter(({ isPart }) => isPart).map(({ id }) => id)).toEqual(["survey", "assessment"]);
  });
});
