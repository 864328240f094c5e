import { describe, expect, test } from "vitest";
import { reportsOf } from "#office/imports/reports-of.ts";
import { uploadedAt } from "../../../functions/import-roster/uploads.ts";

describe("what is put into the bucket", () => {
  test.each([
    ["incoming/fall.csv", { isComplete: false, isApproving: false }],
    ["incoming/2027/Fall.XLSX", { isComplete: false, isApproving: false }],
    ["complete/fall.csv", { isComplete: true, isApproving: false }],
    ["approved/20260901T100500Z-9f86d081884c/fall.csv", { isComplete: false, isApproving: true }],
  ])("%s is a roster", (key, uploaded) => {
    expect(uploadedAt(key)).toEqual(uploaded);
  });

  test.each(["evidence/retake-cim-survey/dates.csv", "evidence/retake-cim-survey/2027/April.XLSX"])(
    "%s is a list of who did what its folder's milestone asks",
    (key) => {
      expect(uploadedAt(key)).toEqual({ milestone: "retake-cim-survey" });
    },
  );

  test.each([
    ["evidence/dates.csv", "Put a list of who did what a milestone asks into evidence/<milestone>/."],
    ["evidence/retake-cim-survey/dates.pdf", "A list's name ends in .csv or .xlsx."],
  ])("%s is refused: %s", (key, refused) => {
    expect(uploadedAt(key)).toEqual({ refused });
  });

  test.each([
    "incoming/",
    "evidence/",
    "evidence/retake-cim-survey/",
    "reports/",
    "reports/fall.rejected.csv",
    "reports/fall.summary.json",
  ])("%s is a folder's mark or a report, and nothing is done", (key) => {
    expect(uploadedAt(key)).toBeUndefined();
  });

  test.each(["fall.csv", "old/incoming/fall.csv", "Incoming/fall.csv", "old/reports/fall.csv"])(
    "%s is refused, since nobody looks there",
    (key) => {
      expect(uploadedAt(key)).toEqual({
        refused:
          "Put rosters into incoming/ or complete/, a list of who did what a milestone asks into evidence/<milestone>/; nobody looks where this is.",
      });
    },
  );

  test.each(["incoming/fall.xls", "incoming/fall.csv.zip", "complete/fallcsv", "approved/fall.numbers"])(
    "%s is refused for its name",
    (key) => {
      expect(uploadedAt(key)).toEqual({ refused: "A roster's name ends in .csv or .xlsx." });
    },
  );
});

test.each([
  ["incoming/fall.csv", "reports/fall"],
  ["incoming/2027/Fall.XLSX", "reports/2027/Fall"],
  ["complete/fall.xlsx", "reports/complete/fall"],
  ["approved/fall.csv", "reports/approved/fall"],
  ["evidence/retake-cim-survey/dates.xlsx", "reports/evidence/retake-cim-survey/dates"],
  ["old/incoming/fall.csv", "reports/old/incoming/fall"],
  ["incoming/fall.csv.zip", "reports/fall.csv.zip"],
])("what came of %s stands under %s", (key, reports) => {
  expect(reportsOf(key)).toBe(reports);
});
