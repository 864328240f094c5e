import { describe, expect, test } from "vitest";
import { carriedOver } from "#domain/mail/carried-over.ts";
import { formerToOpen, planOpening, wavesOfUse } from "#domain/mail/planning.ts";
import type { Part } from "#domain/parts/part.ts";
import { stored } from "../../functions/class.fixture.ts";
import { program } from "../calendar/program.fixture.ts";
import { attestedTask } from "../parts/tasks.fixture.ts";

const of = { program, milestone: "retake-cim-survey" };

describe("what opens on its day", () => {
  const day = "2027-04-01";
  const opens = (students: Parameters<typeof planOpening>[0]["students"], parts: Part[] = []) =>
    planOpening({ ...of, today: day, students, parts }).map(({ student }) => student);

  test("opens for who was here before, and is left to the morning's plan for who came since", () => {
    expect(opens([stored(1), stored(2, { joinedOn: day }), stored(3, { backOn: day })])).toEqual(["key-1"]);
  });

  test("does not open for who did it under an earlier year", () => {
    const one = stored(1, { former: [2024] });
    const part = { milestone: "retake-cim-survey", student: "key-1", cohort: "c", revision: 0, mails: {} };
    const done = { ...part, occurrence: "retake-cim-survey@2026", task: attestedTask() };
    expect(opens([one])).toEqual(["key-1"]);
    expect(opens([one], [done])).toEqual([]);
  });
});

test("the parts to look at before an opening are those of earlier years, of that milestone and day, each once", () => {
  const [day, milestone] = ["2027-04-01", "retake-cim-survey"];
  const students = [stored(1), stored(2, { former: [2024] }), stored(3, { former: [2024] })];
  expect(formerToOpen({ program, milestone, students, today: day })).toEqual(["retake-cim-survey@2026"]);
  expect(formerToOpen({ program, milestone, students: [stored(1)], today: day })).toEqual([]);
  expect(formerToOpen({ program, milestone, students, today: "2027-04-02" })).toEqual([]);
  expect(formerToOpen({ program, milestone: "match-day", students, today: day })).toEqual([]);
});

test("of use are the mails of a student that are due and not too late, and of no other", () => {
  const waves = (day: string) =>
    wavesOfUse(program, stored(1), day).find(({ part }) => part.milestone === "retake-cim-survey")?.waves;
  expect(waves("2027-03-31")).toBeUndefined();
  expect(waves("2027-04-01")).toEqual(["open"]);
  expect(waves("2027-04-08")).toEqual(["open", "remind-1"]);
  expect(waves("2027-04-16")).toEqual(["remind-1", "remind-2"]);
  expect(waves("2027-05-01")).toEqual([]);
  expect(wavesOfUse(program, stored(1), "2027-04-01")[0]?.part).toMatchObject({ student: "key-1" });
});

test("stands open when a school begins is what opened before that day and closes on it or later", () => {
  const carried = (startedOn: string, students = [stored(1)]) =>
    carriedOver({ program, students, startedOn })
      .filter(({ milestone }) => milestone === "retake-cim-survey")
      .map(({ wave }) => wave);
  expect(["2027-04-01", "2027-04-02", "2027-04-30", "2027-05-01"].map((day) => carried(day))).toEqual([
    [],
    ["open"],
    ["open"],
    [],
  ]);
  expect(carried("2027-04-02", [stored(1, { status: "leave" })])).toEqual([]);
});
