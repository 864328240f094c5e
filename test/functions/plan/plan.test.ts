import { describe, expect, test } from "vitest";
import { readGuestLink } from "#adapters/links/guest-token.ts";
import { readLink } from "#adapters/links/link-token.ts";
import { cohortOf } from "#domain/people/cohort.ts";
import { session } from "../../domain/sessions/session.fixture.ts";
import { ADA, BO, KEYS, NOON, planOf } from "./plan.fixture.ts";

const SURVEY = "retake-cim-survey@2027";
const AT = "2027-04-01T13:00:00.000Z";
const survey = (student: string) => ({
  ...{ student, cohort: cohortOf(ADA), occurrence: SURVEY, milestone: "retake-cim-survey", asks: "answer" as const },
});

type Plan = Awaited<ReturnType<typeof planOf>>;

const asked = async ({ records }: Plan, ...students: string[]) => {
  for (const student of students) await records.parts.claim([survey(student)], "open", { plannedAt: AT, at: AT });
};
const look = async (plan: Plan, student = ADA) => (await (await plan.entered(student)).ask("/plan")).body;

const sectionOf = (body: string, name: string): string =>
  body.split("<section").find((one) => one.includes(`aria-labelledby="${name}"`)) ?? "";

describe("what is next", () => {
  test("leads by one button, with a link of the student's own, to the page that the mail leads to", async () => {
    const plan = await planOf(ADA, BO);
    await asked(plan, "ada", "bo");
    const next = sectionOf(await look(plan), "next");
    expect(next).toContain("Please finish by");
    expect([...next.matchAll(/class="button main"/g)]).toHaveLength(1);
    const [, token = ""] = /href="\/s\/([^"]+)"/.exec(next) ?? [];
    expect(readLink(KEYS, token, NOON)).toMatchObject({ ok: true, program: "hms", student: "ada", occurrence: SURVEY });
  });

  test("is said to be nothing where nothing is open, with what comes then", async () => {
    const next = sectionOf(await look(await planOf(ADA)), "next");
    expect(next).toContain("Nothing is open right now.");
    expect(next).toMatch(/Next comes “[^”]+”/);
  });

  test("goes on to what is done, which they can take back where they said so themselves", async () => {
    const plan = await planOf(ADA, BO);
    await asked(plan, "ada", "bo");
    await plan.records.parts.complete(SURVEY, "ada", { id: "survey", at: NOON });
    await plan.records.parts.waive({ occurrence: SURVEY, student: "bo" }, { by: "Dana", at: NOON, reason: "away" });
    const [ada, bo] = [sectionOf(await look(plan), "done"), sectionOf(await look(plan, BO), "done")];
    expect(ada).toMatch(/Look again or take back[\s\S]*You told us on/);
    expect(bo).toContain("You need not do this one");
    expect(bo).not.toContain("take back");
    expect(bo).not.toContain("Dana");
  });

  test.each([
    [{ status: "leave" as const, leaveUntil: "2027-08-01" }, "You are on leave"],
    [{ held: { reason: "paused" as const, since: AT, evidence: "p", says: "secret" } }, "has paused your mails"],
    [{ held: { reason: "double" as const, since: AT, evidence: "d", says: "secret" } }, "looking at something"],
  ])("is kind to who is on leave, paused or in doubt, and says nothing of why", async (change, says) => {
    const body = await look(await planOf({ ...ADA, ...change }));
    expect(sectionOf(body, "next")).toContain(says);
    expect(body).not.toContain("secret");
  });
});

describe("a student's sessions", () => {
  const planned = { ...session(), sequence: 0, revisedAt: AT, givenAt: AT, history: [] };

  test("stand with their answer and a link of their own", async () => {
    const plan = await planOf(ADA, BO);
    const soon = { ...planned, startsAt: "2027-04-08T21:30:00.000Z", endsAt: "2027-04-08T23:00:00.000Z", capacity: 1 };
    await plan.records.sessions.save(soon, undefined);
    for (const student of ["bo", "ada"])
      await plan.records.guestLists.answer(soon, student, { answer: "yes", guests: 0 }, AT);
    const [ada, bo] = [sectionOf(await look(plan), "sessions"), sectionOf(await look(plan, BO), "sessions")];
    expect([ada, bo].map((body) => /class="badge">([^<]+)/.exec(body)?.[1])).toEqual([
      ...["You are number 1 on the wait list", "You have a seat"],
    ]);
    const [, token = ""] = /href="\/g\/([^"]+)"/.exec(ada) ?? [];
    expect(readGuestLink(KEYS, token, NOON)).toMatchObject({ ok: true, student: "ada", session: soon.id });
  });

  test("are said to be none where none is planned", async () => {
    expect(sectionOf(await look(await planOf(ADA)), "sessions")).toContain("No session is planned for you yet");
  });
});

test("a plan leads to the student's calendar and choices, and says how they stand", async () => {
  const plan = await planOf(ADA);
  expect(sectionOf(await look(plan), "ways")).toContain("You get all of our mails.");
  await plan.records.choices.decline("ada", "nudges", AT);
  await plan.records.feeds.readdress("student.ada", { issue: 0, hash: "h", at: AT });
  const ways = sectionOf(await look(plan), "ways");
  expect(ways).toMatch(/no mails of these kinds: Reminders[\s\S]*href="\/p\/v1/);
  expect(ways).toMatch(/its address is good since Thursday, April 1/);
});

test("no plan names a classmate, their key, or the school's number of anybody", async () => {
  const plan = await planOf(ADA, BO);
  await asked(plan, "ada", "bo");
  expect(await look(plan)).not.toMatch(/S-ada|S-bo|>bo|student.bo/);
});
