import fc from "fast-check";
import { expect, test } from "vitest";
import type { CalendarEntry } from "#domain/sessions/calendar-entries.ts";
import { retold, type ToldDays } from "#domain/sessions/feeds/told-days.ts";
import { schoolDate } from "#domain/time/dates.ts";

const [FIRST, SECOND, THIRD] = ["2027-01-05T14:00:00.000Z", "2027-02-05T14:00:00.000Z", "2027-03-05T14:00:00.000Z"];

const at = (now: string) => ({ now, today: schoolDate(now, "America/New_York") });

const deadline = (day: string, sequence = 0): CalendarEntry => ({
  ...{ uid: "closes-survey.2027@hms.matchward", title: "Last day", when: { day }, sequence },
  ...{ revisedAt: "2027-04-01T13:00:00.000Z", isCancelled: false, notes: [] },
});

test("a deadline that is told for the first time, or again, stays as it is", () => {
  const once = retold([deadline("2027-04-30")], {}, at(FIRST));
  expect(once).toEqual({ entries: [deadline("2027-04-30")], days: { "closes-survey.2027": "2027-04-30" } });
  expect(retold([deadline("2027-04-30")], once.days, at(SECOND))).toEqual(once);
});

test("one that moved says how often and when, in each later feed too", () => {
  const first = retold([deadline("2027-04-30")], {}, at(FIRST));
  const moved = retold([deadline("2027-05-03")], first.days, at(SECOND));
  expect(moved.entries[0]).toMatchObject({ sequence: 1, revisedAt: SECOND });
  expect(retold([deadline("2027-05-03")], moved.days, at(THIRD))).toEqual(moved);
  const back = retold([deadline("2027-04-30")], moved.days, at(THIRD));
  expect(back.entries[0]).toMatchObject({ sequence: 2, revisedAt: THIRD });
});

test("it never counts less than what the student's own row moved", () => {
  expect(
    retold([deadline("2027-04-30", 3)], { "closes-survey.2027": "2027-04-29" }, at(FIRST)).entries[0]?.sequence,
  ).toBe(3);
});

test("what the program moves counts beyond what the student's own row moved before, however often", () => {
  const first = retold([deadline("2027-04-30", 3)], {}, at(FIRST));
  expect(first.entries[0]).toEqual(deadline("2027-04-30", 3));
  const moved = retold([deadline("2027-05-03", 3)], first.days, at(SECOND));
  expect(moved.entries[0]).toMatchObject({ sequence: 4, revisedAt: SECOND });
  expect(retold([deadline("2027-05-03", 3)], moved.days, at(THIRD))).toEqual(moved);
});

test("what is over and not theirs any more is forgotten, and what lies ahead is kept", () => {
  const before = { "closes-old.2026": "2026-04-30", "closes-next.2028": "2028-04-30 2 2026-01-01T00:00:00.000Z" };
  expect(Object.keys(retold([], before, at(FIRST)).days)).toEqual(["closes-next.2028"]);
});

test("a meeting has a sequence of its own", () => {
  const meeting = { ...deadline(""), when: { startsAt: FIRST, endsAt: SECOND }, sequence: 4 };
  expect(retold([meeting], {}, at(FIRST))).toEqual({ entries: [meeting], days: {} });
});

test("whatever the days are, a sequence never falls, and rises with each move", () => {
  const day = fc.constantFrom("2027-04-28", "2027-04-29", "2027-04-30");
  fc.assert(
    fc.property(fc.array(day, { minLength: 2 }), fc.nat(3), (those, own) => {
      let [days, last]: [ToldDays, { day: string; sequence: number } | undefined] = [{}, undefined];
      for (const [nth, one] of those.entries()) {
        const now = new Date(Date.parse(FIRST) + nth * 60_000).toISOString();
        const told = retold([deadline(one, own)], days, at(now));
        const { sequence = -1 } = told.entries[0] ?? {};
        if (last !== undefined) expect(sequence).toBe(last.sequence + (last.day === one ? 0 : 1));
        [days, last] = [told.days, { day: one, sequence }];
      }
    }),
  );
});
