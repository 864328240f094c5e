import { expect, test } from "vitest";
import { withoutMail } from "#domain/forecast/without-mail.ts";
import { student } from "../calendar/program.fixture.ts";

const YEAR = { from: "2026-08-01", to: "2027-06-30" };
const of = (schoolId: string, track: string, matriculation: number, graduation: number) =>
  student({ schoolId, track, anchors: { matriculation, graduation } });

const SCHOOL = [
  of("left", "pathways", 2022, 2026),
  of("first", "pathways", 2026, 2030),
  of("second", "pathways", 2026, 2030),
  of("other", "hst", 2025, 2029),
  of("next", "hst", 2025, 2029),
  of("coming", "hst", 2027, 2031),
];

test("a class of which one gets a mail is not told of, and every other is, with where its course stands", () => {
  expect(withoutMail(SCHOOL, [{ studentId: "second" }, { studentId: "second" }], YEAR)).toEqual([
    { cohort: "hst-2029", students: 2, course: "now" },
    { cohort: "hst-2031", students: 1, course: "ahead" },
    { cohort: "pathways-2026", students: 1, course: "over" },
  ]);
});

test("a class is there until the summer of its graduation year, and from that of its matriculation year", () => {
  const courseIn = (from: string, to: string) => withoutMail(SCHOOL, [], { from, to }).map(({ course }) => course);
  expect(courseIn("2026-06-30", "2027-07-01")).toEqual(["now", "now", "now", "now"]);
  expect(courseIn("2026-07-01", "2027-06-30")).toEqual(["now", "ahead", "over", "now"]);
});

test("of days too few to bring something to everybody nothing is told", () => {
  expect(withoutMail(SCHOOL, [], { from: "2026-08-01", to: "2027-05-28" })).toHaveLength(4);
  expect(withoutMail(SCHOOL, [], { from: "2026-08-01", to: "2027-05-27" })).toEqual([]);
});

test("a mail of somebody who is no more in the roster counts for no class", () => {
  expect(withoutMail(SCHOOL, [{ studentId: "gone" }], YEAR)).toHaveLength(4);
});

test("a class whose people are held or on leave is told of elsewhere", () => {
  const hold = { reason: "status", since: "2026-09-01T04:00:00.000Z", evidence: "status:a", says: "?" } as const;
  const [held, away] = [{ ...of("held", "hst", 2026, 2030), held: hold }, of("away", "hst", 2026, 2030)];
  expect(withoutMail([held, { ...away, status: "leave" }], [], YEAR)).toEqual([]);
  expect(withoutMail([held, away], [], YEAR)).toEqual([{ cohort: "hst-2030", students: 1, course: "now" }]);
});
