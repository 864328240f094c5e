import { describe, expect, test } from "vitest";
import { liveThrough } from "../../../cli/forecast/live-through.ts";
import { fakeSystem } from "../../console/fake-system.ts";
import { program, student } from "../../domain/calendar/program.fixture.ts";

const span = { from: "2027-04-01", to: "2027-04-30" };
const answer = { studentId: "S1", milestone: "retake-cim-survey", occurrence: "retake-cim-survey@2027" };

/** A system whose clock and pages are written down in the order in which they are used. */
const recorded = () => {
  const done: string[] = [];
  const system = fakeSystem(program, [student()], "2027-04-01T04:00:00.000Z");
  const page = '<input type="radio" name="answer" value="survey">';
  return {
    done,
    system: {
      ...system,
      runTo: async (at: string) => void done.push(`to ${at}`),
      runUpTo: async (at: string) => void done.push(`up to ${at}`),
      request: async ({ method }: Request) => {
        done.push(method);
        return new Response(page);
      },
    },
  };
};

describe("living through a span", () => {
  test("gives each answer at its instant, before what is due at it, and then goes on to the end of the last day", async () => {
    const { system, done } = recorded();
    const answers = [{ ...answer, at: "2027-04-08T13:00:00.000Z" }];
    await liveThrough({ system, program, span, answers, onProgress: () => undefined });
    expect(done).toEqual(["up to 2027-04-08T13:00:00.000Z", "GET", "POST", "to 2027-05-01T03:59:59.999Z"]);
  });

  test("says so where a student was never imported", async () => {
    const { system } = recorded();
    const answers = [{ ...answer, studentId: "S9", at: "2027-04-08T13:00:00.000Z" }];
    await expect(liveThrough({ system, program, span, answers, onProgress: () => undefined })).rejects.toThrow(
      "A student of the roster was not imported.",
    );
  });
});
