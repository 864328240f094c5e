import { cp, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, afterEach, beforeAll, describe, expect, inject, test } from "vitest";
import type { Program } from "#domain/calendar/program.ts";
import { usableAnswers } from "#domain/forecast/foretell/usable-answers.ts";
import { type Answered, preview, type Span } from "#domain/forecast/preview.ts";
import type { RosterStudent } from "#domain/people/student.ts";
import { addDays, instantAt } from "#domain/time/dates.ts";
import { SurveyCompleted } from "#events/parts/survey-completed.ts";
import { readRules } from "#files/program-folder/index.ts";
import { instantsOf, liveThrough } from "../../cli/forecast/live-through.ts";
import { whatHappened } from "../../cli/forecast/what-happened.ts";
import { startSystem } from "../../local/start-system.ts";
import type { System } from "../../local/system.ts";
import { freshDatabase } from "../emulators/fresh-database.ts";
import { told } from "../emulators/shared-by-files.ts";
import { createRecorder, judgedTwice } from "../local/template/iam/second-judge.ts";
import { SEVEN_MILESTONES } from "../programs/seven-milestones.ts";
import { temporaryFolder } from "../temporary-folder.ts";
import { expectOwnMails } from "./own-mails.ts";
import { classmate, rosterText } from "./roster-text.ts";
import { rosterJourneys } from "./rosters.ts";

let program: Program;
let system: System;
const recorder = createRecorder();

beforeAll(async () => {
  const read = await readRules(SEVEN_MILESTONES);
  if (!read.ok) throw new Error("the program has faults");
  program = read.program;
  const database = await freshDatabase();
  system = await startSystem({
    assembly: await told(inject("assembly")),
    at: "2026-08-01T04:00:00.000Z",
    port: 0,
    database,
    authorize: recorder.authorize,
  });
}, 600_000);

afterAll(async () => {
  await system?.stop();
});

afterEach(() => expectOwnMails(system));

/** Lets the deployed wiring live through a span from nothing; answers what it did and what the rules foretold. */
const live = async (students: RosterStudent[], span: Span, answers: Answered[]) => {
  await system.reset(instantsOf(span, program).begins);
  await system.uploadRoster(rosterText(students));
  const { usable } = usableAnswers(program, students, span, answers);
  await liveThrough({ system, program, span, answers: usable, onProgress: () => {} });
  return { did: await whatHappened(system, program, span), foretold: preview(program, students, span, usable) };
};

const wavesTo = (studentId: string, mails: { studentId: string; wave: string; milestone: string }[]) =>
  mails
    .filter((mail) => mail.studentId === studentId && mail.milestone === "retake-cim-survey")
    .map(({ wave }) => wave);

describe("a class from December to June, on the emulators", () => {
  const roster = [
    ...["A1", "A2", "A3"].map((id) => classmate(id)),
    classmate("H1", { track: "hst" }),
    classmate("L1", { status: "leave" }),
    classmate("D1", { track: "hsdm" }),
    classmate("N1", { anchors: { matriculation: 2026, graduation: 2030 }, cimAccessCode: "CIM-4711" }),
    classmate("R1", { anchors: { matriculation: 2024, graduation: 2028 } }),
    classmate("F1", { anchors: { matriculation: 2023, graduation: 2028 } }),
    classmate("G1", { anchors: { matriculation: 2023, graduation: 2027 } }),
  ];
  const year = { from: "2026-12-01", to: "2027-06-15" };
  const answers = [
    { studentId: "A1", milestone: "retake-cim-survey", at: "2027-04-02T16:00:00.000Z" },
    { studentId: "A2", milestone: "retake-cim-survey", at: "2027-04-15T13:00:00.000Z" },
    { studentId: "H1", milestone: "retake-cim-survey", at: "2027-05-20T12:00:00.000Z" },
  ];
  let year2026: Awaited<ReturnType<typeof live>>;

  beforeAll(async () => {
    year2026 = await live(roster, year, answers);
  }, 120_000);

  test("mails, tasks and phases are what the rules foretold, and nothing failed", () => {
    expect(system.failures()).toEqual([]);
    expect(year2026.did).toEqual(year2026.foretold);
  });

  test("who confirms hears no more; a neighbor gets three reminders and a last call", () => {
    const { mails } = year2026.did;
    expect(wavesTo("A1", mails)).toEqual(["open"]);
    expect(wavesTo("A2", mails)).toEqual(["open", "remind-1"]);
    expect(wavesTo("A3", mails)).toEqual(["open", "remind-1", "remind-2", "remind-3", "last-call"]);
    expect(wavesTo("H1", mails)).toHaveLength(5);
  });

  test("who is on leave, or on a track that nothing addresses, gets nothing", () => {
    expect(year2026.did.mails.filter(({ studentId }) => ["L1", "D1"].includes(studentId))).toEqual([]);
  });

  test("the fifth year takes the road to residency with the class it graduates with", () => {
    const road = year2026.did.mails.filter(({ milestone }) => milestone === "road-to-residency-1");
    expect(road.map(({ studentId }) => studentId)).toEqual(["F1", "R1"]);
  });

  test("each completion is told on the bus once, to whoever of the school listens", () => {
    const told = system.busEvents().filter(({ detailType }) => detailType === "survey.completed");
    const cohorts = told.map(({ detail }) => SurveyCompleted.parse(detail).data.cohort);
    expect(cohorts.toSorted()).toEqual(["hst-2029", "pathways-2029", "pathways-2029"]);
  });

  test("a second judge of IAM's rules allows each call that a function made, too", async () => {
    const judged = await judgedTwice(recorder.calls());
    expect(judged.filter(({ allowed, second }) => allowed !== second)).toEqual([]);
    const actions = new Set(judged.map(({ action }) => action));
    expect(["s3:PutObject", "ses:SendBulkEmail", "events:PutEvents"].filter((one) => !actions.has(one))).toEqual([]);
  });

  test("no mail, address or log of a bus event holds the access code or a student number", () => {
    const mails = system.mails().map(({ html, text, subject, tags }) => JSON.stringify([html, text, subject, tags]));
    expect(mails.filter((mail) => mail.includes("CIM-4711"))).toEqual([]);
    expect(JSON.stringify(system.busEvents())).not.toMatch(/@example\.edu|"(A1|N1)"/);
  });
});

describe("students who come later", () => {
  test("a late joiner gets one mail for all that is open, and then the reminders that are left", async () => {
    await system.reset("2027-04-01T04:00:00.000Z");
    await system.uploadRoster(rosterText([classmate("A1")]));
    await system.runTo("2027-04-09T16:00:00.000Z");
    await system.uploadRoster(rosterText([classmate("A1"), classmate("Z9")]));
    await system.runTo("2027-05-31T16:00:00.000Z");
    const { mails } = await whatHappened(system, program, { from: "2026-08-01", to: "2027-07-31" });
    expect(wavesTo("Z9", mails)).toEqual(["remind-2", "remind-3", "last-call"]);
    const welcome = mails.filter(({ studentId, wave }) => studentId === "Z9" && wave === "open");
    expect(welcome).toMatchObject([{ occurrence: "cim-access-code@2025", carries: ["retake-cim-survey@2027"] }]);
    expect(wavesTo("A1", mails)).toHaveLength(5);
  });

  test("the same roster again changes nothing", async () => {
    await system.reset("2027-04-01T04:00:00.000Z");
    await system.uploadRoster(rosterText([classmate("A1")]));
    const [before] = await system.records.people.all();
    const { summary } = await system.uploadRoster(rosterText([classmate("A1")]));
    expect(JSON.parse(summary)).toMatchObject({ added: 0, changed: 0, unchanged: 1 });
    expect(await system.records.people.all()).toEqual([before]);
  });
});

rosterJourneys(() => ({ system, program }));

test("a dead address and a complaint are held back, until the roster brings another address", async () => {
  const at = (name: string) => `${name}@simulator.amazonses.com`;
  const others = [classmate("A1"), classmate("C1", { email: at("complaint+c1") })];
  await system.reset("2027-04-01T04:00:00.000Z");
  await system.uploadRoster(rosterText([...others, classmate("B1", { email: at("bounce+b1") })]));
  await system.runTo("2027-04-12T16:00:00.000Z");
  const keys = new Map((await system.records.people.all()).map(({ person, schoolId }) => [person, schoolId]));
  const states = async () =>
    Object.fromEntries(
      (await system.records.parts.ofOccurrence("retake-cim-survey@2027")).map(({ student, mails, stops = {} }) => [
        keys.get(student),
        [...Object.values(mails).map(({ state }) => state), ...Object.keys(stops)].toSorted(),
      ]),
    );
  expect(await states()).toEqual({
    A1: ["delivered", "delivered"],
    B1: ["bounced", "suppressed"],
    C1: ["complained", "suppressed"],
  });
  await system.uploadRoster(rosterText([...others, classmate("B1")]));
  await system.runTo("2027-04-14T16:00:00.000Z");
  expect(await states()).toMatchObject({ B1: ["delivered", "missed"], C1: ["complained", "suppressed"] });
  // The invitation that bounced goes out once more, to the new address, instead of a reminder of it.
  expect(wavesTo("B1", (await whatHappened(system, program, { from: "2026-08-01", to: "2027-07-31" })).mails)).toEqual([
    "open",
    "open",
  ]);
  expect(system.failures()).toEqual([]);
});

test("simulation and preview agree on mails for any roster, span and answers", async () => {
  const anyStudent = fc.record({
    track: fc.constantFrom("pathways", "hst", "hsdm"),
    matriculation: fc.integer({ min: 2023, max: 2027 }),
    years: fc.integer({ min: 4, max: 6 }),
    status: fc.constantFrom("active" as const, "active" as const, "active" as const, "leave" as const),
  });
  const anyAnswer = fc.record({
    student: fc.nat({ max: 7 }),
    milestone: fc.constantFrom("retake-cim-survey", "intro-cim-survey"),
    day: fc.integer({ min: 0, max: 45 }),
    minute: fc.integer({ min: 0, max: 1439 }),
  });
  const seasons = fc.constantFrom("2027-03-20", "2026-10-10", "2028-01-10", "2027-08-10", "2027-05-25");
  await fc.assert(
    fc.asyncProperty(
      fc.array(anyStudent, { minLength: 1, maxLength: 8 }),
      fc.array(anyAnswer, { maxLength: 5 }),
      seasons,
      fc.integer({ min: 0, max: 20 }),
      fc.integer({ min: 5, max: 45 }),
      async (some, given, season, shift, days) => {
        const students = some.map(({ years, matriculation, ...rest }, i) =>
          classmate(`S${i}`, { ...rest, anchors: { matriculation, graduation: matriculation + years } }),
        );
        const from = addDays(season, shift);
        const answers = given.map(({ student, milestone, day, minute }) => ({
          studentId: `S${student % students.length}`,
          milestone,
          at: new Date(Date.parse(instantAt(addDays(from, day), "00:00", "UTC")) + minute * 60_000).toISOString(),
        }));
        answers.sort((one, other) => (one.at < other.at ? -1 : 1));
        const { did, foretold } = await live(students, { from, to: addDays(from, days) }, answers);
        expect(did.mails).toEqual(foretold.mails);
      },
    ),
    { numRuns: Number(process.env.MATCHWARD_RUNS ?? 5), endOnFailure: true },
  );
}, 600_000);

test("taking one grant away from the template breaks the journey, and says which", async () => {
  const maimed = temporaryFolder();
  await cp(await told(inject("assembly")), maimed, { recursive: true });
  const file = join(maimed, "matchward-dev-workflow.template.json");
  const template = await readFile(file, "utf8");
  expect(template).toContain('"ses:SendBulkEmail"');
  await writeFile(file, template.replaceAll('"ses:SendBulkEmail"', '"ses:GetAccount"'));
  const broken = await startSystem({
    assembly: maimed,
    at: "2027-04-01T04:00:00.000Z",
    port: 0,
    database: await freshDatabase(),
  });
  try {
    await broken.uploadRoster(rosterText([classmate("A1")]));
    await broken.runTo("2027-04-02T16:00:00.000Z");
    expect(broken.mails()).toEqual([]);
    expect(
      broken
        .failures()
        .map(({ what }) => what)
        .join("\n"),
    ).toMatch(/ses:SendBulkEmail/);
  } finally {
    await broken.stop();
  }
});
