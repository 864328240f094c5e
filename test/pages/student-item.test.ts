import { Hono } from "hono";
import { beforeEach, describe, expect, test } from "vitest";
import { memoryMailQueue } from "#adapters/mail-queue/memory-mail-queue.ts";
import { memoryRecords } from "#adapters/records/memory-records.ts";
import { memoryFiles } from "#adapters/s3/memory-files.ts";
import { memorySuppressionList } from "#adapters/ses/memory-suppression-list.ts";
import { partOf } from "#domain/calendar/current-occurrences.ts";
import { findOccurrence } from "#domain/calendar/occurrences.ts";
import { openOffice } from "#office/front/office.ts";
import { pausePerson } from "#office/people/pause.ts";
import { schoolTime } from "#pages/kit/school-time.ts";
import { staffPages } from "#pages/office/router.ts";
import { program } from "../domain/calendar/program.fixture.ts";
import { occurrence, plannedAt, queuedAt, studentNamed } from "../functions/send-mail/april.fixture.ts";

const NOW = "2027-04-05T15:00:00.000Z";
const ADA = studentNamed("ada");
const ITEM = `/students/ada/items/${encodeURIComponent(occurrence)}`;

const host = async () => {
  const records = {
    ...memoryRecords(),
    files: memoryFiles(),
    queue: memoryMailQueue(),
    suppressionList: memorySuppressionList(),
  };
  await records.people.save(ADA);
  await records.school.start("2025-08-01");
  const of = findOccurrence(program, occurrence);
  if (of === undefined) throw new Error("no occurrence");
  const part = partOf(ADA, of);
  const desk = {
    office: openOffice(records, { program, now: () => NOW }),
    program,
    time: schoolTime(program.school.timeZone),
    now: () => NOW,
    by: "Dana Berg <dana@school.example>",
    frame: ({ body }: { body: unknown }) => body as never,
    carryOut: async (deed: () => Promise<void>) => void (await deed()),
  };
  const app = new Hono().route("/", staffPages(desk));
  const get = async (path: string) => (await app.request(path)).text();
  const post = async (path: string, form: Record<string, string>) =>
    app.request(path, { method: "POST", body: new URLSearchParams(form) });
  const mail = async (state: "sent" | "ambiguous" | "missed", reason?: string) => {
    await records.parts.claim([part], "open", { plannedAt, at: queuedAt });
    const settled = { state, plannedAt, attempt: 1, at: queuedAt, ...(reason && { reason }) } as const;
    if (state === "missed") return;
    await records.parts.settle([{ part, wave: "open", mail: settled }]);
  };
  return { records, part, get, post, mail };
};

let school: Awaited<ReturnType<typeof host>>;
beforeEach(async () => {
  school = await host();
});

const textOf = (page: string): string => page.replace(/<[^>]+>/g, " ").replace(/\s+/g, " ");

describe("an item on a student's page says why", () => {
  test("a mail went out, by what is on record and by each rule", async () => {
    await school.mail("sent");
    const page = textOf(await school.get(ITEM));
    expect(page).toContain("Sent , Apr 1, 2027, 9:00 AM");
    expect(page).toContain("What is on record of this mail: sent, since 2027-04-01 09:00 EDT");
    expect(page).toMatch(/yes [^.]*is for Pathways[^:]*students: ada Example is on the Pathways track/);
  });

  test("a mail does not come: declined, an address that failed, a paused mailing, a pause, each in words", async () => {
    const reminder = `${ITEM}?wave=remind-1`;
    await school.mail("sent");
    expect(textOf(await school.get(reminder))).toContain("It will go out");
    await school.records.choices.decline("ada", "nudges", NOW);
    expect(textOf(await school.get(reminder))).toMatch(/It does not go out[\s\S]*they declined the kind “nudges”/);
    await school.records.choices.takeBack("ada", "nudges", { by: "Dana", at: NOW });
    await school.records.mailings.pause({ occurrence, wave: "remind-1" }, { at: NOW, reason: "a wrong date" });
    expect(textOf(await school.get(reminder))).toMatch(/It is held back[\s\S]*a wrong date/);
    await school.records.mailings.resume({ occurrence, wave: "remind-1" }, { since: NOW, at: NOW });
    await school.records.people.markAddress("S-ada", { state: "bounced", at: NOW, email: ADA.email });
    expect(textOf(await school.get(reminder))).toMatch(/It is held back[\s\S]*theirs bounced/);
    await school.records.people.forgetAddress("S-ada", ADA.email);
    await pausePerson(school.records.people, ADA, { at: NOW, says: "Paused by Dana: asked for quiet" });
    expect(textOf(await school.get(reminder))).toMatch(
      /It is held back[\s\S]*the office has paused them: Paused by Dana/,
    );
  });

  test("something is not for them at all, asked by the milestone alone", async () => {
    const other = program.milestones.find(({ audience }) => !audience.tracks.includes("pathways"));
    const page = textOf(await school.get(`/students/ada/items/${other?.id ?? "hst"}`));
    if (other) expect(page).toMatch(/It does not go out[\s\S]* no /);
    expect((await school.post("/students/ada/items/nothing/settle", {})).status).toBe(404);
  });

  test("nobody knows whether it went out, with the two ways to decide in place", async () => {
    await school.mail("ambiguous");
    const page = await school.get(ITEM);
    expect(page).toContain("Send again …");
    expect(page).toContain("Leave …");
  });
});

describe("a task is settled in place", () => {
  const seen = async () => String((await school.records.parts.get(occurrence, "ada"))?.revision ?? 0);
  const settle = async (form: Record<string, string>) => school.post(`${ITEM}/settle`, { seen: await seen(), ...form });
  const state = async () => (await school.records.parts.get(occurrence, "ada"))?.task;

  test("as done, shown before with the mails that it ends, and taken back", async () => {
    await school.mail("sent");
    const question = textOf(await school.get(`${ITEM}/settle?decision=done`));
    expect(question).toMatch(/No more mails of it: reminder 1 .*Recorded|No more mails of it: reminder 1/);
    expect(await (await settle({ decision: "done" })).text()).toContain("recorded as done");
    expect(await state()).toMatchObject({
      state: "verified",
      evidence: { verified: { by: expect.stringContaining("Dana") } },
    });
    expect(textOf(await school.get(ITEM))).toContain("Dana Berg &lt;dana@school.example&gt; said so");
    expect(await (await settle({ decision: "due again" })).text()).toContain("due again");
    expect(await state()).toMatchObject({ state: "due" });
  });

  test("as waived, with a reason that is asked for", async () => {
    await school.mail("sent");
    const unsaid = await settle({ decision: "waived", reason: " " });
    expect([unsaid.status, (await unsaid.text()).includes("Say why in a few words")]).toEqual([400, true]);
    await settle({ decision: "waived", reason: "on leave <abroad>" });
    expect(await state()).toMatchObject({ state: "waived", evidence: { waived: { reason: "on leave <abroad>" } } });
    expect(await school.get(ITEM)).toContain("on leave &lt;abroad&gt;");
  });

  test("only as it was seen: a stale page changes nothing and says so", async () => {
    await school.mail("sent");
    const before = await seen();
    await settle({ decision: "done" });
    const stale = await school.post(`${ITEM}/settle`, { decision: "due again", seen: before });
    expect(await stale.text()).toContain("Nothing was changed");
    expect(await state()).toMatchObject({ state: "verified" });
    expect((await settle({ decision: "fly" })).status).toBe(400);
  });
});

describe("mails reach somebody again", () => {
  const bounce = () => school.records.people.markAddress("S-ada", { state: "bounced", at: NOW, email: ADA.email });

  test("where their address failed: shown with why, tried again as it was seen, also by the mail service", async () => {
    await school.mail("sent");
    const bounced = { state: "bounced", plannedAt, attempt: 1, at: queuedAt, messageId: "m1" } as const;
    await school.records.parts.learn([{ part: school.part, wave: "open", mail: bounced }]);
    await bounce();
    const page = textOf(await school.get("/students/ada"));
    expect(page).toContain("No mail goes to it: mail to it came back for good");
    expect(textOf(await school.get("/students/ada/address"))).toMatch(/Next morning: .*first mail/);
    const stale = await school.post("/students/ada/address", { decision: "try again", seen: "before" });
    expect(await stale.text()).toContain("Nothing was changed");
    const tried = await school.post("/students/ada/address", { decision: "try again", seen: NOW });
    expect(await tried.text()).toContain("The address is tried again");
    expect(school.records.suppressionList.listed).toEqual(new Set());
    expect(textOf(await school.get("/students/ada"))).not.toContain("No mail goes to it");
    expect((await school.records.parts.get(occurrence, "ada"))?.mails.open?.state).toBe("retry");
    expect((await school.post("/students/ada/address", { decision: "fly" })).status).toBe(400);
  });

  test("where they declined a kind of mail and said that they want it again", async () => {
    await school.records.choices.decline("ada", "nudges", NOW);
    expect(await school.get("/students/ada")).toContain("They want these again …");
    expect(textOf(await school.get("/students/ada/choices/nudges"))).toContain("told to Dana Berg");
    const done = await school.post("/students/ada/choices/nudges", { decision: "take back" });
    expect(await done.text()).toContain("They get these mails again.");
    expect(await school.records.choices.recorded("ada")).toMatchObject([{ kind: "nudges", takenBack: { at: NOW } }]);
    const again = await school.post("/students/ada/choices/nudges", { decision: "take back" });
    expect(await again.text()).toContain("Nothing was changed");
    expect((await school.post("/students/ada/choices/essential", { decision: "take back" })).status).toBe(400);
  });
});
