import { afterAll, beforeAll, expect, test } from "vitest";
import type { ItemCalls } from "#adapters/dynamodb/item-calls.ts";
import { signedItems } from "#adapters/dynamodb/signed-items.ts";
import { dynamodbParts } from "#adapters/parts/dynamodb-parts.ts";
import { type RecordsEmulator, startRecordsEmulator } from "../../emulators/records-table.ts";

let emulator: RecordsEmulator;
beforeAll(async () => {
  emulator = await startRecordsEmulator();
});
afterAll(() => emulator.stop());

const AT = "2027-04-01T13:00:05.000Z";
const OCCURRENCE = "retake-cim-survey@2027";

const students = Array.from({ length: 100 }, (_, nth) => `class1${String(nth).padStart(3, "0")}`);

/** A process's parts in the table, and the writes that it asked for. */
const processOn = (table: string, writes: string[]) => {
  const items = signedItems(emulator.access);
  const counted: ItemCalls = {
    ...items,
    putItem: (request) => {
      writes.push(table);
      return items.putItem(request);
    },
  };
  return dynamodbParts(counted, table, "hms");
};

const claimed = async () => {
  const [table, writes]: [string, string[]] = [await emulator.freshTable(), []];
  const parts = students.map((student) => ({
    ...{ occurrence: OCCURRENCE, milestone: "retake-cim-survey", student, cohort: "pathways-2028" },
    asks: "answer" as const,
  }));
  await processOn(table, []).claim(parts, "open", { plannedAt: AT, at: AT });
  return { table, writes };
};

const attestedIn = async (table: string) =>
  (await processOn(table, []).asOfNow(OCCURRENCE)).filter(({ task }) => task?.state === "attested").length;

test("a hundred classmates who answer one process at once are recorded in a few writes", async () => {
  const { table, writes } = await claimed();
  const parts = processOn(table, writes);
  const answer = { id: "survey", at: AT };
  await Promise.all(
    students.map(async (student) => {
      await parts.get(OCCURRENCE, student);
      expect((await parts.complete(OCCURRENCE, student, answer))?.student).toBe(student);
    }),
  );
  expect(await attestedIn(table)).toBe(100);
  expect(writes.length).toBeLessThanOrEqual(10);
});

test("thirty classmates who answer at once, each a process of its own, are all recorded", async () => {
  const { table, writes } = await claimed();
  const some = students.slice(0, 30);
  await Promise.all(
    some.map(async (student) => {
      const own = processOn(table, writes);
      await own.get(OCCURRENCE, student);
      await own.complete(OCCURRENCE, student, { id: "survey", at: AT });
    }),
  );
  expect(await attestedIn(table)).toBe(30);
});
