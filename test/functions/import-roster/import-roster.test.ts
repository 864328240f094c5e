import { beforeEach, describe, expect, test } from "vitest";
import { type MemoryRecords, memoryRecords } from "#adapters/records/memory-records.ts";
import { type MemoryFiles, memoryFiles } from "#adapters/s3/memory-files.ts";
import type { RosterStudent } from "#domain/people/student.ts";
import type { RosterUploaded } from "#events/people/roster-uploaded.ts";
import { importRoster } from "../../../functions/import-roster/import-roster.ts";
import { program, student } from "../../domain/calendar/program.fixture.ts";
import { HEADER, rosterFile } from "../class.fixture.ts";

let records: MemoryRecords;
let files: MemoryFiles;
let keys: number;
/** The nth student's key: all of them sit in the group of the first. */
const key = (nth: number) => `group1-key-${`${nth}`.padStart(11, "0")}`;
const newKey = () => key(++keys);
const needs = () => ({ program, files, ...records, newKey });

const uploaded = (key: string, time: string): RosterUploaded => ({
  source: "aws.s3",
  "detail-type": "Object Created",
  time,
  detail: { bucket: { name: "rosters" }, object: { key, size: 1 } },
});

/** Puts a file into the bucket and takes it in. */
const upload = async (text: string, at = "2026-08-03T14:10:00Z", key = "incoming/fall.csv") => {
  await files.write("rosters", key, { text, contentType: "text/csv" });
  return importRoster(needs(), uploaded(key, at));
};
const uploadStudents = (students: RosterStudent[], at?: string) => upload(rosterFile(students), at);

const two = [student(), student({ schoolId: "S2", email: "s2@example.edu", cimAccessCode: "CIM-2" })];

beforeEach(() => {
  records = memoryRecords();
  files = memoryFiles();
  keys = 0;
});

test("each student's access code is that of their own row, in whatever order the file has them", async () => {
  const codes = async () =>
    Object.fromEntries(
      await Promise.all(
        (await records.people.all()).map(async ({ schoolId, person }) => [
          schoolId,
          await records.accessCodes.get(person),
        ]),
      ),
    );
  const [third, first, second] = ["S3", "S1", "S2"].map((schoolId) =>
    student({ schoolId, email: `${schoolId}@example.edu`, cimAccessCode: `CODE-${schoolId}` }),
  );
  const file = [third, first, second].flatMap((one) => one ?? []);
  await uploadStudents(file);
  const own = { S1: "CODE-S1", S2: "CODE-S2", S3: "CODE-S3" };
  expect(await codes()).toEqual(own);
  await uploadStudents(
    file.map(({ cimAccessCode: _, ...rest }, nth) =>
      nth === 1 ? rest : { ...rest, cimAccessCode: `NEW-${rest.schoolId}` },
    ),
  );
  expect(await codes()).toEqual({ ...own, S2: "NEW-S2", S3: "NEW-S3" });
});

describe("an address that failed", () => {
  const occurrence = "retake-cim-survey@2027";
  const at = "2027-04-06T14:00:00.000Z";
  const failed = async () => {
    await uploadStudents([student()], "2027-04-01T12:00:00Z");
    const [ada] = await records.people.all();
    const part = {
      occurrence,
      milestone: "retake-cim-survey",
      student: key(1),
      cohort: "pathways-2029",
      asks: "answer" as const,
    };
    await records.parts.claim([part], "open", { plannedAt: at, at });
    await records.people.markAddress("S1", { state: "bounced", at, email: ada?.email ?? "" });
    for (const reason of ["suppressed", "paused"] as const) await records.parts.stop([part], { reason, at });
  };

  test("is forgotten, and its student written to again, once the roster brings another", async () => {
    await failed();
    await uploadStudents([student({ email: "new@example.edu" })], "2027-04-12T14:00:00Z");
    expect((await records.people.all())[0]).not.toHaveProperty("address");
    expect((await records.parts.get(occurrence, key(1)))?.stops).toEqual({ paused: at });
  });

  test("stays as it is while the roster brings the same", async () => {
    await failed();
    await uploadStudents([student({ society: "Cannon" })], "2027-04-12T14:00:00Z");
    expect((await records.people.all())[0]).toMatchObject({ society: "Cannon", address: { state: "bounced" } });
    expect((await records.parts.get(occurrence, key(1)))?.stops).toHaveProperty("suppressed");
  });

  test("is taken up by the next import where one died after the new address was saved", async () => {
    await failed();
    const [ada] = await records.people.all();
    if (ada) await records.people.save({ ...ada, email: "new@example.edu" });
    await uploadStudents([student({ email: "new@example.edu" })], "2027-04-12T14:00:00Z");
    expect((await records.parts.get(occurrence, key(1)))?.stops).toEqual({ paused: at });
  });
});

describe("a roster that is taken in", () => {
  test("stores its students under keys that say nothing of them, from that day on", async () => {
    await uploadStudents(two);
    expect(await records.people.all()).toMatchObject([
      { schoolId: "S1", person: key(1), joinedOn: "2026-08-03", phase: "preclerkship" },
      { schoolId: "S2", person: key(2) },
    ]);
    expect(await records.school.startedOn()).toBe("2026-08-03");
  });

  test("goes by the school's date, not by the date in Greenwich", async () => {
    await uploadStudents(two, "2026-08-04T02:00:00Z");
    expect(await records.school.startedOn()).toBe("2026-08-03");
  });

  test("keeps access codes apart from the students", async () => {
    await uploadStudents(two);
    expect(await records.accessCodes.get(key(2))).toBe("CIM-2");
    expect(await records.accessCodes.get(key(1))).toBeUndefined();
    expect(JSON.stringify(await records.people.all())).not.toContain("CIM-2");
  });

  test("puts a student in the phase of the day before, so that entering a phase on the day itself is seen", async () => {
    await uploadStudents(two, "2026-10-01T11:00:00Z");
    expect(await records.people.all()).toMatchObject([{ phase: "preclerkship" }, { phase: "preclerkship" }]);
  });

  test("lets in the good rows and gives the others back beside the file", async () => {
    const text = rosterFile([student(), student({ schoolId: "S2", track: "law" }), student({ schoolId: "S3" })]);
    expect(await upload(text)).toMatchObject({ students: 2, added: 2, rejected: 1 });
    const rejected = files.text("rosters", "reports/fall.rejected.csv")?.split("\n") ?? [];
    expect(rejected[0]).toBe(`${HEADER},reason,line`);
    expect(rejected[1]).toMatch(/^S2,.*must be one of pathways, hst, hsdm",3$/);
  });

  test("leaves a summary of numbers beside the file", async () => {
    await uploadStudents(two);
    expect(JSON.parse(files.text("rosters", "reports/fall.summary.json") ?? "")).toEqual({
      import: (await records.imports.all())[0]?.id,
      verdict: "counted",
      why: [],
      held: 0,
      students: 2,
      added: 2,
      changed: 0,
      unchanged: 0,
      absent: 0,
      rejected: 0,
      warnings: 0,
      unknownColumns: [],
      mails: expect.objectContaining({ lost: 0, moved: 0 }),
    });
    expect(files.text("rosters", "reports/fall.warnings.csv")).toBe("line,student_id,column,warning\n");
  });

  test("takes both of two students with one address in, and tells staff which rows they are", async () => {
    const shared = [student({ email: "One@Example.edu" }), student({ schoolId: "S2", email: "one@example.edu" })];
    expect(await uploadStudents(shared)).toMatchObject({ added: 2, rejected: 0, warnings: 2 });
    const [, first, second] = files.text("rosters", "reports/fall.warnings.csv")?.split("\n") ?? [];
    expect(first).toMatch(/^2,S1,email,"?email One@Example.edu is also that of line 3;.*$/);
    expect(second).toMatch(/^3,S2,email,"?email one@example.edu is also that of line 2;.*$/);
    expect(files.text("rosters", "reports/fall.summary.json")).not.toMatch(/S1|example/i);
  });

  test("holds both who have one address, where the file does not bring the stored one, and warns of nothing else", async () => {
    await uploadStudents(two);
    expect(await uploadStudents([student({ schoolId: "S9", email: "s2@example.edu" })])).toMatchObject({
      held: 2,
      warnings: 0,
    });
    expect(files.text("rosters", "reports/fall.held.csv")).toContain("S2");
  });

  test.each([
    ["an empty file", ""],
    ["a header alone", HEADER],
    ["something that is no roster", "\u0000\u0001"],
  ])("changes nothing and does not begin the school's year where it holds no student: %s", async (_, text) => {
    expect(await upload(text)).toMatchObject({ students: 0 });
    expect(await records.people.all()).toEqual([]);
    expect(await records.school.startedOn()).toBeUndefined();
    expect(files.text("rosters", "reports/fall.rejected.csv")).toBeDefined();
  });

  test("is nothing where the file is gone, or is the mark of a folder", async () => {
    const at = "2026-08-03T14:10:00Z";
    expect(await importRoster(needs(), uploaded("incoming/gone.csv", at))).toBeUndefined();
    expect(await upload("", at, "incoming/")).toBeUndefined();
    expect([...files.held.keys()]).toEqual(["rosters/incoming/"]);
  });
});

describe("a roster that comes again", () => {
  test("changes only what changed", async () => {
    await uploadStudents(two);
    const saved: string[] = [];
    const { people } = records;
    const save: typeof people.save = async (of) => {
      saved.push(of.schoolId);
      await people.save(of);
    };
    records = { ...records, people: { ...people, save } };
    const moved = student({ schoolId: "S2", email: "s2@example.edu", anchors: { graduation: 2030 } });
    const counts = await uploadStudents([student(), moved]);
    expect(saved).toEqual(["S2"]);
    expect(counts).toMatchObject({ added: 0, changed: 1, unchanged: 1 });
    expect(await people.all()).toMatchObject([
      { person: key(1) },
      { person: key(2), anchors: { graduation: 2030 }, joinedOn: "2026-08-03" },
    ]);
  });

  test("writes an access code only where it changed", async () => {
    await uploadStudents(two);
    const written: string[] = [];
    const accessCodes = {
      ...records.accessCodes,
      save: async (_: string, code: string) => void written.push(code),
    };
    records = { ...records, accessCodes };
    await uploadStudents(two);
    expect(written).toEqual([]);
    await uploadStudents([student({ cimAccessCode: "CIM-1" }), ...two.slice(1)]);
    expect(written).toEqual(["CIM-1"]);
  });

  test("leaves students whom it does not name as they are, and counts them", async () => {
    await uploadStudents(two);
    expect(await uploadStudents(two.slice(0, 1))).toMatchObject({ absent: 1, unchanged: 1 });
    expect(await records.people.all()).toHaveLength(2);
  });

  test("keeps the day on which the school began, and where students have got to", async () => {
    await uploadStudents(two);
    await records.people.enterPhase("S1", { from: "preclerkship", phase: "pce", at: "2026-10-01T13:00:00.000Z" });
    await uploadStudents([student({ society: "Elm" })], "2026-11-02T15:00:00Z");
    expect(await records.school.startedOn()).toBe("2026-08-03");
    expect(await records.people.all()).toMatchObject([{ phase: "pce", society: "Elm" }, {}]);
  });
});

describe("the first roster", () => {
  const OCCURRENCE = "retake-cim-survey@2027";

  test("takes tasks that stand open over as invited already", async () => {
    await uploadStudents(two, "2027-04-12T14:00:00Z");
    expect(await records.parts.get(OCCURRENCE, key(1))).toMatchObject({
      task: { type: "answer", state: "due" },
      mails: { open: { state: "missed", reason: "planned before the program began here" } },
    });
  });

  test("leaves to the schedule what opens on its very day", async () => {
    await uploadStudents(two, "2027-04-01T11:00:00Z");
    expect(await records.parts.ofOccurrence(OCCURRENCE)).toEqual([]);
  });

  test("alone carries over: a student who comes later is invited by the daily run", async () => {
    await uploadStudents(two, "2027-04-05T14:00:00Z");
    await uploadStudents([student({ schoolId: "S9", email: "s9@example.edu" })], "2027-04-06T14:00:00Z");
    expect((await records.parts.ofOccurrence(OCCURRENCE)).map((part) => part.student)).toEqual([key(1), key(2)]);
  });

  test("is finished by the second try where the first one died at any write", async () => {
    await uploadStudents(two, "2027-04-12T14:00:00Z");
    const whole = await stateOf();
    for (let dies = 1; dies <= 7; dies += 1) {
      records = memoryRecords();
      files = memoryFiles();
      keys = 0;
      await expect(importDying(dies)).rejects.toThrow("died");
      keys = 100;
      await uploadStudents(two, "2027-04-12T14:00:00Z");
      expect(withoutKeys(await stateOf()), `died at write ${dies}`).toEqual(withoutKeys(whole));
    }
  });

  const stateOf = async () => ({
    students: await records.people.all(),
    started: await records.school.startedOn(),
    parts: await records.parts.ofOccurrence(OCCURRENCE),
    codes: await Promise.all((await records.people.all()).map(({ person }) => records.accessCodes.get(person))),
  });

  const withoutKeys = (state: Awaited<ReturnType<typeof stateOf>>): unknown =>
    JSON.parse(JSON.stringify(state).replace(/"group1-key-\d+"/g, '"key"'));

  /** Takes the file in, and dies at the nth write, before it is written. */
  const importDying = async (nth: number): Promise<unknown> => {
    let writes = 0;
    const dying = <Told extends unknown[], Answer>(write: (...told: Told) => Promise<Answer>) => {
      return async (...told: Told): Promise<Answer> => {
        writes += 1;
        if (writes >= nth) throw new Error("died");
        return write(...told);
      };
    };
    const { people, accessCodes, parts, school, imports, sessions } = records;
    await files.write("rosters", "incoming/fall.csv", { text: rosterFile(two), contentType: "text/csv" });
    return importRoster(
      {
        program,
        files: { read: files.read, write: dying(files.write) },
        people: { ...people, save: dying(people.save), forgetAddress: dying(people.forgetAddress) },
        accessCodes: { all: accessCodes.all, save: dying(accessCodes.save) },
        parts: { ...parts, miss: dying(parts.miss), resume: dying(parts.resume), takeUp: dying(parts.takeUp) },
        school: { ...school, start: dying(school.start), claimRoster: dying(school.claimRoster) },
        imports: { ...imports, record: dying(imports.record) },
        sessions,
        newKey,
      },
      uploaded("incoming/fall.csv", "2027-04-12T14:00:00Z"),
    );
  };
});
