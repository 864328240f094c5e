import { expect, test } from "vitest";
import { readAnswers } from "#files/answers/answers-file.ts";
import { program } from "../../domain/calendar/program.fixture.ts";

const context = { file: "answers.csv", program, studentIds: new Set(["S1", "S2"]) };
const read = (...rows: string[]) => readAnswers(["at,student_id,milestone,answer,guests", ...rows].join("\n"), context);

test("rows that answer invitations are read in time order, apart from the others", () => {
  const csv = [
    "at,student_id,milestone,answer,guests",
    "2027-01-09T13:00:00Z,S2,session:dinner-2027,no,",
    "2027-01-08T13:00:00Z,S1,session:dinner-2027,yes,1",
    "2027-04-02T13:00:00Z,S1,retake-cim-survey,,",
  ].join("\n");
  expect(readAnswers(csv, context)).toEqual({
    ok: true,
    answers: [{ at: "2027-04-02T13:00:00.000Z", studentId: "S1", milestone: "retake-cim-survey" }],
    invited: [
      {
        ...{ at: "2027-01-08T13:00:00.000Z", studentId: "S1", session: "dinner-2027" },
        answer: { answer: "yes", guests: 1 },
      },
      { at: "2027-01-09T13:00:00.000Z", studentId: "S2", session: "dinner-2027", answer: { answer: "no" } },
    ],
  });
});

test("each fault of such a row is told with its line", () => {
  expect(
    read(
      "2027-01-08,S1,session:dinner-2027,yes,",
      "2027-01-08T13:00:00Z,S9,session:dinner-2027,yes,",
      "2027-01-08T13:00:00Z,S1,session:dinner-2027,maybe,",
      "2027-01-08T13:00:00Z,S1,session:dinner-2027,yes,many",
    ),
  ).toEqual({
    ok: false,
    faults: [
      expect.stringMatching(/^answers\.csv:2: "2027-01-08" is not an instant\./),
      expect.stringMatching(/^answers\.csv:3: This student_id is not in the roster\./),
      expect.stringMatching(/^answers\.csv:4: "maybe" is no answer to an invitation\. Write yes or no\./),
      expect.stringMatching(/^answers\.csv:5: "many" is no number of guests\./),
    ],
  });
});
