import { expect, test } from "vitest";
import { schoolOfRosters } from "./school.fixture.ts";

test("the usual words for a status are known, and whoever has another word is held until a person decides", async () => {
  const { upload, standing } = await schoolOfRosters();
  await upload("02-before.csv");
  expect(await upload("02-status-words.csv")).toMatchObject({ verdict: "counted", rejected: 0, held: 3 });
  expect(await standing()).toEqual({
    "00410031": "deceased",
    "00410032": "leave",
    "00410033": "withdrawn",
    "00410034": "withdrawn",
    "00410035": "active, held: status",
    "00410036": "active, held: status",
    "00410037": "active, held: status",
  });
});

test("a word that the school maps is known to the next import, which lets go of whom it held", async () => {
  const { upload, standing, needs } = await schoolOfRosters();
  await upload("02-before.csv");
  await upload("02-status-words.csv");
  needs.program = { ...needs.program, school: { ...needs.program.school, statusWords: { "not attending": "leave" } } };
  await upload("02-status-words.csv");
  expect(await standing()).toMatchObject({ "00410035": "active, held: status", "00410036": "leave" });
});
