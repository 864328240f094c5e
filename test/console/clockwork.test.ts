import { expect, test } from "vitest";
import { schoolTime } from "#pages/kit/school-time.ts";
import { clockwork } from "../../local/console/clockwork.ts";
import { sampleClass } from "../../local/console/sample-class.ts";
import { program } from "../domain/calendar/program.fixture.ts";
import { fakeSystem } from "./fake-system.ts";

const BEGIN = "2027-03-31T16:00:00.000Z";

test("a complaint is told for twenty seconds, then forgotten", () => {
  let elapsed = 5_000;
  const clock = clockwork(fakeSystem(program, [], BEGIN), schoolTime(program.school.timeZone), () => elapsed);
  expect(clock.complaint()).toBeUndefined();
  expect(clock.runTo(BEGIN)).toBe(false);
  elapsed += 19_999;
  expect(clock.complaint()).toContain("Time only goes forward");
  elapsed += 1;
  expect(clock.complaint()).toBeUndefined();
});

test("the sample's students answer at their own instants while the clock runs, unless they are switched off", async () => {
  const system = fakeSystem(program, [], BEGIN);
  const given: string[] = [];
  const answer = (at: string, isTaken = true) => ({
    at,
    give: async () => {
      given.push(`${at} at ${system.now()}`);
      if (!isTaken) throw new Error("answered already");
    },
  });
  const [early, second, late] = ["2027-03-31T18:00:00.000Z", "2027-04-02T08:15:00.000Z", "2027-04-09T10:00:00.000Z"];
  const students = sampleClass([answer(early), answer(second, false), answer(second), answer(late)]);
  const clock = clockwork(system, schoolTime(program.school.timeZone), undefined, students);
  const run = async (to: string) => {
    clock.runTo(to);
    while (clock.running()) await new Promise((resolve) => setImmediate(resolve));
  };
  await run("2027-04-05T16:00:00.000Z");
  expect(given).toEqual([`${early} at ${early}`, `${second} at ${second}`, `${second} at ${second}`]);
  expect(clock.complaint()).toBeUndefined();
  students.letAnswer(false);
  await run("2027-04-20T16:00:00.000Z");
  expect(given).toHaveLength(3);
});
