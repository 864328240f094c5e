import { describe, expect, test } from "vitest";
import { schoolOfRosters } from "../../cases/rosters/school.fixture.ts";

const HEADER = "student_id,email,first_name,last_name,track,matriculation_year,society,cim_access_code";
const lastName = (id: number) => `Berg${"abcdefgh"[id]}`;
const rowOf = (id: number, society = "Alder", code = `CIM-${id}`) =>
  `${id},s${id}@x.edu,Ann,${lastName(id)},pathways,2024,${society},${code}`;
const roster = (rows: readonly string[]) => `${[HEADER, ...rows].join("\n")}\n`;
const six = [1, 2, 3, 4, 5, 6];
const renamed = roster(six.map((id) => rowOf(id).replace("Berg", "Other")));
const at = (minute: number) => `2026-09-01T11:${String(minute).padStart(2, "0")}:00.000Z`;

const opened = async () => {
  const school = await schoolOfRosters();
  await school.upload(roster(six.map((id) => rowOf(id))), "incoming/", at(0));
  const report = (name: string, of = "roster") => school.files.text("rosters", `reports/${of}.${name}`);
  const undo = (of?: string) => JSON.parse(report("undo.json", of) ?? "null");
  return { ...school, report, undo };
};

describe("an import that counts", () => {
  test("is recorded with when, where and what it changed", async () => {
    const { records } = await opened();
    expect(await records.imports.all()).toEqual([
      {
        id: expect.stringMatching(/^20260901T110000Z-[0-9a-f]{12}$/),
        at: at(0),
        bucket: "rosters",
        key: "incoming/roster.csv",
        sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
        isComplete: false,
        verdict: "counted",
        why: [],
        reports: "reports/roster",
        counts: { students: 6, added: 6, changed: 0, unchanged: 0, held: 0, missing: 0, rejected: 0, warnings: 0 },
        mails: expect.objectContaining({ gained: 18, lost: 0, moved: 0 }),
      },
    ]);
  });

  test("counts a student with two rows once, and one who is rejected not at all", async () => {
    const { upload, records } = await opened();
    const rows = [rowOf(1, "Birch"), rowOf(1, "Cedar"), rowOf(2), "9,s9@x.edu,Eve,Lund,no-track,2024,Alder,"];
    expect(await upload(roster(rows), "incoming/", at(1))).toMatchObject({
      ...{ students: 2, changed: 1, unchanged: 1, absent: 4, rejected: 1, verdict: "counted" },
    });
    expect((await records.imports.all())[0]).toMatchObject({ counts: { missing: 0, rejected: 1 } });
  });

  test("counts who is missing only where the roster says that it names everybody", async () => {
    const { upload, records } = await opened();
    await upload(roster([1, 2, 3, 4].map((id) => rowOf(id))), "complete/", at(1));
    expect((await records.imports.all())[0]).toMatchObject({
      ...{ isComplete: true, reports: "reports/complete/roster", counts: { missing: 2, held: 2 } },
    });
  });

  test("names the columns that it does not know", async () => {
    const { upload } = await opened();
    const text = roster([rowOf(1)]).replace("society", "house cup");
    expect(await upload(text, "incoming/", at(1))).toMatchObject({ unknownColumns: ["house cup"] });
  });

  test("says how to take it back: each person and each code as they were before and after", async () => {
    const { upload, undo, records } = await opened();
    await upload(roster([rowOf(1, "Birch"), rowOf(2, "Alder", "NEW"), rowOf(3)]), "incoming/second/", at(1));
    const [first, second] = await records.people.all();
    const { changes, codes, import: id } = undo("second/roster");
    expect(id).toBe((await records.imports.all())[0]?.id);
    expect(changes).toMatchObject([
      { before: { schoolId: "1", society: "Alder" }, after: { schoolId: "1", society: "Birch" } },
    ]);
    expect(changes[0].after.person).toBe(first?.person);
    expect(codes).toEqual([{ person: second?.person, before: "CIM-2", after: "NEW" }]);
  });

  test("says of somebody new that there was nobody and no code before", async () => {
    const { undo, records } = await opened();
    const [first] = await records.people.all();
    expect(undo().changes).toHaveLength(6);
    expect(undo().changes[0]).not.toHaveProperty("before");
    expect(undo().codes[0]).toEqual({ person: first?.person, after: "CIM-1" });
  });

  test("that changes access codes alone is one that changes something: it can be taken back", async () => {
    const { upload, undo, records } = await opened();
    await upload(roster([rowOf(1, "Alder", "NEW")]), "incoming/codes/", at(1));
    expect(undo("codes/roster")).toMatchObject({ changes: [], codes: [{ after: "NEW" }] });
    expect(await records.school.newestRoster()).toMatchObject({ key: "incoming/codes/roster.csv" });
  });

  test("that changes nothing writes no way back, and keeps its own id", async () => {
    const { upload, records, files } = await opened();
    const text = roster([rowOf(1)]);
    const summary = await upload(text, "incoming/same/", at(1));
    expect(files.text("rosters", "reports/same/roster.undo.json")).toBeUndefined();
    expect(summary?.import).toBe((await records.imports.all())[0]?.id);
    expect(await records.imports.all()).toHaveLength(2);
    expect((await upload(text, "incoming/same/", at(2)))?.import).toBe(summary?.import);
    expect(await records.imports.all()).toHaveLength(2);
  });
});

describe("an import that waits", () => {
  test("changes nobody, is no newest roster and has no way back", async () => {
    const { upload, records, files } = await opened();
    const before = await records.people.all();
    expect(await upload(renamed, "incoming/many/", at(1))).toMatchObject({ verdict: "waits" });
    expect(await records.people.all()).toEqual(before);
    expect(await records.school.newestRoster()).toMatchObject({ at: at(0) });
    expect(files.text("rosters", "reports/many/roster.undo.json")).toBeUndefined();
  });

  test("is recorded anew where it comes again after another verdict of the same bytes", async () => {
    const { upload, records } = await opened();
    await upload(renamed, "incoming/many/", at(1));
    const [waiting] = await records.imports.all();
    await records.imports.decide(waiting?.id ?? "", { from: "waits", to: "discarded", at: at(2) });
    await upload(renamed, "incoming/many/", at(3));
    expect((await records.imports.all()).map(({ verdict }) => verdict)).toEqual(["waits", "discarded", "counted"]);
  });

  test("begins no school's year", async () => {
    const { upload, records } = await schoolOfRosters();
    const twice = roster([1, 2, 3, 4, 5, 6].flatMap((id) => [rowOf(id), rowOf(id).replace(`s${id}@`, `t${id}@`)]));
    expect(await upload(twice)).toMatchObject({ verdict: "waits" });
    expect(await records.school.startedOn()).toBeUndefined();
  });
});

describe("a yes to an import that waits", () => {
  test("is recorded under the import that waited, with its place and time, and when it was decided", async () => {
    const { upload, records, undo, files } = await opened();
    await upload(renamed, "complete/many/", at(1));
    const [waiting] = await records.imports.all();
    const summary = await upload(renamed, "approved/x/", at(5));
    expect(summary).toMatchObject({ import: waiting?.id, verdict: "approved", why: [], changed: 6 });
    const [approved, ...others] = await records.imports.all();
    expect(approved).toMatchObject({
      ...{ id: waiting?.id, at: at(1), key: "complete/many/roster.csv", reports: "reports/complete/many/roster" },
      ...{ isComplete: true, verdict: "approved", decidedAt: at(5) },
    });
    expect(others).toHaveLength(1);
    expect(undo("complete/many/roster").import).toBe(waiting?.id);
    expect(files.text("rosters", "reports/approved/x/roster.summary.json")).toBeUndefined();
  });

  test("counts only in its own folder: the same bytes in incoming/ wait on", async () => {
    const { upload } = await opened();
    await upload(renamed, "incoming/many/", at(1));
    expect(await upload(renamed, "incoming/again/", at(2))).toMatchObject({ verdict: "waits" });
  });

  test("to one that was discarded is none", async () => {
    const { upload, records } = await opened();
    await upload(renamed, "incoming/many/", at(1));
    const [waiting] = await records.imports.all();
    await records.imports.decide(waiting?.id ?? "", { from: "waits", to: "discarded", at: at(2) });
    expect(await upload(renamed, "approved/x/", at(3))).toMatchObject({ verdict: "waits" });
  });

  test("that comes twice changes nothing more, and stays recorded as it was", async () => {
    const { upload, records } = await opened();
    await upload(renamed, "incoming/many/", at(1));
    await upload(renamed, "approved/x/", at(2));
    const before = await records.imports.all();
    expect(await upload(renamed, "approved/x/", at(3))).toMatchObject({ verdict: "approved", unchanged: 6 });
    expect(await records.imports.all()).toEqual(before);
  });

  test("that comes when a later roster counted already is superseded, and says so in its own record", async () => {
    const { upload, records } = await opened();
    await upload(renamed, "incoming/many/", at(1));
    await upload(roster([rowOf(1, "Later")]), "incoming/later/", at(9));
    expect(await upload(renamed, "approved/x/", at(5))).toMatchObject({ verdict: "superseded" });
    expect((await records.imports.all()).map(({ key, verdict, decidedAt }) => [key, verdict, decidedAt])).toEqual([
      ["incoming/later/roster.csv", "counted", undefined],
      ["approved/x/roster.csv", "superseded", undefined],
      ["incoming/many/roster.csv", "waits", undefined],
      ["incoming/roster.csv", "counted", undefined],
    ]);
    expect((await records.people.all())[1]).toMatchObject({ lastName: lastName(2) });
  });
});

describe("a file that is no roster", () => {
  test("is recorded as refused with the reason and one rejected row, and changes nothing", async () => {
    const { upload, records, report } = await opened();
    const semicolons = "student_id;email;first_name\n1;a@x.edu;Ann\n";
    const summary = await upload(semicolons, "complete/", at(1));
    expect(summary).toMatchObject({
      ...{ verdict: "refused", students: 0, added: 0, changed: 0, unchanged: 0, absent: 0, held: 0 },
      ...{ rejected: 1, warnings: 0, why: [expect.stringContaining("not separated by commas")] },
    });
    const [refused] = await records.imports.all();
    expect(refused).toMatchObject({ id: summary?.import, verdict: "refused", why: summary?.why, isComplete: false });
    expect(refused).not.toHaveProperty("decidedAt");
    expect(report("rejected.csv", "complete/roster")).toContain("not separated by commas");
    expect(report("changes.csv", "complete/roster")?.trim().split("\n")).toHaveLength(1);
    expect(await records.school.newestRoster()).toMatchObject({ at: at(0) });
  });

  test("in a folder where nobody looks is refused by its name, without being read", async () => {
    const { upload, records, needs } = await opened();
    const read: string[] = [];
    const { files } = needs;
    needs.files = {
      ...files,
      read: async (bucket, key) => {
        read.push(key);
        return files.read(bucket, key);
      },
    };
    expect(await upload(roster([rowOf(1)]), "old/", at(1))).toMatchObject({ verdict: "refused", rejected: 1 });
    await upload(roster([rowOf(1)]), "older/", at(1));
    expect(read).toEqual([]);
    const ids = (await records.imports.all()).map(({ id }) => id);
    expect(new Set(ids).size).toBe(3);
  });
});

describe("a row of somebody whom the office removed", () => {
  test("is left out with a warning on its line, and brings nobody back", async () => {
    const { upload, records, report } = await opened();
    await records.people.remove("2", { at: at(1), why: "office" });
    const summary = await upload(roster([rowOf(1, "Birch"), rowOf(2, "Birch")]), "incoming/", at(2));
    expect(summary).toMatchObject({ changed: 1, added: 0, warnings: 1, absent: 4 });
    expect(report("warnings.csv")).toBe(
      'line,student_id,column,warning\n3,2,student_id,"the office removed this student, so the row is left out; ' +
        'put them back first if they are here"\n',
    );
    expect((await records.people.all()).map(({ schoolId }) => schoolId)).not.toContain("2");
  });

  test("counts again where they went with an import that was taken back", async () => {
    const { upload, records } = await opened();
    await records.people.remove("2", { at: at(1), why: "taken back" });
    await upload(roster([rowOf(2, "Birch")]), "incoming/", at(2));
    expect((await records.people.all()).find(({ schoolId }) => schoolId === "2")).toMatchObject({ society: "Birch" });
  });
});

describe("of two uploads", () => {
  const [EARLY, LATE] = [at(10), at(20)];

  test("the later wins where the earlier is taken in after it, and the earlier is told to have come too late", async () => {
    const { upload, records, undo, report } = await opened();
    await upload(roster([rowOf(1, "Late")]), "incoming/late/", LATE);
    expect(await upload(roster([rowOf(1, "Early")]), "incoming/early/", EARLY)).toMatchObject({
      ...{ verdict: "superseded", why: ["a roster that was uploaded later counted already"] },
    });
    expect((await records.people.all())[0]).toMatchObject({ society: "Late" });
    expect(undo("early/roster")).toBeNull();
    expect(report("summary.json", "early/roster")).toContain("superseded");
    expect(await records.school.newestRoster()).toMatchObject({ at: LATE, key: "incoming/late/roster.csv" });
  });

  test("of one moment the second counts as well", async () => {
    const { upload } = await opened();
    await upload(roster([rowOf(1, "One")]), "incoming/one/", LATE);
    expect(await upload(roster([rowOf(1, "Two")]), "incoming/two/", LATE)).toMatchObject({ verdict: "counted" });
  });

  test("the later wins where it is taken in between the earlier's claim and its writing", async () => {
    const { upload, records, needs } = await opened();
    const { save } = records.people;
    let isFirst = true;
    needs.people = {
      ...records.people,
      save: async (student) => {
        const mustWait = isFirst;
        isFirst = false;
        if (mustWait) await upload(roster([rowOf(1, "Late"), rowOf(2, "Late")]), "incoming/late/", LATE);
        await save(student);
      },
    };
    await upload(roster([rowOf(1, "Early"), rowOf(3, "Early")]), "incoming/early/", EARLY);
    expect((await records.people.all()).slice(0, 3).map(({ society }) => society)).toEqual(["Late", "Late", "Early"]);
  });

  test("an earlier one that changes nothing is told to have come too late all the same", async () => {
    const { upload } = await opened();
    await upload(roster([rowOf(1, "Late")]), "incoming/late/", LATE);
    expect(await upload(roster([rowOf(2)]), "incoming/early/", EARLY)).toMatchObject({ verdict: "superseded" });
  });

  test("a later one without a row is none that the next has to be later than", async () => {
    const { upload, records } = await opened();
    await upload(`${HEADER}\n`, "incoming/empty/", LATE);
    expect(await records.school.newestRoster()).toMatchObject({ at: at(0) });
    expect(await upload(roster([rowOf(1, "Early")]), "incoming/early/", EARLY)).toMatchObject({ verdict: "counted" });
  });

  test("a later one that changes nothing is the newest, so that an earlier one undoes none of it", async () => {
    const { upload, records } = await opened();
    await upload(roster([rowOf(1)]), "incoming/late/", LATE);
    expect(await records.school.newestRoster()).toMatchObject({ at: LATE });
    expect(await upload(roster([rowOf(1, "Early")]), "incoming/early/", EARLY)).toMatchObject({
      verdict: "superseded",
    });
  });
});
