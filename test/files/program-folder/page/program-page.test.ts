import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { readFolder } from "../../../../files/program-folder/folder.ts";
import { programPage } from "../../../../files/program-folder/page/program-page.ts";
import { type Titles, WhenOnPage, whenWords } from "../../../../files/program-folder/page/when-words.ts";

const ROOT = join(import.meta.dirname, "../../../..");

test("docs/program.md is what the program says; to change it, run `npm run program:docs`", async () => {
  const page = programPage(await readFolder(join(ROOT, "program/hms")));
  expect(await readFile(join(ROOT, "docs/program.md"), "utf8")).toBe(page);
});

const titles: Titles = { phase: () => "Late", milestone: () => "The Survey" };

test.each([
  [{ day: "April 1", year: "graduation - 1" }, "April 1 in the year before the year of graduation"],
  [{ day: "June 1", year: "matriculation + 2" }, "June 1 in 2 years after the year of matriculation"],
  [{ day: "April 1", phase: "late" }, "the first April 1 in the phase Late"],
  [
    { year: "matriculation", dates: { 2026: "2026-10-19" } },
    "on days that the school sets, by the year of matriculation: 2026-10-19",
  ],
  [{ days: 30, after: { phase: "late" } }, "30 days after the phase Late begins"],
  [{ days: 1, before: { milestone: "survey" } }, "1 day before The Survey"],
  [
    { days: 14, before: { national: "nrmp.match-day" }, year: "graduation" },
    "14 days before the national date `nrmp.match-day` in the year of graduation",
  ],
  [
    { window: { from: "May 1", to: "May 31" }, phase: "late" },
    "some day from May 1 to May 31 in the phase Late; the school sets it",
  ],
  [{ session: { daysBefore: 14 } }, "14 days before its session"],
])("%j is said in words", (when, words) => {
  expect(whenWords(WhenOnPage.parse(when), titles)).toBe(words);
});
