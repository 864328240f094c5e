import { expect, test } from "vitest";
import { schoolTime } from "#pages/kit/school-time.ts";
import { clockwork } from "../../local/console/clockwork.ts";
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
