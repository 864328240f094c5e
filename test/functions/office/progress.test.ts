import { beforeEach, describe, expect, test } from "vitest";
import type { User } from "#domain/access/user.ts";
import { NOTHING_COUNTED } from "#domain/parts/progress.ts";
import { cohortOf } from "#domain/people/cohort.ts";
import { ADA, officeOf, person } from "./office.fixture.ts";

const SURVEY = "retake-cim-survey@2027";
const ROAD = "road-to-residency-1@2028";
const COHORT = cohortOf(ADA);
const AT = "2027-04-01T13:00:00.000Z";

const director = person("dana");
const advisor = person("lena", { roles: ["society-advisor"], societies: ["Castle"] });
const owner = person("item-owner", { roles: ["item-owner"] });
const viewer = person("felix", { roles: ["viewer"] });

type School = Awaited<ReturnType<typeof officeOf>>;
let school: School;

/** Both students are asked the survey and told of the road; of the counts a hundred more are known. */
beforeEach(async () => {
  school = await officeOf(director, advisor, owner, viewer);
  const { parts, progress } = school.records;
  for (const student of ["ada", "bo"]) {
    const of = { student, cohort: COHORT };
    const survey = { ...of, occurrence: SURVEY, milestone: "retake-cim-survey", asks: "answer" as const };
    const road = { ...of, occurrence: ROAD, milestone: "road-to-residency-1", asks: undefined };
    await parts.claim([survey], "open", { plannedAt: AT, at: AT });
    await parts.claim([road], "open", { plannedAt: AT, at: AT });
  }
  const counted = { group: "aaaaaa", version: 1 };
  const of = (counts: object) => new Map([[COHORT, { ...NOTHING_COUNTED, ...counts }]]);
  await progress.count({ ...counted, occurrence: SURVEY, cohorts: of({ done: 50, open: 52 }) });
  await progress.count({ ...counted, occurrence: ROAD, cohorts: of({ told: 102 }) });
});

const pageOf = async (user: User, path: string) => {
  const { ask } = await school.entered(user);
  const { statusCode, body } = await ask(path);
  return { statusCode, body };
};

describe("the matrix", () => {
  test("shows the office everybody, by the counts, with the way to the people and the file", async () => {
    const { body } = await pageOf(director, "/office/progress");
    expect(body).toContain(`<a href="/office/progress/${COHORT}/retake-cim-survey%402027">50 of 102</a>`);
    expect(body).toContain("102 told</a>");
    const { ask } = await school.entered(director);
    const file = await ask("/office/progress/export?kind=asks");
    expect(file.headers["content-disposition"]).toMatch(/^attachment; filename="progress-2027-04-01\.csv"$/);
    expect(file.body).toContain(`${COHORT},${SURVEY},2027-04-01,2027-04-30,102,50,0,52,0,0,0,0`);
    expect(file.body).not.toContain(ROAD);
  });

  test("gives a viewer no file", async () => {
    expect((await pageOf(viewer, "/office/progress")).body).not.toContain("Download as CSV");
    expect((await pageOf(viewer, "/office/progress/export")).statusCode).toBe(404);
  });

  test("counts of an advisor their own students alone", async () => {
    const { body } = await pageOf(advisor, "/office/progress");
    expect(body).toContain("0 of 1</a>");
    expect(body).not.toContain("of 102");
    await school.records.parts.complete(SURVEY, "ada", { id: "survey", at: AT });
    expect((await pageOf(advisor, "/office/progress")).body).toContain("1 of 1</a>");
  });

  test("shows an item's owner all of that item and nothing of the others", async () => {
    const { body } = await pageOf(owner, "/office/progress");
    expect(body).toContain("102 told</a>");
    expect(body).not.toContain("retake-cim-survey");
  });

  test("is narrowed to items in which somebody is late, and says where nobody is", async () => {
    expect((await pageOf(director, "/office/progress?show=late")).body).toContain("Nobody is late.");
    school.pass(60 * 24 * 40);
    const { body } = await pageOf(director, "/office/progress?show=late");
    expect(body).toContain("52 late");
    expect(body).not.toContain("102 told");
  });
});

describe("a reminder by hand", () => {
  const nudge = `/office/progress/${COHORT}/retake-cim-survey%402027/nudge`;

  test("is shown before it is sent, with who is left out, and goes on the mail queue once it is ordered", async () => {
    await school.records.choices.decline("bo", "nudges", AT);
    school.pass(60 * 24);
    const { ask, token } = await school.entered(director);
    const { body } = await ask(nudge);
    expect(body).toContain("They get it: 1");
    expect(body).toContain("Left out: declined reminders: 1");
    expect(school.records.queue.held).toEqual([]);
    const form = { "form-token": await token(nudge), decision: "send" };
    expect((await ask(nudge, { form })).body).toContain("1 student gets a reminder");
    expect(school.records.queue.held).toMatchObject([
      { occurrence: SURVEY, wave: "nudge-2027-04-02", people: ["S-ada"], plannedAt: "2027-04-02T13:00:00.000Z" },
    ]);
    const { records } = await school.records.auditLog.newest({ most: 9 });
    expect(records).toContainEqual(expect.objectContaining({ action: "nudge", outcome: "done", says: COHORT }));
  });

  test("is refused where the form does not say so, and offered to nobody whose right it is not", async () => {
    const { ask, token } = await school.entered(director);
    const form = { "form-token": await token(nudge), decision: "" };
    expect((await ask(nudge, { form })).statusCode).toBe(400);
    for (const user of [advisor, viewer]) {
      const { body } = await pageOf(user, nudge.replace("/nudge", ""));
      expect(body).not.toContain("Remind who is open");
      expect((await pageOf(user, nudge)).statusCode).toBe(404);
    }
  });

  test("says on a quiet day that nothing goes out", async () => {
    school.pass(60 * 24 * 2);
    const { body } = await pageOf(director, nudge);
    expect(body).toContain("Today is a quiet day");
    expect(body).not.toContain('value="send"');
  });
});

describe("those who are ticked in a list", () => {
  const cell = `/office/progress/${COHORT}/retake-cim-survey%402027`;
  const settle = `${cell}/settle`;
  const stateOf = async (student: string) => (await school.records.parts.get(SURVEY, student))?.task?.state;
  const revisionOf = async (student: string) => (await school.records.parts.get(SURVEY, student))?.revision ?? 0;

  /** Sends what the form of a page that was shown holds. */
  const order = async (user: User, form: Record<string, string>, students: readonly string[]) => {
    const { ask, token } = await school.entered(user);
    const sent = new URLSearchParams({ ...form, "form-token": await token(cell) });
    for (const student of students) sent.append("seen", `${student} ${await revisionOf(student)}`);
    return ask(settle, { form: sent });
  };

  test("are shown with what it would do before anything is done", async () => {
    const { body } = await pageOf(director, `${settle}?do=waive&who=ada&who=bo`);
    expect(body).toContain("2 students: it is waived by your word");
    expect(body).toContain('name="seen" value="ada 0"');
    expect((await pageOf(director, `${settle}?do=done&all=open`)).body).toContain("2 students: it is recorded as done");
    expect((await pageOf(director, `${settle}?do=done`)).body).toContain("Nobody is ticked.");
    expect((await pageOf(director, `${settle}?do=undo&who=ada`)).body).toContain("It would change nothing");
    expect([await stateOf("ada"), await stateOf("bo")]).toEqual(["due", "due"]);
  });

  test("are waived with the reason by whoever is signed in, and due again once that is taken back", async () => {
    const { body } = await order(director, { do: "waive", reason: "away for research" }, ["ada", "bo"]);
    expect(body).toContain("2 students: waived");
    const waived = (await school.records.parts.get(SURVEY, "ada"))?.task?.evidence.waived;
    expect(waived).toMatchObject({
      source: "office",
      by: expect.stringContaining("dana"),
      reason: "away for research",
    });
    const undo = [...body.matchAll(/name="seen" value="([^"]+)"/g)].map(([, seen]) => seen);
    expect(undo).toEqual([`ada ${await revisionOf("ada")}`, `bo ${await revisionOf("bo")}`]);
    expect((await order(director, { do: "undo" }, ["ada", "bo"])).body).toContain("2 students: due again");
    expect(await stateOf("ada")).toBe("due");
  });

  test("need a reason to be waived", async () => {
    const { statusCode, body } = await order(director, { do: "waive", reason: "  " }, ["ada"]);
    expect(statusCode).toBe(400);
    expect(body).toContain("Say why in a few words.");
    expect(await stateOf("ada")).toBe("due");
  });

  test("stay as they are where somebody settled them after the page was shown", async () => {
    const { ask, token } = await school.entered(director);
    const sent = new URLSearchParams({ do: "done", seen: "ada 0", "form-token": await token(cell) });
    sent.append("seen", "bo 0");
    await school.records.parts.complete(SURVEY, "ada", { id: "survey", at: AT });
    const { body } = await ask(settle, { form: sent });
    expect(body).toContain("1 student: recorded as done");
    expect(body).toContain("1 student stood otherwise by then");
    expect([await stateOf("ada"), await stateOf("bo")]).toEqual(["attested", "verified"]);
    // What she said herself is hers to take back.
    expect((await pageOf(director, `${settle}?do=undo&who=ada`)).body).toContain("It would change nothing");
  });

  test("are an advisor's own students alone, and nobody's whose right it is not", async () => {
    const { body } = await order(advisor, { do: "done" }, ["ada", "bo"]);
    expect(body).toContain("1 student: recorded as done");
    expect([await stateOf("ada"), await stateOf("bo")]).toEqual(["verified", "due"]);
    const seen = await pageOf(viewer, cell);
    expect(seen.body).not.toContain('type="checkbox"');
    expect((await order(viewer, { do: "done" }, ["bo"])).statusCode).toBe(404);
  });

  test.each([
    ["nothing", {}],
    ["no such deed", { do: "erase", seen: "ada 0" }],
    ["nobody", { do: "done" }],
    ["strange keys", { do: "done", seen: "../../x 0" }],
    ["an enormous reason", { do: "waive", seen: "ada 0", reason: "x".repeat(301) }],
  ])("by a form of %s are left as they are", async (_, form) => {
    const { statusCode } = await order(director, form, []);
    expect(statusCode).toBe(400);
    expect(await stateOf("ada")).toBe("due");
  });
});

describe("the people behind a cell", () => {
  const cell = `/office/progress/${COHORT}/retake-cim-survey%402027`;

  test("are listed by where they stand, first who is open", async () => {
    await school.records.parts.complete(SURVEY, "bo", { id: "survey", at: AT });
    const { body } = await pageOf(director, cell);
    expect(body).toMatch(/<a href="[^"]*state=open" aria-current="page"\s*>Open <b>1<\/b>/);
    expect(body).toContain('href="/office/students/ada"');
    expect(body).not.toContain('href="/office/students/bo"');
    expect((await pageOf(director, `${cell}?state=done`)).body).toContain('href="/office/students/bo"');
    expect((await pageOf(director, `${cell}?state=waived`)).body).toContain("Nobody here is “Waived”.");
  });

  test("are to an advisor their own students, and to an item's owner those of their item without a way to them", async () => {
    const advised = await pageOf(advisor, cell);
    expect(advised.body).toContain('href="/office/students/ada"');
    expect(advised.body).not.toContain("/students/bo");
    expect((await pageOf(owner, cell)).statusCode).toBe(404);
    const owned = await pageOf(owner, `/office/progress/${COHORT}/road-to-residency-1%402028`);
    expect(owned.body).toContain("Told <b>2</b>");
    expect(owned.body).not.toContain("/students/ada");
  });

  test("are nobody before the first mail, and no page where the program knows no such item or class", async () => {
    expect((await pageOf(director, `/office/progress/${COHORT}/match-day%402029`)).body).toContain(
      "Nobody is asked yet",
    );
    for (const path of [`/office/progress/${COHORT}/nothing%402027`, "/office/progress/no-class/match-day%402029"])
      expect((await pageOf(director, path)).statusCode).toBe(404);
  });
});
