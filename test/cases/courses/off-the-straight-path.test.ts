import { describe, expect, test } from "vitest";
import { addDays } from "#domain/time/dates.ts";
import { arrived, lived, livedThrough, mailsFrom, type Row, SPAN, strayMails } from "./lived.ts";

const years = (matriculation: number, graduation: number) => ({ anchors: { matriculation, graduation } });
const word = (means: "active" | "leave" | "withdrawn") => ({ status: { word: means, means } });
const RETAKE = "retake-cim-survey";
const ladder = (first: string, ...days: string[]): string[] => [
  `${first} ${RETAKE}@${first.slice(0, 4)}`,
  ...days.map((day, nth) => `${day} ${RETAKE}@${day.slice(0, 4)} ${nth === 3 ? "last-call" : `remind-${nth + 1}`}`),
];
const APRIL_2027 = ladder("2027-04-01", "2027-04-08", "2027-04-15", "2027-04-22", "2027-04-28");
const APRIL_2028 = ladder("2028-04-03", "2028-04-10", "2028-04-17", "2028-04-24", "2028-04-27");

/** What leads a class to its Match Day. */
const residency = (first: string, second: string, eras: string, match: string): string[] => [
  `${first} road-to-residency-1@${first.slice(0, 4)}`,
  `${second} road-to-residency-2@${second.slice(0, 4)}`,
  `${eras} applying-with-eras@${eras.slice(0, 4)}`,
  `${match} match-day@${match.slice(0, 4)}`,
];
const CLASS_OF = {
  2028: residency("2027-01-15", "2027-04-15", "2027-06-01", "2028-03-17"),
  2029: residency("2028-01-18", "2028-04-17", "2028-06-01", "2029-03-16"),
  2030: residency("2029-01-16", "2029-04-16", "2029-06-01", "2030-03-15"),
  2031: residency("2030-01-15", "2030-04-15", "2030-06-03", "2031-03-21"),
  2033: residency("2032-01-15", "2032-04-15", "2032-06-01", "2033-03-18"),
};
const USUAL = [...APRIL_2027, ...CLASS_OF[2029]];

/** What becomes of a student, the rows that say so, and what goes out to them from the first of these on. */
const courses: [string, Row[], string[]][] = [
  ["nothing: the straight path", [{ on: "2026-10-02" }], USUAL],
  ["a fifth year", [{ on: "2027-11-02", ...years(2025, 2030) }], CLASS_OF[2030]],
  [
    "a fifth year that begins once Road to Residency is on its way: the application comes with the new class",
    [{ on: "2028-05-02", ...years(2025, 2030) }],
    CLASS_OF[2030],
  ],
  [
    "a second degree of two years, which takes two more",
    [
      { on: "2027-11-02", ...years(2025, 2031), degree: "MD/MPP" },
      { on: "2029-11-02", ...years(2025, 2033), degree: "MD/PhD" },
    ],
    CLASS_OF[2033],
  ],
  [
    "a second degree of which one year is given back",
    [
      { on: "2027-11-02", ...years(2025, 2033) },
      { on: "2028-11-02", ...years(2025, 2031) },
    ],
    CLASS_OF[2031],
  ],
  ["an earlier graduation", [{ on: "2026-11-02", ...years(2025, 2028) }], [...APRIL_2027, ...CLASS_OF[2028]].sort()],
  [
    "a leave of a year, after which they graduate with the next class",
    [{ on: "2027-11-02", leaveFrom: "2027-12-01", leaveUntil: "2028-11-30", ...years(2025, 2030) }],
    CLASS_OF[2030],
  ],
  [
    "a short leave: what opened meanwhile comes as they are back",
    [{ on: "2027-11-02", leaveFrom: "2027-12-01", leaveUntil: "2028-01-20" }],
    ["2028-01-21 road-to-residency-1@2028", ...CLASS_OF[2029].slice(1)],
  ],
  [
    "a leave that ends on a Friday: they are welcomed on Monday",
    [{ on: "2027-11-02", leaveFrom: "2027-12-01", leaveUntil: "2028-01-21" }],
    ["2028-01-24 road-to-residency-1@2028", ...CLASS_OF[2029].slice(1)],
  ],
  [
    "a leave of the first half of April: one mail in place of two, and the ladder goes on",
    [{ on: "2027-03-02", leaveFrom: "2027-03-15", leaveUntil: "2027-04-09" }],
    ["2027-04-12 retake-cim-survey@2027", ...APRIL_2027.slice(2), ...CLASS_OF[2029]],
  ],
  [
    "a leave that is cut short by a later roster",
    [
      { on: "2027-11-02", leaveFrom: "2027-12-01", leaveUntil: "2028-11-30" },
      { on: "2028-04-19", leaveFrom: "2027-12-01", leaveUntil: "2028-04-10" },
    ],
    ["2028-04-19 road-to-residency-2@2028", ...CLASS_OF[2029].slice(2)],
  ],
  [
    "a leave without days, and the return from it",
    [
      { on: "2027-11-02", ...word("leave") },
      { on: "2028-04-19", ...word("active") },
    ],
    ["2028-04-19 road-to-residency-2@2028", ...CLASS_OF[2029].slice(2)],
  ],
  ["a withdrawal in the midst of a ladder", [{ on: "2027-04-12", ...word("withdrawn") }], []],
  [
    "a change of track in the midst of a ladder that both tracks have",
    [{ on: "2027-04-12", track: "hst" }],
    [...APRIL_2027.slice(2), ...CLASS_OF[2029]],
  ],
  ["a change to a track without phases, which nothing is for", [{ on: "2027-04-12", track: "hsdm" }], []],
  [
    "a year repeated: the ladder stops, and comes again with the new class",
    [{ on: "2027-04-12", ...years(2026, 2030) }],
    [...APRIL_2028, ...CLASS_OF[2030]],
  ],
  [
    "a clinical year that begins later: the ladder stops, and comes again in that year",
    [{ on: "2027-04-12", begins: { pce: "2027-08-02" } }],
    [...APRIL_2028, ...CLASS_OF[2029]].sort(),
  ],
];

describe.each(courses)("%s", (_, rows, expected) => {
  const [first] = rows;
  const changedOn = first?.on ?? "";
  const arrivals = arrived([{ on: SPAN.from }, ...rows]);
  const course = livedThrough(arrivals);

  test("changes what comes after it, and is all that a roster has to say", () => {
    expect(mailsFrom(course, changedOn)).toEqual(expected);
  });

  test("leaves what was before it, and sends nothing twice and nothing astray", () => {
    const until = (lines: readonly string[]) => lines.filter((line) => line < changedOn);
    expect(until(mailsFrom(course))).toEqual(until(USUAL));
    const names = course.mails.map(({ occurrence, wave }) => `${occurrence} ${wave}`);
    expect(names).toHaveLength(new Set(names).size);
    expect(strayMails(course, arrivals)).toEqual([]);
  });

  test("is taken back by the old file, which comes the next day", () => {
    const isGone = first?.status?.means === "withdrawn";
    const back = lived([...rows.slice(0, 1), { on: addDays(changedOn, 1) }]);
    expect(mailsFrom(back)).toEqual(isGone ? USUAL.slice(0, 2) : USUAL);
  });
});

describe("what was done stays done", () => {
  const done = [{ at: "2027-04-05T15:00:00.000Z", studentId: "S1", milestone: RETAKE }];
  const left = APRIL_2027.slice(0, 1);

  test.each([
    ["on the straight path", [], CLASS_OF[2029]],
    ["in a year repeated", [{ on: "2027-04-12", ...years(2026, 2030) }], CLASS_OF[2030]],
    ["in a clinical year that begins later", [{ on: "2027-04-12", begins: { pce: "2027-08-02" } }], CLASS_OF[2029]],
    ["in another track", [{ on: "2027-04-12", track: "hst" }], CLASS_OF[2029]],
    ["after a leave", [{ on: "2027-04-12", leaveFrom: "2027-04-12", leaveUntil: "2027-04-20" }], CLASS_OF[2029]],
  ] satisfies [string, Row[], string[]][])("%s", (_, rows, expected) => {
    const { mails, tasks } = lived(rows, done);
    expect(mailsFrom({ mails })).toEqual([...left, ...expected]);
    expect(tasks).toEqual([{ studentId: "S1", occurrence: `${RETAKE}@2027`, status: "completed", at: done[0]?.at }]);
  });
});

describe("somebody who comes from elsewhere or comes again", () => {
  test("is welcomed into their class's year, and misses what it had before", () => {
    const transfer = { on: "2027-11-02", schoolId: "S2", email: "s2@example.edu", ...years(2026, 2030) };
    const { mails } = lived([transfer]);
    expect(mailsFrom({ mails: mails.filter(({ studentId }) => studentId === "S2") })).toEqual([
      ...["2027-11-02 cim-access-code@2026", ...APRIL_2028],
      ...CLASS_OF[2030],
    ]);
  });

  test("after a withdrawal is held until a person says yes, and then goes on with the class that the row names", () => {
    const left = { on: "2027-11-02", ...word("withdrawn") };
    const again = { on: "2028-09-05", ...years(2025, 2030) };
    const arrivals = arrived([{ on: SPAN.from }, left, again]);
    expect(arrivals.at(-1)?.students[0]?.held?.reason).toBe("returns");
    expect(mailsFrom(livedThrough(arrivals), left.on)).toEqual([]);
    const [readmitted] = (arrivals.at(-1)?.students ?? []).map(({ held: _, ...one }) => one);
    if (readmitted === undefined) throw new Error("Nobody is stored.");
    const released = { on: "2028-09-07", students: [{ ...readmitted, backOn: "2028-09-07" }] };
    expect(mailsFrom(livedThrough([...arrivals, released]), left.on)).toEqual(CLASS_OF[2030]);
  });
});
