import { createHash } from "node:crypto";
import { beforeEach, describe, expect, test } from "vitest";
import { sendMail } from "../../../functions/send-mail/send-mail.ts";
import { messageTo, occurrence, queuedAt, studentNamed } from "../../functions/send-mail/april.fixture.ts";
import { ordering } from "./ordering.fixture.ts";

const ada = studentNamed("ada");
const bo = studentNamed("bo", { email: "Bo.Two@students.example" });
const gone = studentNamed("cy", { status: "withdrawn" });
const NOW = "2027-04-02T15:00:00.000Z";
const DONE = { order: "done", person: "S-ada", occurrence, by: "R. Vance" } as const;
const WAIVE = { ...DONE, order: "waive", reason: "abroad until June" } as const;

let school: Awaited<ReturnType<typeof ordering>>;
beforeEach(async () => {
  school = await ordering([ada, bo, gone], NOW);
  await sendMail(school, messageTo([ada, bo, gone]), queuedAt);
});

describe("the people of a school", () => {
  const list = { order: "people" } as const;

  test("are listed with id, name, address, class and status, and counted", async () => {
    const said = await school.order(list);
    expect(said.split("\n")[0]).toMatch(/^id +name +address +class +status$/);
    expect(said).toMatch(/^S-cy +cy Example +cy@students.example +Pathways, class of 2029 +withdrawn$/m);
    expect(said).toContain("3 people.");
  });

  test("who have not answered are those who are still here, with what they were sent", async () => {
    const { parts } = school;
    await parts.begin({ occurrence, milestone: "m", student: "cy", cohort: "pathways-2029", asks: "answer" }, NOW);
    await parts.complete(occurrence, "bo", { id: "survey", at: NOW });
    const said = await school.order({ ...list, unanswered: occurrence });
    expect(said).toMatch(/^S-ada .* 2027-04-01 +first mail sent 2027-04-01$/m);
    expect(said).toContain("One person.");
  });

  test("come as a CSV that no spreadsheet executes", async () => {
    await school.people.save({ ...ada, firstName: '=HYPERLINK("https://evil.example")' });
    const said = await school.order({ ...list, unanswered: occurrence, csv: true });
    expect(said.split("\n")[0]).toBe(
      "student_id,email,first_name,last_name,class,status,asked,last_mail,opened,advisor",
    );
    expect(said).not.toMatch(/(^|,)"?=/m);
    expect(said.trimEnd().split("\n")).toHaveLength(3);
  });

  test("whose address failed, and who declined mails, are listed with since when and which", async () => {
    await school.people.markAddress("S-ada", { state: "bounced", at: queuedAt, email: ada.email });
    await school.choices.save("bo", ["nudges", "calendar"], NOW);
    expect(await school.order({ ...list, only: "failed" })).toMatch(/^S-ada .* bounced +2027-04-01$/m);
    expect(await school.order({ ...list, only: "declined" })).toMatch(/^S-bo .* calendar nudges$/m);
  });

  test("are nobody in words, and an occurrence that asks nothing is a fault that says what was meant", async () => {
    expect(await school.order({ ...list, only: "failed" })).toBe("Nobody's address has failed.\n");
    const unasked = school.order({ ...list, unanswered: "retake-cim-survey@1999x" });
    await expect(unasked).rejects.toThrow(
      /asks nothing in retake-cim-survey@1999x\. Did you mean retake-cim-survey@<year>\?/,
    );
  });
});

test("rosters that came are listed with what became of them, and one that waits with how to say yes", async () => {
  expect(await school.order({ order: "imports" })).toBe("No roster has come yet.\n");
  const counts = { students: 9, added: 0, changed: 6, unchanged: 3, held: 0, missing: 0, rejected: 0, warnings: 0 };
  const at = "2027-04-02T03:00:00.000Z";
  const one = { id: "i1", at, bucket: "rosters", key: "incoming/spring.csv", sha256: "0f", isComplete: false, counts };
  await school.imports.record({
    ...one,
    verdict: "waits",
    why: ["6 addresses are replaced"],
    mails: {
      gained: 0,
      lost: 3,
      moved: 0,
      occurrences: [{ occurrence: "match-week@2028", gained: 0, lost: 3, moved: 0 }],
    },
    reports: "reports/spring",
  });
  const said = await school.order({ order: "imports" });
  expect(said).toContain("spring.csv  waits  came 2027-04-01  i1\n  students 9, changed 6, unchanged 3\n");
  expect(said).toContain("  mails of the coming year: 3 lost\n    match-week@2028: 3 lost\n  6 addresses are replaced");
  expect(await school.order({ order: "imports", discard: "i1" })).toContain("Discarded.");
  expect((await school.imports.get("i1"))?.verdict).toBe("discarded");
  await expect(school.order({ order: "imports", discard: "i1" })).rejects.toThrow("No roster i1 waits.");
  expect(said).toContain("npx matchward imports --approve i1 --stage prod");
  expect(said).toContain("aws s3 cp 's3://rosters/incoming/spring.csv' 's3://rosters/approved/i1/spring.csv'");
});

test("a roster that waits goes in by a yes, unless another file has its name by now", async () => {
  const counts = { students: 9, added: 0, changed: 6, unchanged: 3, held: 0, missing: 0, rejected: 0, warnings: 0 };
  const sha256 = createHash("sha256").update("the roster").digest("hex");
  const key = "incoming/spring.csv";
  const one = { id: "i1", at: NOW, bucket: "b", key, sha256, isComplete: false, counts, why: [], reports: "reports/s" };
  await school.imports.record({ ...one, verdict: "waits" });
  const approve = { order: "imports", approve: "i1" } as const;
  const rows = [
    "ada,added,,ada@school.example",
    "bo,society,Alder,",
    ...Array(4).fill("cy,email,cy@a.example,c@a.example"),
  ];
  const changes = ["student_id,what,before,after", ...rows].join("\n");
  await school.files.write("b", "reports/s.changes.csv", { text: changes, contentType: "text/csv" });
  await school.files.write("b", key, { text: "another roster", contentType: "text/csv" });
  expect(await school.order(approve)).toContain(
    "  5 of the 6 things that it would change:\n    ada added: ada@school.example\n" +
      "    bo society: Alder becomes nothing\n    cy email: cy@a.example becomes c@a.example\n",
  );
  expect(await school.order(approve)).toContain("Another file has its name by now. Nothing was changed.");
  await school.files.write("b", key, { text: "the roster", contentType: "text/csv" });
  school.desk.answer = false;
  expect(await school.order(approve)).toContain("Nothing was changed.");
  expect(school.files.text("b", "approved/i1/spring.csv")).toBeUndefined();
  school.desk.answer = true;
  expect(await school.order(approve)).toContain("Approved: it goes in now.");
  expect(school.files.text("b", "approved/i1/spring.csv")).toBe("the roster");
  await expect(school.order({ order: "imports", approve: "i2" })).rejects.toThrow("No roster i2 waits.");
});

test("the newest roster that counts is taken back, after a look at whom it concerns", async () => {
  const takeBack = { order: "imports", takeBack: true } as const;
  await expect(school.order(takeBack)).rejects.toThrow("No roster counts that can be taken back.");
  const counts = { students: 2, added: 1, changed: 1, unchanged: 0, held: 0, missing: 0, rejected: 0, warnings: 0 };
  const place = { bucket: "b", key: "incoming/spring.csv", sha256: "0f", isComplete: false, reports: "reports/spring" };
  await school.imports.record({ ...place, id: "i1", at: NOW, counts, why: [], verdict: "counted" });
  const stored = Map.groupBy(await school.people.all(), ({ schoolId }) => schoolId);
  const [now, added] = [stored.get("S-ada")?.[0], stored.get("S-bo")?.[0]];
  const undo = {
    import: "i1",
    changes: [{ before: { ...ada, firstName: "Ida" }, after: now }, { after: added }],
    codes: [],
  };
  const text = JSON.stringify(undo);
  await school.files.write("b", "reports/spring.undo.json", { text, contentType: "application/json" });
  const said = await school.order(takeBack);
  expect(said).toContain("As they were before it: S-ada ada Example");
  expect(said).toContain("Out of sight, since it added them: S-bo bo Example");
  expect(said).toContain("Taken back.");
  const names = (await school.people.all()).map(({ firstName }) => firstName);
  expect(names).toContain("Ida");
  expect(names).not.toContain("bo");
  expect((await school.imports.get("i1"))?.verdict).toBe("taken back");
});

test("somebody gets another id, and is removed and brought back, each after a yes", async () => {
  expect(await school.order({ order: "rename", person: "S-ada", to: "N-1" })).toContain("Renamed.");
  const ids = async () => (await school.people.all()).map(({ schoolId }) => schoolId);
  expect(await ids()).toContain("N-1");
  await expect(school.order({ order: "rename", person: "N-1", to: "S-bo" })).rejects.toThrow(
    /^S-bo bo .* is in the roster beside N-1 .*: npx matchward merge S-bo N-1 --stage prod$/,
  );
  expect(await school.order({ order: "remove", person: "N-1" })).toContain("Removed.");
  expect(await ids()).not.toContain("N-1");
  expect(await school.order({ order: "remove", person: "N-1", undo: true })).toBe("Back again.\n");
  expect(await ids()).toContain("N-1");
});

describe("somebody who is held", () => {
  const held = { reason: "status", since: NOW, evidence: "status:inactive", says: "Nobody knows “inactive”." } as const;
  const release = { order: "release", person: "S-ada", by: "R. Vance" } as const;
  const list = { order: "people", only: "held" } as const;

  test("is listed with why and since when, and first of all", async () => {
    await school.people.hold("S-bo", { held, seen: undefined });
    expect(await school.order(list)).toMatch(/^S-bo .* status +2027-04-02 +Nobody knows “inactive”\.$/m);
    expect((await school.order({ order: "people" })).split("\n")[1]).toMatch(/^S-bo .* held$/);
    expect(await school.order({ ...list, csv: true })).toContain("held,since,says");
  });

  test("is let go of after a look at what then goes out, and the same doubt holds them no more", async () => {
    await school.people.hold("S-ada", { held, seen: undefined });
    const said = await school.order(release);
    expect(said).toContain("status since 2027-04-02: Nobody knows “inactive”.");
    expect(said).toContain("Let go.");
    const ada = (await school.people.all()).find(({ schoolId }) => schoolId === "S-ada");
    expect(ada).toMatchObject({ released: ["status:inactive"] });
    expect(ada?.held).toBeUndefined();
    expect(await school.order(list)).toBe("Nobody is held.\n");
  });

  test("is shown the mails that come the next morning", async () => {
    const late = await ordering([{ ...ada, held }], NOW);
    expect(await late.order(release)).toContain(`Monday, April 5 brings ${occurrence}/open`);
  });

  test("is held again where that is taken back, and stays as they are where the person says no", async () => {
    await school.people.hold("S-ada", { held, seen: undefined });
    school.desk.answer = false;
    expect(await school.order(release)).toContain("Nothing was changed.");
    school.desk.answer = true;
    await school.order(release);
    expect(await school.order({ ...release, undo: true })).toContain("Held again.");
    const again = (await school.people.all()).find(({ schoolId }) => schoolId === "S-ada");
    expect(again).toMatchObject({ held: { reason: "status", evidence: "status:inactive" }, released: [] });
    await expect(school.order({ ...release, undo: true })).rejects.toThrow("nothing to take back");
    await expect(school.order({ ...release, person: "S-bo" })).rejects.toThrow("S-bo bo Example is not held");
  });
});

describe("a task that staff settle", () => {
  test("is shown with the mails that end, asked about, and recorded with whose word it is", async () => {
    const said = await school.order(DONE);
    expect(said).toContain("S-ada ada Example: ");
    expect(said).toContain("No more mails of it: reminder 1 on Thursday, April 8");
    expect(said).toContain("Recorded: done.");
    expect(school.desk.asked).toEqual(["done?"]);
    expect((await school.parts.get(occurrence, "ada"))?.task).toMatchObject({
      state: "verified",
      evidence: { verified: { source: "office", by: "R. Vance", at: NOW } },
    });
    await sendMail(school, messageTo([ada], { wave: "remind-1", plannedAt: "2027-04-08T13:00:00.000Z" }), NOW);
    expect(school.mailer.taken.map(({ tags }) => tags.wave)).toEqual(["open", "open"]);
  });

  test("stays as it is where the person says no", async () => {
    school.desk.answer = false;
    expect(await school.order(DONE)).toContain("Nothing was changed.");
    expect(await school.order(WAIVE)).toContain("Nothing was changed.");
    expect((await school.parts.get(occurrence, "ada"))?.task?.state).toBe("due");
  });

  test("may be named by address in any capitals, and before its first mail, which then does not go out", async () => {
    const late = await ordering([bo], "2027-03-20T15:00:00.000Z");
    expect(await late.order({ ...DONE, person: "bo.two@STUDENTS.example" })).toContain("Nothing has been asked");
    await sendMail(late, messageTo([bo]), queuedAt);
    expect(late.mailer.taken).toEqual([]);
  });

  test("is waived with a reason, and never without one", async () => {
    await expect(school.order({ ...WAIVE, reason: " " })).rejects.toThrow("Say why");
    expect(await school.order(WAIVE)).toContain("Recorded: waived.");
    const again = school.order(WAIVE);
    await expect(again).rejects.toThrow("R. Vance waived it on 2027-04-02: abroad until June.");
  });

  test("is due again once it is taken back, by the command that settled it alone", async () => {
    await school.order(DONE);
    await expect(school.order({ ...WAIVE, undo: true })).rejects.toThrow("Nothing to change there.");
    expect(await school.order({ ...DONE, undo: true })).toContain("Recorded: due again.");
    expect((await school.parts.get(occurrence, "ada"))?.task?.state).toBe("due");
    await expect(school.order({ ...DONE, undo: true })).rejects.toThrow("Nothing to change there.");
  });

  test("may be shown once more by staff where its student said so, and is not waived then", async () => {
    await school.parts.complete(occurrence, "ada", { id: "survey", at: NOW });
    await expect(school.order(WAIVE)).rejects.toThrow("they said so themselves on 2027-04-02");
    expect(await school.order(DONE)).toContain("No mail of it is ahead.");
  });

  test("is one of somebody's own: another name or occurrence is a fault that says what there is", async () => {
    await expect(school.order({ ...DONE, person: "S-nobody" })).rejects.toThrow("Nobody here has the id");
    const unasked = school.order({ ...DONE, occurrence: "nothing@2027" });
    await expect(unasked).rejects.toThrow("asks nothing in nothing@2027. Of S-ada it asks");
  });

  test("is nobody's where an address is of two people, who are then named by their ids", async () => {
    await school.people.save({ ...ada, email: bo.email });
    await expect(school.order({ ...DONE, person: bo.email })).rejects.toThrow("by their id, S-ada, S-bo.");
  });
});

describe("a dated list of who did it", () => {
  const row = (line: number, who: string, on = "2027-04-02") => ({ line, who, on });
  const EVIDENCE = { order: "evidence", milestone: "retake-cim-survey", by: "R. Vance, cim.csv" } as const;

  test("verifies who is in it, tells who is not, and what does not count", async () => {
    await school.parts.complete(occurrence, "bo", { id: "survey", at: NOW });
    const rows = [row(2, "S-ada"), row(3, "nobody@students.example"), row(4, "S-cy", "2026-09-01")];
    const said = await school.order({ ...EVIDENCE, rows });
    expect(said).toContain(`In the list, and did not tell: no more reminders: 1\n  S-ada ada Example (${occurrence})`);
    expect(said).toContain("Said so themselves, and are not in the list: their word stands: 1\n  S-bo bo Example");
    expect(said).toContain("from before this opened: it does not count: 1\n  S-cy");
    expect(said).toContain("line 3: nobody@students.example, nobody here");
    expect(school.desk.asked).toEqual(["Record one of them as verified?"]);
    expect(said).toContain("Verified: 1.");
    const { task } = (await school.parts.get(occurrence, "ada")) ?? {};
    expect(task?.state).toBe("verified");
    expect(task?.evidence.verified).toEqual({ source: "list", by: "R. Vance, cim.csv", at: NOW });
  });

  test("bears out who said so, and changes nothing where it comes again or is declined", async () => {
    await school.parts.complete(occurrence, "bo", { id: "survey", at: NOW });
    const rows = [row(2, "Bo.Two@students.example")];
    school.desk.answer = false;
    expect(await school.order({ ...EVIDENCE, rows })).toMatch(/said so themselves: 1\n.*\nNothing was changed\.\n$/);
    school.desk.answer = true;
    await school.order({ ...EVIDENCE, rows });
    expect((await school.parts.get(occurrence, "bo"))?.task?.state).toBe("verified");
    expect(await school.order({ ...EVIDENCE, rows })).toMatch(/^Verified or waived before: 1\n.*\nNothing was changed/);
  });

  test("rejects a day that has not come, and verifies nobody by it", async () => {
    const said = await school.order({ ...EVIDENCE, rows: [row(2, "S-ada", "2099-01-01")] });
    expect(said).toContain("line 2: S-ada, 2099-01-01 is a day that has not come\nNothing was changed.");
    expect((await school.parts.get(occurrence, "ada"))?.task?.state).toBe("due");
  });

  test("of what the program does not ask is a fault that names what it does", async () => {
    const order = school.order({ ...EVIDENCE, milestone: "retake-cim-survy", rows: [] });
    await expect(order).rejects.toThrow("Did you mean retake-cim-survey?");
  });
});

describe("what is ordered by the command line", () => {
  const records = async () => (await school.auditLog.newest({ most: 9 })).records;

  test("is on record under the name of whoever orders, with whom it was about and what became of it", async () => {
    await school.order(DONE);
    await school.order({ ...DONE, undo: true });
    const told = (await records()).map(({ by, action, about, outcome }) => [by.name, action, about, outcome]);
    const about = [
      { what: "student", key: "ada" },
      { what: "occurrence", key: occurrence },
    ];
    expect(told.toSorted()).toEqual([
      ["rvance, by the command line", "done", about, "done"],
      ["rvance, by the command line", "reopen", about, "done"],
    ]);
  });

  test("is no deed where the answer is no, nor where there is only something to look at", async () => {
    school.desk.answer = false;
    await school.order(DONE);
    await school.order({ order: "people" });
    expect(await records()).toEqual([]);
  });

  test("keeps nothing on record that somebody typed, nor anybody's number", async () => {
    await school.order(WAIVE);
    await school.order({ order: "remove", person: "S-bo" });
    const text = JSON.stringify(await records());
    expect(text).toContain("waive");
    expect(text).not.toMatch(/abroad|S-bo|S-ada|Vance/);
  });
});
