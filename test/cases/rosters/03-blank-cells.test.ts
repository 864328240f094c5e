import { expect, test } from "vitest";
import { schoolOfRosters } from "./school.fixture.ts";

test("blank cells leave status and years as they are stored", async () => {
  const { upload, records } = await schoolOfRosters();
  await upload("03-before.csv");
  const before = await records.people.all();
  expect(await upload("03-blank-cells.csv")).toMatchObject({ changed: 0, unchanged: 3 });
  expect(await records.people.all()).toEqual(before);
});
