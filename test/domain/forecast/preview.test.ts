import { describe, expect, test } from "vitest";
import { preview } from "#domain/forecast/preview.ts";
import { program, student } from "../calendar/program.fixture.ts";

const spring = { from: "2027-01-01", to: "2027-06-30" };
const answer = (at: string, studentId = "S1") => ({ at, studentId, milestone: "retake-cim-survey" });
const retake = (answers: ReturnType<typeof answer>[], span = spring) => {
  const { mails, tasks } = preview(program, [student()], span, answers);
  return { waves: mails.filter(({ milestone }) => milestone === "retake-cim-survey").map(({ wave }) => wave), tasks };
};

describe("the preview of a span", () => {
  test("names every mail with its template and planned instant", () => {
    expect(preview(program, [student()], { from: "2027-04-01", to: "2027-04-08" }, []).mails).toEqual([
      {
        studentId: "S1",
        to: "s1@example.edu",
        milestone: "retake-cim-survey",
        occurrence: "retake-cim-survey@2027",
        wave: "open",
        template: "retake-cim-survey",
        at: "2027-04-01T13:00:00.000Z",
      },
      {
        studentId: "S1",
        to: "s1@example.edu",
        milestone: "retake-cim-survey",
        occurrence: "retake-cim-survey@2027",
        wave: "remind-1",
        template: "retake-cim-survey-reminder",
        at: "2027-04-08T13:00:00.000Z",
      },
    ]);
  });

  test("an answer stops the waves planned at its instant and later, not those before", () => {
    expect(retake([answer("2027-04-10T12:00:00Z")])).toEqual({
      waves: ["open", "remind-1"],
      tasks: [
        { studentId: "S1", occurrence: "retake-cim-survey@2027", status: "completed", at: "2027-04-10T12:00:00.000Z" },
      ],
    });
    expect(retake([answer("2027-04-15T13:00:00Z")]).waves).toEqual(["open", "remind-1"]);
    expect(retake([answer("2027-04-15T13:00:00.001Z")]).waves).toEqual(["open", "remind-1", "remind-2"]);
  });

  test("an answer with an offset is the same instant", () => {
    expect(retake([answer("2027-04-15T09:00:00-04:00")]).waves).toEqual(["open", "remind-1"]);
  });

  test("an answer before the survey opened counts for nothing, and the first of two counts", () => {
    expect(retake([answer("2027-03-31T12:00:00Z")]).waves).toHaveLength(5);
    expect(retake([answer("2027-04-01T13:00:00Z")]).waves).toHaveLength(5);
    expect(retake([answer("2027-04-20T12:00:00Z"), answer("2027-04-10T12:00:00Z")]).waves).toEqual([
      "open",
      "remind-1",
    ]);
  });

  test("another student's answer changes nothing", () => {
    expect(retake([answer("2027-04-02T12:00:00Z", "S2")]).waves).toHaveLength(5);
  });

  test("a task from before the span stands open and is still reminded of", () => {
    const late = { from: "2027-04-20", to: "2027-04-30" };
    expect(retake([], late)).toEqual({
      waves: ["remind-3", "last-call"],
      tasks: [{ studentId: "S1", occurrence: "retake-cim-survey@2027", status: "due", at: "2027-04-01T13:00:00.000Z" }],
    });
    expect(retake([answer("2027-04-10T12:00:00Z")], late).waves).toEqual([]);
  });

  test("both ends of the span are included", () => {
    expect(retake([], { from: "2027-04-28", to: "2027-04-28" }).waves).toEqual(["last-call"]);
  });

  test("students on leave are neither mailed nor asked nor moved", () => {
    const year = { from: "2026-08-01", to: "2027-06-30" };
    expect(preview(program, [student({ status: "leave" })], year, [])).toEqual({
      ...{ mails: [], tasks: [], phases: [], digests: [], escalations: [] },
    });
  });

  test("phases are entered on their first day", () => {
    expect(preview(program, [student()], { from: "2026-08-01", to: "2027-10-01" }, []).phases).toEqual([
      { studentId: "S1", phase: "pce", at: "2026-10-01T13:00:00.000Z" },
      { studentId: "S1", phase: "post-pce", at: "2027-10-01T13:00:00.000Z" },
    ]);
  });

  test("mails are ordered by time, then student, then wave", () => {
    const students = ["S10", "S2", "S1"].map((schoolId) => student({ schoolId }));
    expect(
      preview(program, students, { from: "2027-04-01", to: "2027-04-01" }, []).mails.map(({ studentId }) => studentId),
    ).toEqual(["S1", "S10", "S2"]);
  });
});
