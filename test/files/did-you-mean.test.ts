import { expect, test } from "vitest";
import { suggest } from "#files/did-you-mean.ts";

const MANY = [
  ...["road-to-residency-1", "road-to-residency-2", "retake-cim-survey", "specialty-interest-series", "match-day"],
  ...Array.from({ length: 45 }, (_, nth) => `dinner-of-society-${nth}`),
];

test("a name that is nearly one of many is taken for that", () => {
  expect(suggest("retake-cim-survy", MANY)).toBe("Did you mean retake-cim-survey?");
});

test("of many the three that are most like it are named, and where the others are", () => {
  const said = suggest("residency-road", MANY, "calendar/ of the program");
  expect(said).toMatch(/^Did you mean road-to-residency-1, road-to-residency-2 or [^ ]+\?/);
  expect(said).toContain("All 50 are in calendar/ of the program.");
  expect(suggest("", MANY)).toContain("There are 50.");
});

test("of a few all are named", () => {
  expect(suggest("no", ["answer", "meet"])).toBe("Use one of: answer, meet.");
  expect(suggest("no", [])).toBe("There is none yet.");
});
