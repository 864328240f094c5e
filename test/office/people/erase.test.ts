import { describe, expect, test } from "vitest";
import { memoryRecords } from "#adapters/records/memory-records.ts";
import { memoryFiles } from "#adapters/s3/memory-files.ts";
import { standingOf } from "#domain/parts/progress.ts";
import { actorOf } from "#office/audit/record-deed.ts";
import { erasePerson } from "#office/people/erase.ts";
import { importRoster } from "../../../functions/import-roster/import-roster.ts";
import { program } from "../../domain/calendar/program.fixture.ts";
import { rosterFile } from "../../functions/class.fixture.ts";
import { occurrence, plannedAt, queuedAt, studentNamed } from "../../functions/send-mail/april.fixture.ts";

const NOW = "2029-07-01T15:00:00.000Z";
const graduate = studentNamed("ada", {
  ...{ status: "graduated", preferredName: "Adie", site: "Hill", mailbox: "12", specialty: "Surgery" },
  societyAdvisorEmail: "advisor@example.edu",
});
const part = { occurrence, milestone: "retake-cim-survey", student: "ada", cohort: "pathways-2029" };

const school = async () => {
  const records = memoryRecords();
  for (const one of [graduate, studentNamed("bo")]) await records.people.save(one);
  await records.parts.claim([{ ...part, asks: "answer" }], "open", { plannedAt, at: queuedAt });
  const mail = { state: "sent", plannedAt, attempt: 1, at: queuedAt, messageId: "ses-message-1" } as const;
  await records.parts.settle([{ part, wave: "open", mail }]);
  await records.parts.markOpened(occurrence, "ada", queuedAt);
  await records.parts.complete(occurrence, "ada", { id: "survey-answer", at: queuedAt });
  await records.choices.decline("ada", "nudges", queuedAt);
  await records.people.callThemselves("S-ada", { name: "Robin", at: queuedAt });
  const wrong = { student: "ada", schoolId: "S-ada", subject: "item", says: "I did it.", at: queuedAt } as const;
  await records.corrections.ask(wrong);
  await records.accessCodes.save("ada", "CIM-SECRET");
  await records.feeds.readdress("student.ada", {
    ...{ issue: 0, hash: "h", at: queuedAt, student: { person: "ada", schoolId: "S-ada" } },
  });
  return { ...records, program };
};

describe("a graduate who asks to be forgotten", () => {
  test("is in no advisor's note any more, and of others each note stays", async () => {
    const needs = await school();
    const lena = { id: "F1", email: "lena@example.edu", name: "Lena", roles: [], societies: [], specialties: [] };
    await needs.users.save({ ...lena, status: "inactive", givenAt: queuedAt });
    const advisor = actorOf(lena).key;
    for (const student of ["ada", "bo"])
      await needs.notes.write(advisor, { student, text: "a note", at: queuedAt }, undefined);
    expect(await erasePerson(needs, graduate, NOW)).toBe("erased");
    expect((await needs.notes.all(advisor)).map(({ student }) => student)).toEqual(["bo"]);
  });

  test("loses name, address, answers, codes, choices, mail numbers and calendar; what counts of them stays", async () => {
    const needs = await school();
    const before = (await needs.parts.ofOccurrence(occurrence)).map(standingOf);
    expect(await erasePerson(needs, graduate, NOW)).toBe("erased");
    const all = await needs.people.all("and removed");
    const found = all.find(({ schoolId }) => schoolId === "S-ada");
    expect(found).toMatchObject({ removed: { why: "erased", at: NOW }, firstName: "", lastName: "", email: "" });
    expect(found?.person).not.toBe("ada");
    const parts = await needs.parts.ofOccurrence(occurrence);
    expect(parts.map(standingOf)).toEqual(before);
    expect(parts).toMatchObject([
      { cohort: part.cohort, task: { state: "attested" }, mails: { open: { state: "sent" } } },
    ]);
    const left = JSON.stringify([
      ...[all.filter(({ schoolId }) => schoolId === "S-ada"), parts],
      ...[await needs.choices.recorded("ada"), await needs.accessCodes.all(), await needs.feeds.look("student.ada")],
    ]);
    expect(await needs.corrections.open()).toEqual([]);
    for (const gone of [
      "Adie",
      "Robin",
      "Example",
      "ada@",
      "advisor@",
      "Hill",
      "Surgery",
      "survey-answer",
      "ses-message-1",
    ])
      expect([gone, left.includes(gone)]).toEqual([gone, false]);
    for (const gone of ["CIM-SECRET", "nudges", '"hash":"h"'])
      expect([gone, left.includes(gone)]).toEqual([gone, false]);
    expect((await needs.people.all()).map(({ schoolId }) => schoolId)).toEqual(["S-bo"]);
  });

  test("is not brought back by a roster that names them, by this number or one of before", async () => {
    const needs = { ...(await school()), files: memoryFiles(), newKey: () => "fresh" };
    await needs.people.move("S-ada", "S-ada-2", queuedAt);
    const now = (await needs.people.all()).find(({ person }) => person === "ada");
    expect(await erasePerson(needs, now ?? graduate, NOW)).toBe("erased");
    for (const schoolId of ["S-ada", "S-ada-2"]) {
      const key = `incoming/${schoolId}.csv`;
      await needs.files.write("rosters", key, {
        text: rosterFile([{ ...graduate, schoolId, email: `${schoolId}@example.edu` }]),
        contentType: "text/csv",
      });
      const detail = { bucket: { name: "rosters" }, object: { key, size: 1 } };
      await importRoster(needs, { source: "aws.s3", "detail-type": "Object Created", time: NOW, detail });
      expect(needs.files.text("rosters", `reports/${schoolId}.warnings.csv`)).toContain("erased at their own wish");
    }
    expect((await needs.people.all()).map(({ schoolId }) => schoolId)).toEqual(["S-bo"]);
    expect(JSON.stringify(await needs.people.all("and removed"))).not.toMatch(/Adie|ada@students/);
  });

  test("is the only one who is: nobody who studies, and nobody twice", async () => {
    const needs = await school();
    expect(await erasePerson(needs, studentNamed("bo"), NOW)).toBe("not graduated");
    expect(await erasePerson(needs, graduate, NOW)).toBe("erased");
    expect((await needs.people.all("and removed")).find(({ person }) => person === "bo")?.firstName).toBe("bo");
  });

  test("is erased to the end by the same again, where it died half way", async () => {
    const needs = await school();
    const people = { ...needs.people, erase: () => Promise.reject(new Error("away")) };
    await expect(erasePerson({ ...needs, people }, graduate, NOW)).rejects.toThrow("away");
    expect((await needs.people.all()).map(({ schoolId }) => schoolId)).toContain("S-ada");
    expect(await erasePerson(needs, graduate, NOW)).toBe("erased");
  });
});
