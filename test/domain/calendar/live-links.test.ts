import { expect, test } from "vitest";
import { occurrencesWithLiveLinks } from "#domain/calendar/live-links.ts";
import { lastSentDays } from "#domain/mail/unknown-mails.ts";
import { stored } from "../../functions/class.fixture.ts";
import { program as plain } from "./program.fixture.ts";

const OWN = "retake-cim-survey@2027-03-12";
const when = { type: "from-phase" as const, phase: "pce", days: 11, usual: [{ month: 10, day: 1 }] };
const milestones = plain.milestones.map((one) => (one.id === "retake-cim-survey" ? { ...one, when } : one));
const program = { ...plain, milestones };
const off = stored(1, { begins: { pce: "2027-03-01" } });

test("the links of a mail on an own day are live from its hour on until they expire, each once", () => {
  const live = (now: string, students = [off, stored(2, { begins: { pce: "2027-03-01" } }), stored(3)]) =>
    occurrencesWithLiveLinks(program, now, students);
  expect(live("2027-03-12T13:59:59.000Z")).not.toContain(OWN);
  expect(live("2027-03-12T14:00:00.000Z").filter((id) => id === OWN)).toEqual([OWN]);
  expect(live("2027-03-12T14:00:00.000Z", [stored(3)])).not.toContain(OWN);
  expect(live("2028-06-01T14:00:00.000Z")).not.toContain(OWN);
});

test("the last day of a mail on an own day counts as that of any other, also of a day of before", () => {
  const moved = stored(1, { begins: { pce: "2027-06-01" }, formerly: [{ begins: { pce: "2027-03-01" } }] });
  for (const one of [off, moved]) expect(lastSentDays(program, "2027-03-12", [one])[OWN]).toBe("2027-03-26");
  expect(lastSentDays(program, "2027-03-11", [off])).not.toHaveProperty(OWN);
  expect(lastSentDays(program, "2027-03-12", [stored(3)])).not.toHaveProperty(OWN);
});
