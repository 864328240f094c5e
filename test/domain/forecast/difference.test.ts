import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Difference, differenceOf } from "#domain/forecast/difference.ts";
import { byPlannedTime } from "#domain/forecast/order.ts";
import { type OutlookMail, preview } from "#domain/forecast/preview.ts";
import { program, student } from "../calendar/program.fixture.ts";

const span = { from: "2026-08-01", to: "2029-06-30" };
const mailsOf = (of: typeof program, students: ReturnType<typeof student>[]) => preview(of, students, span, []).mails;
const named = ({ occurrence, wave }: { occurrence: string; wave: string }) => `${occurrence}/${wave}`;

/** What a difference makes of an outlook: it takes, moves and gives. */
const applied = (mails: readonly OutlookMail[], { gains, loses, moves }: Difference): OutlookMail[] => {
  const lost = new Set(loses.map((mail) => JSON.stringify(mail)));
  const kept = mails.filter((mail) => !lost.has(JSON.stringify(mail)));
  const moved = kept.map((mail) => {
    const move = moves.find((one) => one.studentId === mail.studentId && named(one) === named(mail));
    return move === undefined ? mail : { ...mail, at: move.to };
  });
  return [...moved, ...gains].sort(byPlannedTime);
};

describe("the difference of two outlooks", () => {
  const changes = fc.record({
    graduation: fc.constantFrom(2028, 2029, 2030),
    track: fc.constantFrom("pathways", "hst", "hsdm"),
    status: fc.constantFrom("active" as const, "leave" as const),
  });
  const people = fc.array(changes, { minLength: 1, maxLength: 4 }).map((rows) =>
    rows.map(({ graduation, track, status }, nth) => {
      const schoolId = `S${nth}`;
      return student({ schoolId, email: `${schoolId}@example.edu`, track, status, anchors: { graduation } });
    }),
  );
  const programs = fc.constantFrom(undefined, 3, 6, 20).map((day) => ({
    ...program,
    milestones: program.milestones.map((one) =>
      one.id === "retake-cim-survey" && day !== undefined && one.when.type === "phase"
        ? { ...one, when: { ...one.when, on: { month: 4, day } } }
        : one,
    ),
  }));

  test("applied to the one gives the other, and taken back gives the one again", () => {
    fc.assert(
      fc.property(people, people, programs, programs, (some, others, one, other) => {
        const [before, after] = [mailsOf(one, some), mailsOf(other, others)];
        const difference = differenceOf(before, after);
        expect(applied(before, difference)).toEqual(after);
        const { gains, loses, moves, unchanged } = difference;
        expect(differenceOf(after, before)).toEqual({
          gains: loses,
          loses: gains,
          moves: expect.toSatisfy((back: typeof moves) => back.length === moves.length),
          unchanged,
        });
        expect(unchanged + moves.length + loses.length).toBe(before.length);
      }),
      { numRuns: 100 },
    );
  });

  test("a fifth year loses the items of one year and gains those of the next, and keeps the rest", () => {
    const { gains, loses, moves, unchanged } = differenceOf(
      mailsOf(program, [student({ anchors: { matriculation: 2025, graduation: 2029 } })]),
      mailsOf(program, [student({ anchors: { matriculation: 2025, graduation: 2030 } })]),
    );
    expect(loses.map(named)).toEqual([
      "road-to-residency-1@2028/open",
      "road-to-residency-2@2028/open",
      "applying-with-eras@2028/open",
      "match-day@2029/open",
    ]);
    expect(gains.map(named)).toEqual([
      "road-to-residency-1@2029/open",
      "road-to-residency-2@2029/open",
      "applying-with-eras@2029/open",
    ]);
    expect(moves).toEqual([]);
    expect(unchanged).toBe(5);
  });

  test("a moved day moves each of its mails, and says from when to when", () => {
    const later = {
      ...program,
      milestones: program.milestones.map((one) =>
        one.id === "road-to-residency-2" && one.when.type === "yearly"
          ? { ...one, when: { ...one.when, on: { month: 4, day: 20 } } }
          : one,
      ),
    };
    const difference = differenceOf(mailsOf(program, [student()]), mailsOf(later, [student()]));
    expect(difference).toMatchObject({ gains: [], loses: [] });
    expect(difference.moves).toEqual([
      {
        studentId: "S1",
        occurrence: "road-to-residency-2@2028",
        wave: "open",
        from: "2028-04-17T13:00:00.000Z",
        to: "2028-04-20T13:00:00.000Z",
      },
    ]);
  });
});
