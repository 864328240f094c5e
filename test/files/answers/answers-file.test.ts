import { describe, expect, test } from "vitest";
import { readAnswers } from "#files/answers/answers-file.ts";
import { program } from "../../domain/calendar/program.fixture.ts";

const context = { file: "answers.csv", program, studentIds: new Set(["S1", "S2"]) };
const header = "at,student_id,milestone";
const read = (...rows: string[]) => readAnswers([header, ...rows].join("\n"), context);

describe("an answers file", () => {
  test("is read in time order, whatever the zones, the columns' order, a byte order mark and CRLF", () => {
    const csv =
      "\ufeffmilestone,student_id,at\r\nretake-cim-survey,S2,2027-04-02T09:30:00-04:00\r\nretake-cim-survey,S1,2027-04-02T13:00Z\r\n";
    expect(readAnswers(csv, context)).toEqual({
      ok: true,
      answers: [
        { at: "2027-04-02T13:00:00.000Z", studentId: "S1", milestone: "retake-cim-survey" },
        { at: "2027-04-02T13:30:00.000Z", studentId: "S2", milestone: "retake-cim-survey" },
      ],
      invited: [],
    });
  });

  test("keeps answers of one instant in the order of the file", () => {
    const at = "2027-04-02T13:00:00Z";
    const answers = read(`${at},S2,retake-cim-survey`, `${at},S1,retake-cim-survey`);
    expect(answers.ok && answers.answers.map(({ studentId }) => studentId)).toEqual(["S2", "S1"]);
  });

  test("tells every fault with its line and how to mend it", () => {
    const faults = read(
      "tomorrow,S1,retake-cim-survey",
      "2027-04-31T09:00:00Z,S1,retake-cim-survey",
      "2027-04-02T09:00:00Z,S9,retake-cim-survey",
      "2027-04-02T09:00:00Z,S1,no-such-thing",
      "2027-04-02T09:00:00Z,S1,match-day",
    );
    expect(faults).toEqual({
      ok: false,
      faults: [
        'answers.csv:2: "tomorrow" is not an instant. Write it like 2027-04-02T13:30:00Z.',
        'answers.csv:3: "2027-04-31T09:00:00Z" is not an instant. Write it like 2027-04-02T13:30:00Z.',
        "answers.csv:4: This student_id is not in the roster. Take the row out, or add the student to the roster.",
        expect.stringMatching(/^answers\.csv:5: The program has no milestone "no-such-thing"\. Use one of: /),
        expect.stringMatching(/^answers\.csv:6: "match-day" asks nothing, so it cannot be answered\. Use one of: /),
      ],
    });
  });

  test("without its header, or not a CSV at all, is one fault of line 1", () => {
    expect(readAnswers("S1,retake-cim-survey\n", context)).toMatchObject({
      ok: false,
      faults: [expect.stringContaining("answers.csv:1: The header lacks at, student_id, milestone")],
    });
    expect(readAnswers('at,"student_id\n', context)).toMatchObject({
      ok: false,
      faults: [expect.stringContaining("answers.csv:1: This is not a CSV file")],
    });
    expect(readAnswers("", context)).toMatchObject({ ok: false });
  });
});
