import { expect, test } from "vitest";
import { suggest } from "#files/did-you-mean.ts";

const MANY = [
  ...["road-to-residency-1", "road-to-residency-2", "retake-cim-survey", "specialty-interest-series", "match-day"],
  ...Array.from({ length: 45 }, (_, nth) => `dinner-of-society-${nth}`),
];

test("a name that is nearly one of many is taken for that", () => {
  expect(suggest("retake-cim-survy", MANY)).toBe("Did you mean retake-cim-survey?");
});

test("of many the three that are most like it are named, where so many are, and where the others are", () => {
  const where = "All 50 are in calendar/ of the program.";
  const said = (word: string) => suggest(word, MANY, "calendar/ of the program");
  expect(said("residency-road")).toBe(`Did you mean road-to-residency-1 or road-to-residency-2? ${where}`);
  expect(said("cim")).toBe(`Did you mean retake-cim-survey? ${where}`);
  expect(said("society-dinner")).toMatch(/^Did you mean dinner-of-society-\d+, dinner-of-society-\d+ or dinner/);
  expect(said("quantum")).toBe(where);
  expect(suggest("", MANY)).toBe("There are 50.");
});

test("of a few all are named", () => {
  expect(suggest("no", ["answer", "meet"])).toBe("Use one of: answer, meet.");
  expect(suggest("no", [])).toBe("There is none yet.");
});
