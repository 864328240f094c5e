import { expect, test } from "vitest";
import { memoryMailings } from "#adapters/mailings/memory-mailings.ts";
import { guardOpenings } from "#office/mailings/guard-openings.ts";
import { program } from "../../domain/calendar/program.fixture.ts";

const [THIS, NEXT] = ["session:talk-2026", "session:talk-2027"];
const [TUESDAY, FRIDAY] = ["2026-09-01T13:00:00.000Z", "2026-09-04T13:00:00.000Z"];
const [NEXT_TUESDAY, NEXT_FRIDAY] = ["2027-09-07T13:00:00.000Z", "2027-09-10T13:00:00.000Z"];

test("a class that the digest invites days after another counts too, so the next year is no surprise", async () => {
  const mailings = memoryMailings();
  const opens = async (occurrence: string, { due, had }: { due: number; had: number }, at: string) =>
    guardOpenings({ program, mailings }, await mailings.all(), [{ occurrence, due, had, like: [THIS] }], at);
  for (const _ of [1, 2]) await opens(THIS, { due: 160, had: 0 }, TUESDAY);
  await opens(THIS, { due: 150, had: 160 }, FRIDAY);
  await opens(THIS, { due: 0, had: 310 }, FRIDAY);
  expect((await mailings.all())[0]?.opened).toEqual({ at: TUESDAY, recipients: 310 });
  expect(await opens(NEXT, { due: 165, had: 0 }, NEXT_TUESDAY)).toEqual(new Set());
  expect(await opens(NEXT, { due: 155, had: 165 }, NEXT_FRIDAY)).toEqual(new Set());
  expect(await opens(NEXT, { due: 400, had: 320 }, NEXT_FRIDAY)).toEqual(new Set([`${NEXT}/open`]));
});
