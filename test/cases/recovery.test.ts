import { expect, test } from "vitest";
import { memoryRecords } from "#adapters/records/memory-records.ts";
import { sendMail } from "../../functions/send-mail/send-mail.ts";
import { program } from "../domain/calendar/program.fixture.ts";
import { messageTo } from "../functions/send-mail/april.fixture.ts";
import { type Ground, groundOf } from "../worlds/ground/ground.ts";
import { sendMailNeeds } from "../worlds/ground/wiring.ts";
import { groupOf } from "../worlds/one-group.ts";
import { worldQueue } from "../worlds/services/queue.ts";
import { worldSes } from "../worlds/services/ses.ts";
import { CALM } from "../worlds/witness/faults.ts";

const MINUTE = 60_000;
const START = Date.parse("2027-04-01T13:00:00.000Z");

test("a message whose sender died is sent within fifteen minutes (https://github.com/graphile/worker/issues/222)", async () => {
  const students = groupOf(3);
  const calm = groundOf(1, { from: START, calmFrom: START, faults: CALM });
  let calls = 0;
  const fate = () => {
    calls += 1;
    return calls === 1 ? ("caller dies after" as const) : ("done" as const);
  };
  const ground: Ground = { ...calm, weather: { ...calm.weather, fate } };
  const records = memoryRecords();
  for (const student of students) await records.people.save(student);
  const ses = worldSes(ground, () => {});
  const outside = { program, records, ses, variant: {} };
  const queue = worldQueue(
    ground,
    (process, message, _sentAt, { at, times }) => sendMail(sendMailNeeds(ground, process, outside), message, at, times),
    () => {},
  );
  await queue.send([messageTo(students)]);
  await ground.agenda.run();
  const waited = ses.accepted.map(({ at }) => Date.parse(at) - START);
  expect(waited).toHaveLength(3);
  expect(Math.min(...waited)).toBeGreaterThan(MINUTE);
  expect(Math.max(...waited)).toBeLessThan(15 * MINUTE);
});
