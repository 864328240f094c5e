import { describe, expect, test } from "vitest";
import { usableAnswers } from "#domain/forecast/foretell/usable-answers.ts";
import { program, student } from "../../calendar/program.fixture.ts";

const OPENS = "2027-04-01T13:00:00.000Z";
const span = { from: "2027-03-15", to: "2027-12-31" };
const members = [student({ schoolId: "S1", anchors: { matriculation: 2025, graduation: 2029 } })];
const judge = (at: string, of: Partial<{ studentId: string; milestone: string; span: typeof span }> = {}) =>
  usableAnswers(program, members, of.span ?? span, [
    { at, studentId: of.studentId ?? "S1", milestone: of.milestone ?? "retake-cim-survey" },
  ]);

describe("an answer counts", () => {
  test("from the moment after its mail, at its own instant", () => {
    const { usable, ignored } = judge("2027-04-01T13:00:00.001Z");
    expect(ignored).toEqual([]);
    expect(usable).toEqual([
      {
        at: "2027-04-01T13:00:00.001Z",
        studentId: "S1",
        milestone: "retake-cim-survey",
        occurrence: "retake-cim-survey@2027",
      },
    ]);
  });

  test("after the survey has closed, as long as the link lives", () => {
    expect(judge("2027-05-20T12:00:00.000Z").usable).toHaveLength(1);
    expect(judge("2027-09-01T12:00:00.000Z").ignored).toMatchObject([
      { reason: "after the link of retake-cim-survey@2027 expired" },
    ]);
  });

  test("at the beginning of the span if it came before, and the task stood open then", () => {
    const late = { from: "2027-04-10", to: "2027-06-30" };
    expect(judge("2027-04-03T12:00:00.000Z", { span: late }).usable).toMatchObject([
      { at: "2027-04-10T04:00:00.000Z" },
    ]);
  });
});

describe("an answer is ignored, and why", () => {
  test("at or before the instant of its first mail: there is no link yet", () => {
    expect(judge(OPENS).ignored).toMatchObject([{ reason: "before retake-cim-survey@2027 opened" }]);
  });

  test("after the last day", () => {
    const short = { from: "2027-03-15", to: "2027-04-20" };
    expect(judge("2027-04-21T03:59:59.999Z", { span: short }).usable).toHaveLength(1);
    expect(judge("2027-04-21T04:00:00.000Z", { span: short }).ignored).toMatchObject([{ reason: "after the end" }]);
  });

  test("for a task of another class, and of a student who was rejected", () => {
    const reason = "for a task that the student does not have in this time";
    expect(judge("2027-10-20T12:00:00.000Z", { milestone: "intro-cim-survey" }).ignored).toMatchObject([{ reason }]);
    expect(judge("2027-04-02T12:00:00.000Z", { studentId: "S9" }).ignored).toMatchObject([{ reason }]);
  });

  test("after another that was of use: the page asks no more", () => {
    const answers = ["2027-03-31", "2027-04-02", "2027-04-15"].map((day) => ({
      at: `${day}T12:00:00.000Z`,
      studentId: "S1",
      milestone: "retake-cim-survey",
    }));
    const { usable, ignored } = usableAnswers(program, members, span, answers);
    expect(usable.map(({ at }) => at)).toEqual(["2027-04-02T12:00:00.000Z"]);
    expect(ignored.map(({ reason }) => reason)).toEqual([
      "before retake-cim-survey@2027 opened",
      "after the task was done",
    ]);
  });
});
