import { afterAll, beforeEach, describe, expect, test } from "vitest";
import { type MemoryRecords, memoryRecords } from "#adapters/records/memory-records.ts";
import { type MemoryMailer, memoryMailer } from "#adapters/ses/memory-mailer.ts";
import { helpAt, helpOf } from "#domain/mail/marked.ts";
import type { Student } from "#domain/people/student.ts";
import { helpMarked } from "../../../functions/help-marked/help-marked.ts";
import { hmsWith, published } from "../../programs/hms-with.ts";
import { removeTemporaryFolders } from "../../temporary-folder.ts";
import { keys, studentNamed } from "../send-mail/april.fixture.ts";

afterAll(removeTemporaryFolders);

const program = await hmsWith(published("nrmp.match-status", 2027, "2027-03-15T10:00"));
const GRADUATES = { anchors: { matriculation: 2023, graduation: 2027 } };
const DEAN = { by: "student-affairs@example.edu", at: "2027-03-15T13:35:00.000Z" };

const ada = studentNamed("ada", GRADUATES);
const bo = studentNamed("bo", GRADUATES);

let records: MemoryRecords;
let mailer: MemoryMailer;
beforeEach(() => {
  records = memoryRecords();
  mailer = memoryMailer();
});

const roster = async (...students: Student[]) => {
  for (const student of students) await records.people.save(student);
};
const mark = ({ person }: Student, year = 2027) => records.marks.mark({ year, student: person }, DEAN);

/** What goes out in the run of a time of March 2027, as New York's clock shows it. */
const run = async (at: string): Promise<string[]> => {
  const before = mailer.taken.length;
  const scheduledAt = `2027-03-${at}:00-04:00`;
  const needs = { program, people: records.people, marks: records.marks, mailer };
  const day = { type: "day.began", version: 1, scheduledAt: new Date(scheduledAt).toISOString() } as const;
  await helpMarked({ ...needs, keys: async () => keys, siteUrl: "https://careers.school.example" }, day);
  return mailer.taken.slice(before).map(({ to, template }) => `${template} ${to}`);
};

const TO_ADA = [`match-week-help ${ada.email}`];

describe("in Match Week, help goes", () => {
  test("to whom a dean has marked and to nobody else, not before the published hour, and once", async () => {
    await roster(ada, bo);
    await mark(ada);
    expect(await run("15T09:00")).toEqual([]);
    expect(await run("15T10:00")).toEqual(TO_ADA);
    expect(await run("15T11:00")).toEqual([]);
    expect(await records.marks.of(2027)).toMatchObject([{ mails: [{ state: "sent" }] }]);
  });

  test("to somebody who is marked on Wednesday in the next hour, or the next morning where the day is over", async () => {
    await roster(ada, bo);
    await mark(ada);
    expect(await run("17T15:00")).toEqual(TO_ADA);
    await mark(bo);
    expect(await run("17T20:00")).toEqual([]);
    expect(await run("18T08:00")).toEqual([`match-week-help ${bo.email}`]);
  });

  test("to nobody once results are released", async () => {
    await roster(ada, bo);
    await mark(ada);
    expect(await run("19T12:00")).toEqual([]);
    expect(await run("19T13:00")).toEqual([]);
    expect(await run("19T11:00")).toEqual(TO_ADA);
  });

  test("to nobody whose mark was taken back, who is away, held, of another class or at a dead address", async () => {
    const cy = studentNamed("cy", { ...GRADUATES, status: "leave" });
    const di = studentNamed("di");
    const ed = studentNamed("ed", { ...GRADUATES, track: "hsdm" });
    await roster(ada, bo, cy, di, ed);
    for (const one of [ada, bo, cy, di, ed]) await mark(one);
    await records.marks.takeBack({ year: 2027, student: ada.person }, DEAN);
    await records.people.markAddress(bo.schoolId, { state: "bounced", at: DEAN.at, email: bo.email });
    expect(await run("15T10:00")).toEqual([]);
  });

  test("once to whom two people turned out to be, marked as either, before the merge or after it", async () => {
    const old = studentNamed("old", { ...GRADUATES, email: ada.email });
    await roster(ada, bo, old, studentNamed("gone", GRADUATES));
    for (const person of ["old", "gone"]) await records.marks.mark({ year: 2027, student: person }, DEAN);
    await records.people.merge("S-gone", "S-bo", DEAN.at);
    expect(await run("15T10:00")).toEqual([...TO_ADA, `match-week-help ${bo.email}`]);
    await records.people.merge("S-old", "S-ada", DEAN.at);
    await mark(ada);
    await mark(bo);
    expect(await run("15T11:00")).toEqual([]);
  });

  test("again in the next hour where SES refused it for now, and never again where nobody knows", async () => {
    await roster(ada);
    await mark(ada);
    mailer.trouble("throttled");
    expect(await run("15T10:00")).toEqual([]);
    expect(await run("15T11:00")).toEqual(TO_ADA);
    await roster(bo);
    await mark(bo);
    mailer.trouble("answer lost before taking");
    expect(await run("15T12:00")).toEqual([]);
    expect(await run("15T13:00")).toEqual([]);
  });
});

test("its mail carries no tag of a student or an occurrence, and links to no page of an occurrence", async () => {
  await roster(ada);
  await mark(ada);
  await run("15T10:00");
  expect(mailer.taken[0]?.tags).toEqual({ confidential: "yes" });
  expect(mailer.taken[0]?.values.text.link).toBe(mailer.taken[0]?.values.text.preferences);
});

describe("nothing of the program that lists or counts knows of it:", () => {
  test("it is no milestone, and what is read of a student's calendar lacks it", () => {
    expect(program.milestones.map(({ id }) => id)).not.toContain("match-week-help");
    expect(program.forMarked?.map(({ id }) => id)).toEqual(["match-week-help"]);
  });

  test("its hour is from the published one to the release, and unknown while nobody has read it", async () => {
    expect(helpOf(program, 2027)).toMatchObject([
      { from: "2027-03-15T14:00:00.000Z", until: "2027-03-19T16:00:00.000Z" },
    ]);
    expect(helpAt(program, "2027-03-15T13:59:59.000Z")).toEqual([]);
    expect(helpOf(program, 2028)).toEqual([]);
  });
});
