import { parse } from "csv-parse/sync";
import { describe, expect, test } from "vitest";
import type { CohortCounts } from "#adapters/progress/progress.ts";
import { type Counts, NOTHING_COUNTED } from "#domain/parts/progress.ts";
import { type Matrix, type MatrixSources, matrixOf } from "#office/progress/matrix.ts";
import { matrixCsv } from "#office/progress/matrix-csv.ts";
import { program } from "../../domain/calendar/program.fixture.ts";

const SURVEY = "retake-cim-survey@2027";
const TODAY = "2027-04-13";

const counted = (cohort: string, occurrence: string, counts: Partial<Counts>): CohortCounts => ({
  ...{ cohort, occurrence },
  counts: { ...NOTHING_COUNTED, ...counts },
});

const laid = (all: readonly CohortCounts[], more: Partial<MatrixSources> = {}): Matrix =>
  matrixOf({ program, counted: all, cohorts: [], today: TODAY, since: 2027, isShown: () => true, ...more });

const cellIn = ({ phases }: Matrix, cohort: string, milestone: string) =>
  phases
    .flatMap(({ rows }) => rows)
    .find((row) => row.milestone.id === milestone)
    ?.cells.get(cohort);

describe("a cell", () => {
  test("shows the counts of the occurrence that is the class's", () => {
    const matrix = laid([counted("pathways-2029", SURVEY, { done: 3, open: 2 })]);
    expect(cellIn(matrix, "pathways-2029", "retake-cim-survey")).toEqual({
      ...{ cohort: "pathways-2029", occurrence: SURVEY, opens: "2027-04-01", closes: "2027-04-30", isLate: false },
      counts: { ...NOTHING_COUNTED, done: 3, open: 2 },
    });
  });

  test("is late once the last day is over and somebody is open, and not where all are done", () => {
    const after = { today: "2027-05-01" };
    const open = laid([counted("pathways-2029", SURVEY, { done: 3, "in part": 1 })], after);
    expect(cellIn(open, "pathways-2029", "retake-cim-survey")?.isLate).toBe(true);
    const done = laid([counted("pathways-2029", SURVEY, { done: 3, waived: 1 })], after);
    expect(cellIn(done, "pathways-2029", "retake-cim-survey")?.isLate).toBe(false);
  });

  test("says when the item opens where nobody was reached yet, and is none where it concerns no such class", () => {
    const matrix = laid([], { cohorts: ["pathways-2030", "hst-2030"] });
    expect(cellIn(matrix, "pathways-2030", "retake-cim-survey")).toMatchObject({
      occurrence: "retake-cim-survey@2028",
      counts: undefined,
    });
    expect(cellIn(matrix, "hst-2030", "intro-cim-survey")).toBeUndefined();
  });

  test("of which only zeros are left is like one of which nothing was counted", () => {
    const matrix = laid([counted("pathways-2029", SURVEY, {})]);
    expect(cellIn(matrix, "pathways-2029", "retake-cim-survey")?.counts).toBeUndefined();
  });

  test("of somebody on days of their own stands where their class has none", () => {
    const matrix = laid([counted("pathways-2031", SURVEY, { open: 1 })]);
    expect(cellIn(matrix, "pathways-2031", "retake-cim-survey")).toMatchObject({ occurrence: SURVEY });
  });
});

describe("the cohorts", () => {
  test("are those that are counted, the next to graduate first, from a year on", () => {
    const all = ["pathways-2029", "hst-2028", "pathways-2028", "pathways-2026"];
    const matrix = laid(all.map((cohort) => counted(cohort, SURVEY, { told: 1 })));
    expect(matrix.cohorts.map(({ cohort }) => cohort)).toEqual(["pathways-2028", "hst-2028", "pathways-2029"]);
  });

  test("are those under way where a school has only begun", () => {
    const matrix = laid([], { cohorts: "under way" });
    expect(matrix.cohorts.map(({ cohort }) => cohort)).toContain("pathways-2030");
    expect(matrix.cohorts.map(({ cohort }) => cohort)).not.toContain("pathways-2031");
    expect(matrix.phases.length).toBeGreaterThan(0);
  });
});

test("items stand by the phase in which they come, in the order of a course", () => {
  const { phases } = laid([], { cohorts: ["pathways-2029"] });
  const opens = phases.flatMap(({ rows }) => rows.map(({ cells }) => cells.get("pathways-2029")?.opens ?? ""));
  expect(opens).toEqual(opens.toSorted());
  expect(new Set(phases.map(({ title }) => title)).size).toBe(phases.length);
});

test("as a file it is a line for each item and cohort, and no spreadsheet runs a cell", () => {
  const milestones = program.milestones.map((one) =>
    one.id === "retake-cim-survey" ? { ...one, title: "=HYPERLINK(1)" } : one,
  );
  const counts = [counted("pathways-2029", SURVEY, { done: 3, waived: 1, open: 1, "in part": 1 })];
  const lines = parse(matrixCsv(laid(counts, { program: { ...program, milestones }, today: "2027-05-01" })), {
    columns: true,
  });
  expect(lines).toContainEqual(
    expect.objectContaining({
      ...{ item: "'=HYPERLINK(1)", cohort: "pathways-2029", occurrence: SURVEY, closes: "2027-04-30" },
      ...{ asked: "6", done: "3", waived: "1", open: "2", in_part: "1", late: "2", told: "0" },
    }),
  );
});
