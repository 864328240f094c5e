import fc from "fast-check";
import { expect, test } from "vitest";
import type { Program } from "#domain/calendar/program.ts";
import { doubtsAbout, doubtsInFile } from "#domain/sessions/doubts.ts";
import type { Session } from "#domain/sessions/session.ts";
import { program } from "../calendar/program.fixture.ts";
import { session } from "./session.fixture.ts";

const told = (sessions: Session[], of: Program = program) =>
  doubtsAbout(of, sessions).map(({ session: id, message }) => `${id}: ${message}`);

const at = (id: string, startsAt: string, endsAt: string, change: Partial<Session> = {}) =>
  session({ id, startsAt: `${startsAt}:00.000Z`, endsAt: `${endsAt}:00.000Z`, ...change });

const one = at("one", "2027-01-20T22:30", "2027-01-21T00:00", { place: "TMEC 227" });

test("a session of which all is well is not told of", () => {
  expect(told([one])).toEqual([]);
});

test("seats that nobody counts are told, and not those of a session that asks, also where a file names its seats alone", () => {
  const [told] = doubtsInFile(program, [{ ...one, capacity: 40 }], [{ line: 2, session: one }]);
  expect(told).toEqual({ line: 2, message: expect.stringContaining("nobody is asked to answer, so its seats") });
  const given = { line: 2, session: { ...one, capacity: 40 } };
  expect(doubtsInFile(program, [{ ...one, rsvp: "yes-no", capacity: 40 }], [given])).toEqual([]);
});

test("one place at one time is told where two share it, however it is spelled, and not where one ends as the other begins", () => {
  const hst = { item: "cim-access-code", place: " tmec 227" };
  expect(told([one, at("two", "2027-01-20T23:30", "2027-01-21T00:30", { ...hst, item: "match-day" })])).toContain(
    "one: tmec 227 is taken by two at 2027-01-20 18:30 EST",
  );
  expect(told([one, at("two", "2027-01-21T00:00", "2027-01-21T00:30", { place: "TMEC 227" })])).toEqual([]);
});

test("a class that should be at two at once is told, by its name", () => {
  expect(told([at("two", "2027-01-20T23:59", "2027-01-21T00:30"), one])).toEqual([
    "one: pathways-2028, hst-2028 should also be at two at 2027-01-20 18:59 EST",
  ]);
});

test("of many at once the first three are named, and the others counted: a line for each session", () => {
  const many = Array.from({ length: 6 }, (_, nth) => ({ ...one, id: `s${nth}` }));
  const doubts = told(many);
  expect(doubts).toHaveLength(10);
  const then = "2027-01-20 17:30 EST";
  expect(doubts.slice(0, 2)).toEqual([
    `s0: TMEC 227 is taken by s1 at ${then}, by s2 at ${then}, by s3 at ${then}, by 2 more`,
    `s0: pathways-2028, hst-2028 should also be at s1 at ${then}, at s2 at ${then}, at s3 at ${then}, at 2 more`,
  ]);
});

test("a file that holds one of two alone is told of it, whichever begins first", () => {
  const others = [
    at("two", "2027-01-20T23:30", "2027-01-21T00:30"),
    at("three", "2027-01-20T22:00", "2027-01-20T23:00"),
  ];
  const doubts = doubtsInFile(program, [...others, one], [{ line: 2, session: one }]);
  expect(doubts).toEqual([
    {
      line: 2,
      message: expect.stringContaining("at three at 2027-01-20 17:00 EST, at two at 2027-01-20 18:30 EST"),
    },
  ]);
});

const hours = (nth: number) => new Date(Date.UTC(2027, 0, 1) + nth * 30 * 60_000).toISOString();

test("whatever sessions there are, every two at once are counted once", () => {
  const arbitrary = fc.array(
    fc.record({ from: fc.nat(12), length: fc.integer({ min: 1, max: 8 }), isOwn: fc.boolean() }),
    {
      maxLength: 12,
    },
  );
  fc.assert(
    fc.property(arbitrary, (those) => {
      const sessions = those.map(({ from, length }, nth) =>
        session({ id: `s${nth}`, place: "Hall", startsAt: hours(from), endsAt: hours(from + length) }),
      );
      const own = new Set(sessions.filter((_, nth) => those[nth]?.isOwn).map(({ id }) => id));
      const messages = doubtsAbout(program, sessions, own).map(({ message }) => message);
      const counted = messages
        .filter((message) => message.startsWith("Hall"))
        .map((message) =>
          message.split(", ").reduce((sum, text) => sum + Number(/by (\d+) more/.exec(text)?.[1] ?? 1), 0),
        );
      const pairs = sessions.flatMap((first, nth) =>
        sessions.slice(nth + 1).filter((second) => {
          const atOnce = first.startsAt < second.endsAt && second.startsAt < first.endsAt;
          return atOnce && (own.has(first.id) || own.has(second.id));
        }),
      );
      expect(counted.reduce((sum, count) => sum + count, 0)).toBe(pairs.length);
    }),
    { numRuns: 60 },
  );
});

test("what was cancelled stands in nobody's way", () => {
  expect(told([one, { ...one, id: "two", status: "cancelled" }])).toEqual([]);
});

test("a quiet day is told, and so is a day on which no class has it", () => {
  expect(told([at("two", "2027-01-23T17:00", "2027-01-23T18:00")])).toEqual([
    "two: Saturday, January 23 is a quiet day",
  ]);
  const nobody = at("two", "2027-01-20T17:00", "2027-01-20T18:00", { item: "intro-cim-survey" });
  expect(told([nobody])).toEqual(["two: no class has intro-cim-survey on Wednesday, January 20: nobody is invited"]);
});

test("a day outside the window of its item is told, also of a window across New Year", () => {
  const panel = (day: number) => ({
    ...program,
    milestones: program.milestones.map((milestone) => ({
      ...milestone,
      when: {
        type: "window" as const,
        from: { month: 11, day },
        to: { month: 1, day: 22 },
        in: { anchor: "graduation" as const, year: -1 },
      },
    })),
  });
  expect(told([one], panel(15))).toEqual([]);
  const late = at("late", "2027-01-25T22:30", "2027-01-26T00:00");
  expect(told([late], panel(15))[0]).toBe(
    "late: Monday, January 25 is outside the window that the program gives road-to-residency-1",
  );
});
