import { expect, test } from "vitest";
import { schoolOfRosters } from "./school.fixture.ts";

test("a new name, and so a new id and address, is held with the student whose access code it has", async () => {
  const { upload, standing } = await schoolOfRosters();
  await upload("05-before.csv");
  await upload("05-after-name-change.csv");
  expect(await standing()).toEqual({
    "lee.tran@students.example.edu": "active, held: double",
    "lee.voss@students.example.edu": "active, held: double",
  });
});
