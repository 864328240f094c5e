import { expect, test } from "vitest";
import { planDay } from "#domain/mail/planning.ts";
import { schoolOfRosters } from "./school.fixture.ts";

const AT = "2024-09-03T13:00:00.000Z";

test("who matriculates in another year is not mailed again what they had, and asked again what they did not answer", async () => {
  const { upload, records, program } = await schoolOfRosters();
  await upload("10-first-year.csv", "incoming/", "2024-08-20T10:00:00.000Z");
  const [{ person } = { person: "" }] = await records.people.all();
  const part = (milestone: string, asks: "answer" | undefined) => ({
    ...{ occurrence: `${milestone}@2024`, milestone, student: person, cohort: "pathways-2028", asks },
  });
  for (const one of [part("cim-access-code", undefined), part("intro-cim-survey", "answer")]) {
    await records.parts.claim([one], "open", { plannedAt: AT, at: AT });
    const mail = { state: "sent", plannedAt: AT, attempt: 1, at: AT, messageId: "m" } as const;
    await records.parts.settle([{ part: one, wave: "open", mail }]);
  }
  await upload("10-repeats-as-new-class.csv", "incoming/", "2025-08-20T10:00:00.000Z");
  const students = await records.people.enrolled();
  expect(students).toMatchObject([{ anchors: { matriculation: 2025, graduation: 2029 }, former: [2024] }]);
  const parts = await Promise.all(
    ["cim-access-code@2024", "intro-cim-survey@2024"].map((occurrence) => records.parts.ofOccurrence(occurrence)),
  );
  const planned = ["2025-09-02", "2025-10-01", "2025-11-03"].flatMap(
    (today) => planDay({ program, students, parts: parts.flat(), today, startedOn: "2024-08-20" }).send,
  );
  const occurrences = new Set(planned.map(({ occurrence }) => occurrence));
  expect(occurrences).toContain("intro-cim-survey@2025");
  expect(occurrences).not.toContain("cim-access-code@2025");
});
