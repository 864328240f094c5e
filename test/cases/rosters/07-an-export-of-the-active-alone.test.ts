import { expect, test } from "vitest";
import { schoolOfRosters } from "./school.fixture.ts";

const SEVEN = [3, 4, 5, 6, 7, 8, 9].map((nth) => `0041012${nth}`);

test("the report names those who are not in the file", async () => {
  const { upload, files } = await schoolOfRosters();
  await upload("07-class.csv");
  expect(await upload("07-active-only-export.csv")).toMatchObject({ verdict: "counted", absent: 7, held: 0 });
  const [, ...rows] = files.text("rosters", "reports/07-active-only-export.missing.csv")?.trim().split("\n") ?? [];
  expect(rows.map((row) => row.split(",")[0])).toEqual(SEVEN);
});

test("in complete/ so many are missing that it waits", async () => {
  const { upload, standing } = await schoolOfRosters();
  await upload("07-class.csv");
  const waits = await upload("07-active-only-export.csv", "complete/");
  expect(waits).toMatchObject({ verdict: "waits", why: ["missing: 7 of 10 students; up to 5 need no yes"] });
  expect(new Set(Object.values(await standing()))).toEqual(new Set(["active"]));
});

test("with a yes the missing are held, each by name", async () => {
  const { upload, standing } = await schoolOfRosters();
  await upload("07-class.csv");
  await upload("07-active-only-export.csv", "complete/");
  await upload("07-active-only-export.csv", "approved/");
  const held = Object.entries(await standing()).filter(([, how]) => how === "active, held: missing");
  expect(held.map(([id]) => id)).toEqual(SEVEN);
});
