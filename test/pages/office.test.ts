import { Hono } from "hono";
import { beforeEach, describe, expect, test } from "vitest";
import { memoryMailQueue } from "#adapters/mail-queue/memory-mail-queue.ts";
import { memoryRecords } from "#adapters/records/memory-records.ts";
import { memoryFiles } from "#adapters/s3/memory-files.ts";
import { memorySuppressionList } from "#adapters/ses/memory-suppression-list.ts";
import { openOffice } from "#office/front/office.ts";
import { guard } from "#pages/kit/guard.ts";
import { schoolTime } from "#pages/kit/school-time.ts";
import { answersInMemory } from "#pages/office/answers.ts";
import { layout } from "#pages/office/layout.ts";
import { staffPages } from "#pages/office/router.ts";
import { STAFF_PAGES } from "#pages/office/routes.ts";
import { program } from "../domain/calendar/program.fixture.ts";
import { messageTo, occurrence, plannedAt, queuedAt, studentNamed } from "../functions/send-mail/april.fixture.ts";

const NOW = "2027-04-01T15:00:00.000Z";
const students = [studentNamed("ada"), studentNamed("bo")];

/** The pages of staff as any host can have them: on a school's records alone, without mailbox, clock or link key. */
const hosted = async () => {
  const records = {
    ...memoryRecords({ isCounted: true }),
    files: memoryFiles(),
    queue: memoryMailQueue(),
    suppressionList: memorySuppressionList(),
  };
  for (const student of students) await records.people.save(student);
  await records.school.start("2026-08-03");
  const refused: string[] = [];
  const app = new Hono();
  app.use(guard("Not from there."));
  const { overview, students: people, failures } = STAFF_PAGES;
  const around = { nav: [overview, people, failures], style: "/office.css", foot: program.school.name };
  const desk = {
    office: openOffice(records, { program, now: () => NOW }),
    program,
    time: schoolTime(program.school.timeZone),
    now: () => NOW,
    answers: answersInMemory(),
    frame: (page: Parameters<typeof layout>[1]) => layout(around, page),
    carryOut: async (deed: () => Promise<void>) => refused[0] ?? (await deed().then(() => undefined)),
  };
  app.route("/", staffPages(desk));
  const get = async (path: string) => app.request(`https://careers.school.example${path}`);
  const shown = async (answer: Response) =>
    answer.status === 303 ? get(answer.headers.get("location") ?? "") : answer;
  const post = async (path: string, form: Record<string, string>, headers: Record<string, string> = {}) =>
    shown(
      await app.request(`https://careers.school.example${path}`, {
        method: "POST",
        body: new URLSearchParams(form),
        headers,
      }),
    );
  return { records, refused, get, post };
};

let host: Awaited<ReturnType<typeof hosted>>;
const textOf = async (path: string) => (await host.get(path)).text();

beforeEach(async () => {
  host = await hosted();
  const part = (student: string) => ({ occurrence, milestone: "retake-cim-survey", student, cohort: "pathways-2029" });
  const claimed = students.map(({ person }) => ({ ...part(person), asks: "answer" as const }));
  await host.records.parts.claim(claimed, "open", { plannedAt, at: queuedAt });
  const mail = { state: "ambiguous", plannedAt, attempt: 1, at: queuedAt, reason: "no outcome" } as const;
  await host.records.parts.settle(students.map(({ person }) => ({ part: part(person), wave: "open", mail })));
});

describe("the pages of staff on a school's records alone", () => {
  test("show cohorts, students and what waits for a decision, and nothing of mails that nobody keeps", async () => {
    const overview = await textOf("/");
    expect(overview).toContain("Goes out in the next 14 days");
    expect(overview).toContain("Nobody knows whether 2 mails went out.");
    expect(overview).not.toContain("Latest mails");
    expect(await textOf("/students?q=ada")).toContain("1 of 2 students");
    const student = await textOf("/students/ada");
    expect(student).toContain("nobody knows whether it went out");
    expect(student).not.toContain("Open their page");
    expect(await textOf("/failures")).toContain("Send all again");
    expect((await host.get("/mails")).status).toBe(404);
    expect((await host.get("/students/nobody")).status).toBe(404);
  });

  test("record what a person decides, and put what is sent again on the queue", async () => {
    const order = { occurrence, wave: "open", decision: "send again" };
    expect(await (await host.post("/unknown", order)).text()).toContain("2 mails: on the way again");
    expect(host.records.queue.held).toEqual([messageTo(students)]);
    await host.post("/runs", { occurrence, wave: "remind-1", decision: "pause" });
    expect(await host.records.mailings.paused()).toMatchObject([{ occurrence, wave: "remind-1" }]);
  });

  test("show who is held first and wherever students are, and let go of them as a person saw them", async () => {
    const held = { reason: "status", since: NOW, evidence: "status:x", says: "Nobody knows <b>“x”</b>." } as const;
    await host.records.people.hold("S-bo", { held, seen: undefined });
    expect(await textOf("/")).toContain("One student is held");
    const list = await textOf("/students");
    expect(list.indexOf("bo Example")).toBeLessThan(list.indexOf("ada Example"));
    expect(await textOf("/students?held=yes")).toContain("1 of 2 students");
    expect(await textOf("/students/bo")).toContain("Nobody knows &lt;b&gt;“x”&lt;/b&gt;.");
    expect(await textOf("/students/bo/release")).toContain("Let go of bo Example?");
    const release = { decision: "release", seen: "status:x" };
    const stale = await host.post("/students/bo/release", { ...release, seen: "status:old" });
    expect(await stale.text()).toContain("Nothing was changed");
    expect(await (await host.post("/students/bo/release", release)).text()).toContain("gets mails again");
    expect((await host.records.people.all()).some((one) => one.held)).toBe(false);
    await host.post("/students/bo/release", { decision: "hold again" });
    expect((await host.records.people.all()).filter((one) => one.held)).toMatchObject([{ person: "bo" }]);
    expect((await host.post("/students/bo/release", {})).status).toBe(400);
    expect((await host.post("/students/nobody/release", release)).status).toBe(404);
  });

  test("pause one student's mails with a reason, show it wherever they stand, and take them up again", async () => {
    expect(await textOf("/students/bo")).toContain("Pause their mails");
    expect(await textOf("/students/bo/pause")).toContain("Pause the mails of bo Example?");
    const unsaid = await host.post("/students/bo/pause", { decision: "pause", reason: "  " });
    expect([unsaid.status, (await unsaid.text()).includes("Say why in a few words")]).toEqual([400, true]);
    const paused = await host.post("/students/bo/pause", { decision: "pause", reason: "<b>quiet</b> until June" });
    expect(await paused.text()).toContain("No mail goes to bo Example");
    const page = await textOf("/students/bo");
    expect(page).toContain("&lt;b&gt;quiet&lt;/b&gt; until June");
    expect(page).not.toContain("Held: no mail");
    expect(await textOf("/students")).toContain("paused</b>");
    const overview = await textOf("/");
    expect(overview).toContain("One student is paused by hand");
    expect(overview).not.toContain("is held");
    const [seen] = (await host.records.people.all()).flatMap(({ held }) => held?.evidence ?? []);
    const stale = await host.post("/students/bo/pause", { decision: "take up", seen: "paused:before" });
    expect(await stale.text()).toContain("Nothing was changed");
    const taken = await host.post("/students/bo/pause", { decision: "take up", seen: seen ?? "" });
    expect(await taken.text()).toContain("Taken up again");
    expect((await host.records.people.all()).some((one) => one.held)).toBe(false);
  });

  test("change nothing where their host says no, and say why", async () => {
    host.refused.push("Staff may not decide tonight.");
    const refused = await host.post("/unknown", { occurrence, wave: "open", decision: "leave" });
    expect(refused.status).toBe(409);
    expect(await refused.text()).toContain("Staff may not decide tonight.");
    expect((await host.records.parts.get(occurrence, "ada"))?.mails.open?.state).toBe("ambiguous");
  });

  test("take no order from another site's page, and carry the protective headers", async () => {
    const order = { occurrence, wave: "open", decision: "leave" };
    expect((await host.post("/unknown", order, { origin: "https://evil.example" })).status).toBe(403);
    expect((await host.get("/")).headers.get("content-security-policy")).toContain("frame-ancestors 'none'");
  });
});
