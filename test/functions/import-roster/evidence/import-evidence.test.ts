import { beforeEach, describe, expect, test } from "vitest";
import { hasCounted } from "#adapters/imports/imports.ts";
import type { Parts } from "#adapters/parts/parts.ts";
import { type MemoryRecords, memoryRecords } from "#adapters/records/memory-records.ts";
import { type MemoryFiles, memoryFiles } from "#adapters/s3/memory-files.ts";
import { partOf } from "#domain/calendar/current-occurrences.ts";
import { occurrencesFor } from "#domain/calendar/occurrences.ts";
import { Program } from "#domain/calendar/program.ts";
import { importFile } from "../../../../functions/import-roster/import-file.ts";
import { program } from "../../../domain/calendar/program.fixture.ts";
import { classOf } from "../../class.fixture.ts";

const FOLDER = "evidence/retake-cim-survey";
const occurrence = "retake-cim-survey@2027";
const [UPLOADED, LATER, MUCH_LATER] = ["2027-04-20T14:00:00Z", "2027-04-20T15:00:00.000Z", "2027-04-21T14:00:00Z"];
const students = classOf(5);

let records: MemoryRecords;
let files: MemoryFiles;

beforeEach(async () => {
  [records, files] = [memoryRecords(), memoryFiles()];
  for (const one of students) await records.people.save(one);
});

const taskOf = async (nth: number) => (await records.parts.get(occurrence, `key-${nth}`))?.task;
const report = (name: string, of = `reports/${FOLDER}/dates`) => files.text("rosters", `${of}.${name}`);

const put = async (text: string, key = `${FOLDER}/dates.csv`) =>
  files.write("rosters", key, { text, contentType: "text/csv" });

interface Given {
  time?: string;
  key?: string;
  parts?: Parts;
  of?: Program;
}

/** S3 tells of an upload, for the first time or once more. */
const arrive = ({ time = UPLOADED, key = `${FOLDER}/dates.csv`, parts = records.parts, of = program }: Given = {}) =>
  importFile(
    { program: of, files, ...records, parts, newKey: () => "unused" },
    {
      ...{ source: "aws.s3", "detail-type": "Object Created", time },
      detail: { bucket: { name: "rosters" }, object: { key, size: 1 } },
    },
  );

/** Their first mail went out, and they confirmed it by its link. */
const attest = async (nth: number) => {
  const one = students[nth - 1];
  const found = one && occurrencesFor(program, one).find(({ id }) => id === occurrence);
  if (found === undefined || one === undefined) throw new Error("no such student or occurrence");
  await records.parts.begin(partOf(one, found), "2027-04-01T13:00:00.000Z");
  await records.parts.complete(occurrence, one.person, { id: "survey", at: "2027-04-03T13:00:00.000Z" });
};

const LIST = [
  "email,name,date,result",
  "s1@example.edu,Ada,2027-04-02,Dermatology",
  "S2@Example.edu,Ada,2027-04-05,Surgery",
  "s3@example.edu,Ada,2026-09-01,Neurology",
  "s4@example.edu,Ada,3/4/2027,Urology",
  "=nobody@example.edu,Bo,2027-04-05,Urology",
  "s5@example.edu,Ada,2072-04-05,Urology",
  "",
].join("\n");

describe("a list in the folder of a milestone", () => {
  test("verifies who is in it, and tells who is not and which lines say nothing", async () => {
    await attest(1);
    await attest(5);
    await put(LIST);
    const summary = await arrive();
    expect(summary).toEqual({
      ...{ verdict: "counted", why: [], confirmed: 1, untold: 1, unlisted: 1, early: 1, settled: 0, reopened: 0 },
      rejected: 3,
    });
    const verified = { source: "list", by: "dates.csv", at: "2027-04-20T14:00:00.000Z" };
    expect(await taskOf(1)).toMatchObject({ state: "verified", evidence: { attested: { source: "link" }, verified } });
    expect(await taskOf(2)).toMatchObject({ state: "verified", evidence: { verified } });
    expect([await taskOf(3), await taskOf(4), (await taskOf(5))?.state]).toEqual([undefined, undefined, "attested"]);
    expect(JSON.parse(report("summary.json") ?? "")).toEqual(summary);
    expect(report("people.csv")).toBe(
      [
        "student_id,occurrence,what",
        `S005,${occurrence},"said so themselves, and is not in the list: their word stands"`,
        `S003,${occurrence},"did it on 2026-09-01, before this opened on 2027-04-01: it does not count"`,
        `S002,${occurrence},"verified: in the list, and did not tell"`,
        `S001,${occurrence},"verified: in the list, and said so themselves"`,
        "",
      ].join("\n"),
    );
    expect(report("rejected.csv")).toBe(
      [
        "line,who,reason",
        '5,,"the date ""3/4/2027"" could be read in two ways; write it as a date such as 2027-08-01"',
        "6,'=nobody@example.edu,nobody here",
        "7,s5@example.edu,2072-04-05 is a day that has not come",
        "",
      ].join("\n"),
    );
  });

  test("leaves no result of an assessment behind, in no report and no record", async () => {
    await put(LIST);
    await arrive();
    const texts = [...files.held].flatMap(([key, bytes]) =>
      key.startsWith("rosters/reports/") ? [new TextDecoder().decode(bytes)] : [],
    );
    expect(texts).toHaveLength(3);
    const stored = JSON.stringify([texts, await records.parts.asOfNow(occurrence), await records.imports.all()]);
    expect(stored).not.toMatch(/Dermatology|Surgery|Neurology|Urology/);
  });

  test("says no name and no address in its summary, which goes into the log", async () => {
    await put(LIST);
    expect(JSON.stringify(await arrive())).not.toMatch(/example\.edu|S00\d|Ada/);
  });

  test("stands among the files that came with what needs eyes, and nobody takes it back as a roster", async () => {
    await put(LIST);
    await attest(5);
    expect(await arrive()).toMatchObject({ rejected: 3, unlisted: 1, early: 1, reopened: 0 });
    await arrive();
    const [one, ...others] = await records.imports.all();
    expect(others).toEqual([]);
    expect(one).toMatchObject({ verdict: "in part", counts: { rejected: 3, warnings: 2 } });
    expect(one && hasCounted(one)).toBe(false);
  });

  test("is told of to nobody where nothing in it needs eyes", async () => {
    await put(LIST.split("\n").slice(0, 2).join("\n"));
    expect(await arrive()).toMatchObject({ rejected: 0, untold: 1 });
    expect(await records.imports.all()).toEqual([]);
  });
});

describe("twice, late, half way", () => {
  test("the same upload told of twice verifies once and writes the same reports", async () => {
    await attest(1);
    await put(LIST);
    const first = await arrive();
    const [tasks, people] = [[await taskOf(1), await taskOf(2)], report("people.csv")];
    expect(await arrive()).toEqual(first);
    expect([await taskOf(1), await taskOf(2)]).toEqual(tasks);
    expect(report("people.csv")).toBe(people);
  });

  test("the same file uploaded again later finds them verified before", async () => {
    await put(LIST);
    await arrive();
    expect(await arrive({ time: MUCH_LATER })).toMatchObject({ confirmed: 0, untold: 0, settled: 2 });
    expect((await taskOf(1))?.evidence.verified?.at).toBe("2027-04-20T14:00:00.000Z");
  });

  test.each([0, 1, 2, 3])(
    "a run that dies after %i of its changes is finished by the next, which tells all",
    async (most) => {
      await attest(1);
      await put(LIST);
      let changes = 0;
      const counted =
        <Asked extends unknown[], Said>(change: (...asked: Asked) => Promise<Said>) =>
        async (...asked: Asked): Promise<Said> => {
          if (changes === most) throw new Error("died");
          changes += 1;
          return change(...asked);
        };
      const { begin, verify } = records.parts;
      const parts = { ...records.parts, begin: counted(begin), verify: counted(verify) };
      await expect(arrive({ parts })).rejects.toThrow("died");
      expect(report("summary.json")).toBeUndefined();
      expect(await arrive()).toMatchObject({ confirmed: 1, untold: 1, settled: 0 });
      expect([(await taskOf(1))?.state, (await taskOf(2))?.state]).toEqual(["verified", "verified"]);
    },
  );

  test("a task that staff took back since the upload stays due, until the list is uploaded again", async () => {
    await put(LIST);
    await arrive();
    expect(await records.parts.reopen(occurrence, "key-2", LATER, "office")).toBe(true);
    expect(await arrive()).toMatchObject({ untold: 1, reopened: 1 });
    expect((await taskOf(2))?.state).toBe("due");
    expect(report("people.csv")).toContain(`S002,${occurrence},due again since the list came`);
    await arrive({ time: MUCH_LATER });
    expect((await taskOf(2))?.state).toBe("verified");
  });
});

describe("a list that cannot be used", () => {
  const refusal = (key: string) => records.imports.all().then((all) => all.find((one) => one.key === key));

  test.each([
    ["retake-cim-survy", "The program asks nothing in retake-cim-survy. Did you mean retake-cim-survey?"],
    ["match-day", "The program asks nothing in match-day. Use one of: intro-cim-survey, retake-cim-survey."],
  ])(
    "is refused under %s, with what was meant or what there is, and a record of which the office hears",
    async (milestone, why) => {
      const key = `evidence/${milestone}/dates.csv`;
      await put(LIST, key);
      const said = why;
      expect(await arrive({ key })).toMatchObject({ verdict: "refused", why: [said], rejected: 1 });
      const reports = `reports/evidence/${milestone}/dates`;
      expect(await refusal(key)).toMatchObject({ verdict: "refused", why: [said], reports, counts: { rejected: 1 } });
      expect(JSON.parse(report("summary.json", reports) ?? "")).toMatchObject({ verdict: "refused", why: [said] });
      expect(await taskOf(1)).toBeUndefined();
    },
  );

  test("is refused where what is asked is shown by no list, such as a meeting", async () => {
    const milestones = program.milestones.map((one) =>
      one.id === "retake-cim-survey" && one.ask ? { ...one, ask: { ...one.ask, type: "meet" } } : one,
    );
    await put(LIST);
    expect(await arrive({ of: Program.parse({ ...program, milestones }) })).toMatchObject({
      why: ["No list shows what retake-cim-survey asks. Lists can show: intro-cim-survey."],
    });
    expect(await taskOf(1)).toBeUndefined();
  });

  test("is refused once, however often it is told of, where no column says when", async () => {
    await put("student_id,name\nS001,Ada\n");
    await arrive();
    await arrive();
    expect((await records.imports.all()).map(({ verdict, why }) => [verdict, why])).toEqual([
      ["refused", ["No column says when: name one date."]],
    ]);
  });

  test("that lies in no milestone's folder is refused as any file that lies where nobody looks", async () => {
    await put(LIST, "evidence/dates.csv");
    expect(await arrive({ key: "evidence/dates.csv" })).toMatchObject({
      verdict: "refused",
      why: ["Put a list of who did what a milestone asks into evidence/<milestone>/."],
    });
  });

  test("that is gone by then is nothing to do", async () => {
    expect(await arrive()).toBeUndefined();
  });
});
