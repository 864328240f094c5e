import { Hono } from "hono";
import { expect, test } from "vitest";
import { memoryMailQueue } from "#adapters/mail-queue/memory-mail-queue.ts";
import { memoryRecords } from "#adapters/records/memory-records.ts";
import { memoryFiles } from "#adapters/s3/memory-files.ts";
import { memorySuppressionList } from "#adapters/ses/memory-suppression-list.ts";
import { firstMailing } from "#domain/mail/first-mailing.ts";
import { openOffice } from "#office/front/office.ts";
import { pauseMailing } from "#office/mailings/paused-mailings.ts";
import { schoolTime } from "#pages/kit/school-time.ts";
import { answersInMemory } from "#pages/office/answers.ts";
import { layout } from "#pages/office/layout.ts";
import { staffPages } from "#pages/office/router.ts";
import { program as plain } from "../domain/calendar/program.fixture.ts";
import { occurrence, studentNamed } from "../functions/send-mail/april.fixture.ts";

const NOW = "2027-03-20T15:00:00.000Z";
const program = { ...plain, school: { ...plain.school, approval: "first-mailing" as const } };

test("a first mailing is looked at with its mail and numbers, approved by name, and the yes taken back", async () => {
  const records = memoryRecords();
  const more = { files: memoryFiles(), queue: memoryMailQueue(), suppressionList: memorySuppressionList() };
  for (const name of ["ada", "bo"]) await records.people.save(studentNamed(name));
  const app = new Hono();
  const desk = {
    office: openOffice({ ...records, ...more }, { program, now: () => NOW }),
    program,
    time: schoolTime(program.school.timeZone),
    now: () => NOW,
    answers: answersInMemory(),
    frame: (page: Parameters<typeof layout>[1]) => layout({ nav: [], style: "/office.css", foot: "" }, page),
    carryOut: async (deed: () => Promise<void>) => deed().then(() => undefined),
    sample: async () => "Dear <Ada>",
  };
  app.route("/", staffPages(desk));
  const textOf = async (path: string) => (await app.request(`https://a.example${path}`)).text();
  const post = async (form: Record<string, string>) => {
    const body = new URLSearchParams({ occurrence, ...form });
    const done = await app.request("https://a.example/approve", { method: "POST", body });
    return textOf(done.headers.get("location") ?? "");
  };
  expect(await textOf("/")).toContain("One first mailing waits for a second person’s approval");
  expect(await textOf("/failures")).toContain(`Approve … retake-cim-survey (${occurrence})`);
  const question = await textOf(`/approve?occurrence=${occurrence}`);
  expect(question).toContain("Up to 2 students; no mailing of last year is on record.");
  expect(question).toContain("<pre>Dear &lt;Ada&gt;</pre>");
  expect(await post({ decision: "approve", by: " " })).toContain("give your name");
  expect(await post({ decision: "approve", by: "R. <b>Vance" })).toContain("Approved by R. &lt;b&gt;Vance.");
  expect((await records.mailings.get(firstMailing(occurrence)))?.approved?.recipients).toBe(2);
  expect(await textOf(`/approve?occurrence=${occurrence}`)).toContain("Take the yes back");
  expect(await post({ decision: "undo" })).toContain("It waits for approval again.");
  await pauseMailing(records.mailings, firstMailing(occurrence), NOW);
  expect(await textOf(`/approve?occurrence=${occurrence}`)).toContain(
    "It is paused by staff since 2027-03-20 11:00 EDT",
  );
  expect(await post({ decision: "approve", by: "R. Vance" })).toContain("a person paused it.");
  expect(await textOf("/approve?occurrence=none@2027")).toContain("No first mailing of that name lies ahead.");
});
