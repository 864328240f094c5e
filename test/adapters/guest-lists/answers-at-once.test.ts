import { afterAll, beforeAll, expect, test } from "vitest";
import type { ItemCalls } from "#adapters/dynamodb/item-calls.ts";
import { dynamodbGuestLists } from "#adapters/guest-lists/dynamodb-guest-lists.ts";
import { type RecordsEmulator, startRecordsEmulator } from "../../emulators/records-table.ts";

let emulator: RecordsEmulator;
beforeAll(async () => {
  emulator = await startRecordsEmulator();
});
afterAll(() => emulator?.stop());

const AT = "2027-01-05T15:00:00.000Z";
const dinner = { id: "dinner-2027", capacity: 20 };
const students = Array.from({ length: 100 }, (_, nth) => `student-${nth}`);

const counting = (items: ItemCalls, requests: string[]): ItemCalls => ({
  ...items,
  updateItem: (request) => {
    requests.push("UpdateItem");
    return items.updateItem(request);
  },
  getItem: (request) => {
    requests.push("GetItem");
    return items.getItem(request);
  },
});

test("the last seats go once each to a hundred who answer at once, a request each", async () => {
  const [table, requests]: [string, string[]] = [await emulator.freshTable(), []];
  const lists = dynamodbGuestLists(counting(emulator.client, requests), table, "hms");
  const said = await Promise.all(students.map((key) => lists.answer(dinner, key, { answer: "yes", guests: 0 }, AT)));
  expect(requests).toEqual(students.map(() => "UpdateItem"));
  const { places } = await lists.get(dinner.id);
  const own = students.map((key, nth) => [places[key], said[nth]?.places[key]]);
  expect(own.every(([place, answered]) => place === answered)).toBe(true);
  expect(own.map(([place]) => place).toSorted((one = 0, other = 0) => one - other)).toEqual(
    students.map((_, nth) => nth + 1),
  );
});

test("seats that become fewer while a hundred answer take none away", async () => {
  const lists = dynamodbGuestLists(emulator.client, await emulator.freshTable(), "hms");
  const answers = students.map((key) => lists.answer(dinner, key, { answer: "yes", guests: 0 }, AT));
  const fewer = await lists.setCapacity(dinner.id, 10);
  const seated = (await Promise.all(answers)).flatMap((list, nth) => {
    const place = list.places[students[nth] ?? ""] ?? 0;
    return list.capacity === 20 && place <= 20 ? [place] : [];
  });
  const list = await lists.get(dinner.id);
  expect(list.capacity).toBe(10);
  expect(list.keeps ?? 10).toBe(fewer.keeps ?? 10);
  expect(Math.max(...seated, 0)).toBeLessThanOrEqual(Math.max(list.keeps ?? 0, 10));
});
