import { describe, expect, test } from "vitest";
import { BASELINE, readSmall, told } from "../small-program.ts";

const withBlock = (block: string) => ({
  ...BASELINE,
  "school.yaml": `${BASELINE["school.yaml"]}examBlocks:\n  - ${block}\n`,
});

describe("a block of exams in school.yaml", () => {
  test("has dates, or days that come back each year", async () => {
    const dated = await readSmall(withBlock("{ title: Shelf exams, from: 2027-06-01, to: 2027-06-02 }"));
    expect(dated.program.school.examBlocks).toEqual([{ title: "Shelf exams", dates: ["2027-06-01", "2027-06-02"] }]);
    const yearly = await readSmall(
      withBlock("{ title: Finals, from: June 1, to: June 9, tracks: [long], phases: [late] }"),
    );
    expect(yearly.program.school.examBlocks).toEqual([
      {
        ...{ title: "Finals", yearly: { from: { month: 6, day: 1 }, to: { month: 6, day: 9 } } },
        ...{ tracks: ["long"], phases: ["late"] },
      },
    ]);
  });

  test.each([
    [
      "{ title: Finals, from: June 1, to: June 9, tracks: [lung] }",
      "school.yaml:12: There is no track lung for this block in tracks.yaml. Did you mean long?",
    ],
    [
      "{ title: Finals, from: June 1, to: June 9, phases: [early, lat] }",
      "school.yaml:12: There is no phase lat for this block in tracks.yaml. Did you mean late?",
    ],
    [
      "{ title: Finals, from: 2027-06-09, to: 2027-06-01 }",
      'school.yaml:12: "2027-06-09 to 2027-06-01" ends before it begins. Turn the two round.',
    ],
  ])("is told of with its line: %s", async (block, fault) => {
    expect((await told(withBlock(block))).faults).toEqual([fault]);
  });

  test("is warned of where it leaves a step no day, at the line of the reminders", async () => {
    const { faults, warnings } = await told(withBlock("{ title: Finals, from: April 5, to: April 16 }"));
    expect(faults).toEqual([]);
    expect(warnings).toEqual([
      "calendar.yaml:21: Finals leaves no day of its own to remind-1 (2026-04-08): whoever is in it does not get it. Choose other days if that is too few.",
    ]);
  });

  test.each([
    ["{ title: Finals, from: 2025-06-01, to: 2025-06-09 }", "Finals is over: its last day was 2025-06-09."],
    ["{ title: Finals, from: 2127-06-01, to: 2127-06-09 }", "Nobody on the usual path is in Finals on its days."],
    ["{ title: Finals, from: June 1, to: June 9, tracks: [bare] }", undefined],
    ["{ title: Finals, from: June 1, to: June 9, phases: [late] }", undefined],
  ])("%s", async (block, warning) => {
    const { warnings } = await told(withBlock(block));
    expect(warnings).toEqual(warning === undefined ? [] : [expect.stringContaining(`school.yaml:12: ${warning}`)]);
  });
});
