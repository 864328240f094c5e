import { beforeEach, expect, test } from "vitest";
import { type MemoryRecords, memoryRecords } from "#adapters/records/memory-records.ts";
import { type MemoryFiles, memoryFiles } from "#adapters/s3/memory-files.ts";
import { importFile } from "../../../../functions/import-roster/import-file.ts";
import { program } from "../../../domain/calendar/program.fixture.ts";
import { session } from "../../../domain/sessions/session.fixture.ts";
import { classOf } from "../../class.fixture.ts";

const [BEFORE, AFTER] = ["2027-01-05T05:00:00Z", "2027-01-21T14:00:00Z"];
const AT = "2027-01-21T14:00:00.000Z";

let records: MemoryRecords;
let files: MemoryFiles;

beforeEach(async () => {
  [records, files] = [memoryRecords(), memoryFiles()];
  for (const one of classOf(3)) await records.people.save(one);
  const known = { sequence: 0, revisedAt: AT, givenAt: AT, history: [] };
  for (const change of [{}, { id: "off", status: "cancelled" as const }])
    await records.sessions.save({ ...session(change), ...known }, undefined);
});

const arrive = async (text: string, { key = "attendance/rtr1/list.csv", time = AFTER } = {}) => {
  await files.write("rosters", key, { text, contentType: "text/csv" });
  const detail = { bucket: { name: "rosters" }, object: { key, size: 1 } };
  const uploaded = { source: "aws.s3" as const, "detail-type": "Object Created" as const, time, detail };
  return importFile({ program, files, ...records, newKey: () => "unused" }, uploaded);
};
const report = (name: string) => files.text("rosters", `reports/attendance/rtr1/list.${name}`);
const came = async () => (await records.guestLists.get("rtr1")).came;

test("a list of who came is taken by id or address, once, and tells lines that name nobody", async () => {
  await records.guestLists.came("rtr1", ["key-1"], "code", AT);
  const text = "email,note\ns1@example.edu,\nS2@Example.edu,late\nnobody@example.edu,\n,empty\n";
  const summary = await arrive(text);
  expect(summary).toEqual({ verdict: "counted", why: [], came: 2, rejected: 2 });
  expect(await came()).toEqual({ "key-1": { at: AT, by: "code" }, "key-2": { at: AT, by: "list" } });
  expect(await report("people.csv")).toBe("student_id,what\nS001,came\nS002,came\n");
  expect(await report("rejected.csv")).toBe("line,who,reason\n4,nobody@example.edu,nobody here\n5,,names nobody\n");
  expect(await arrive(text)).toEqual(summary);
  expect((await records.guestLists.get("rtr1")).revision).toBe(2);
});

test("where some rows have a number and others an address alone, each is read by what it has", async () => {
  const text = "student_id,email\nS001,\n,s2@example.edu\n,nobody@example.edu\n";
  expect(await arrive(text)).toMatchObject({ came: 2, rejected: 1 });
  expect(await report("people.csv")).toBe("student_id,what\nS001,came\nS002,came\n");
  expect(await report("rejected.csv")).toBe("line,who,reason\n4,nobody@example.edu,nobody here\n");
});

test.each([
  ["attendance/rtr9/list.csv", AFTER, "There is no session rtr9."],
  ["attendance/off/list.csv", AFTER, "The session off was cancelled."],
  ["attendance/rtr1/list.csv", BEFORE, "The session rtr1 has not begun."],
])("%s at %s is refused: %s", async (key, time, why) => {
  const summary = await arrive("student_id\nS001\n", { key, time });
  expect(summary).toEqual({ verdict: "refused", why: [why], came: 0, rejected: 1 });
  expect((await records.imports.all())[0]).toMatchObject({ verdict: "refused", why: [why] });
  expect(await came()).toEqual({});
});

test("a list without a column of people is refused", async () => {
  expect(await arrive("name,note\nAda,\n")).toMatchObject({ verdict: "refused", came: 0 });
});
