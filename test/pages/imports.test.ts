import { Hono } from "hono";
import { expect, test } from "vitest";
import { memoryMailQueue } from "#adapters/mail-queue/memory-mail-queue.ts";
import { memorySuppressionList } from "#adapters/ses/memory-suppression-list.ts";
import { openOffice } from "#office/front/office.ts";
import { schoolTime } from "#pages/kit/school-time.ts";
import { answersInMemory } from "#pages/office/answers.ts";
import { sessionsReport } from "#pages/office/calendar/upload-reports.ts";
import { rosterPage } from "#pages/office/imports/roster-page.ts";
import { layout } from "#pages/office/layout.ts";
import { staffPages } from "#pages/office/router.ts";
import { schoolOfRosters } from "../cases/rosters/school.fixture.ts";

const NOW = "2026-09-02T10:00:00.000Z";

test("a roster that waits is told first of all, shown by what it changes, and goes in by a yes that is asked for", async () => {
  const { upload, records, files, program } = await schoolOfRosters();
  await upload("06-class.csv");
  await upload("06-one-column-sorted.csv");
  const more = { files, queue: memoryMailQueue(), suppressionList: memorySuppressionList() };
  const app = new Hono();
  const desk = {
    office: openOffice({ ...records, ...more }, { program, now: () => NOW }),
    program,
    time: schoolTime(program.school.timeZone),
    now: () => NOW,
    answers: answersInMemory(),
    frame: (page: Parameters<typeof layout>[1]) => layout({ nav: [], style: "/office.css", foot: "" }, page),
    carryOut: async (deed: () => Promise<void>) => deed().then(() => undefined),
  };
  app.route("/", staffPages(desk));
  const textOf = async (path: string) => (await app.request(`https://a.example${path}`)).text();
  const [waiting] = await records.imports.all();
  const page = `/imports/${waiting?.id}`;
  expect(await textOf("/")).toMatch(/A roster waits for a yes[\s\S]*id="ahead"/);
  expect(await textOf(page)).toMatch(/email replaced: 10 of 10 students[\s\S]*bea@students.example.edu/);
  const csv = await app.request(`https://a.example${page}/reports/changes.csv`);
  expect(csv.headers.get("content-disposition")).toBe('attachment; filename="changes.csv"');
  expect(await textOf(`${page}/decide?decision=approve`)).toContain("0 new, 10 changed");
  const body = new URLSearchParams({ decision: "approve" });
  const done = await app.request(`https://a.example${page}/decide`, { method: "POST", body });
  expect(done.status).toBe(303);
  expect(await textOf(done.headers.get("location") ?? "")).toContain("It is taken in.");
  expect(files.held.has(`rosters/approved/${waiting?.id}/06-one-column-sorted.csv`)).toBe(true);
});

test.each([
  [1, "One row came back with line and reason. Correct and upload just these."],
  [1240, "1,240 rows came back with line and reason. Correct and upload just these."],
])("the %i rejected rows of a roster and of a file of sessions are told in the same words", async (rows, says) => {
  const rejectedCsv = ["id,reason,line", ...Array.from({ length: rows }, (_, nth) => `x,no id,${nth + 2}`)].join("\n");
  const reports = {
    summary: JSON.stringify({ sessions: 3, students: 3, rejected: rows }),
    warningsCsv: "",
    rejectedCsv,
  };
  for (const page of [rosterPage(reports), sessionsReport(reports)]) expect(String(await page)).toContain(says);
});
