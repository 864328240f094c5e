import { expect, test } from "vitest";
import { schoolOfRosters } from "./school.fixture.ts";

test("rows of one id that differ in status or track hold the student, and both lines are named", async () => {
  const { upload, standing, records } = await schoolOfRosters();
  expect(await upload("35-two-curricula.csv")).toMatchObject({ added: 2, held: 2 });
  expect(await standing()).toEqual({
    "00410221": "withdrawn, held: rows",
    "00410222": "leave, held: rows",
  });
  const says = (await records.people.all()).map(({ held }) => held?.says);
  expect(says[0]).toContain("Lines 2 and 3");
  expect(says[1]).toContain("Lines 4 and 5");
});
