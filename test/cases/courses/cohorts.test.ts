import fc from "fast-check";
import { expect, test } from "vitest";
import { findOccurrence } from "#domain/calendar/occurrences.ts";
import type { Program } from "#domain/calendar/program.ts";
import { walk } from "#domain/forecast/walk.ts";
import type { Arrival } from "#domain/forecast/walk-state.ts";
import { withRow } from "#domain/imports/row-changes.ts";
import type { Student } from "#domain/people/student.ts";
import { addDays, yearOf } from "#domain/time/dates.ts";
import { readRules } from "#files/program-folder/index.ts";
import { crossed } from "./own-day.ts";

const read = await readRules("program/hms", 2026);
if (!read.ok) throw new Error("The default program cannot be read.");
const { program } = read;
const TRACKS = program.tracks.map(({ id }) => id);

const studentOf = (nth: number, change: Pick<Student, "track" | "anchors"> & Partial<Student>): Student => ({
  ...{ schoolId: `S${nth}`, person: `g${String(nth).padStart(5, "0")}-key`.padEnd(22, "x"), program: program.id },
  ...{ email: `s${nth}@example.edu`, firstName: "Ada", lastName: "Example", society: "Castle", status: "active" },
  ...{ joinedOn: "2020-01-01" },
  ...change,
});

const anyTrack = fc.constantFrom(...TRACKS);
const anyLeave = fc.option(fc.tuple(fc.nat({ max: 40 }), fc.nat({ max: 30 })), { freq: 2 });
/** One of six classes, who may be a year early or two late, and may be on leave for a while. */
const anyMember = fc.record({
  track: anyTrack,
  toGo: fc.nat({ max: 5 }),
  years: fc.integer({ min: 3, max: 6 }),
  leave: anyLeave,
});
/** What a later roster says of one of them. */
const anyChange = fc.record({
  nth: fc.nat({ max: 11 }),
  on: fc.nat({ max: 40 }),
  says: fc.oneof(
    fc.record({ track: anyTrack }),
    fc.integer({ min: -1, max: 2 }).map((later) => ({ later })),
    fc.constantFrom("leave" as const, "active" as const, "withdrawn" as const).map((means) => ({ means })),
  ),
});

test("in an April of six classes no mail crosses from one to another, whatever a roster changes meanwhile", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 2024, max: 2040 }),
      fc.array(anyMember, { minLength: 6, maxLength: 12 }),
      fc.array(anyChange, { maxLength: 4 }),
      (year, members, changes) => {
        const span = { from: `${year}-03-25`, to: `${year}-05-05` };
        const first = members.map(({ track, toGo, years, leave }, nth) => {
          const anchors = { matriculation: year + toGo - years, graduation: year + toGo };
          const [begins, days] = leave ?? [0, 0];
          const leaveFrom = addDays(span.from, begins);
          return studentOf(nth, {
            ...{ track, anchors },
            ...(leave && { leaveFrom, leaveUntil: addDays(leaveFrom, days) }),
          });
        });
        const arrivals: Arrival[] = [{ on: span.from, students: first }];
        for (const { nth, on, says } of changes.toSorted((one, other) => one.on - other.on)) {
          const today = addDays(span.from, on + 1);
          const students = (arrivals.at(-1)?.students ?? []).map((student, place) =>
            place === nth ? changedBy(student, says, today) : student,
          );
          arrivals.push({ on: today, students });
        }
        const { mails } = walk({ program, span, arrivals, answers: [] });
        expect(crossed(program, mails, arrivals)).toEqual([]);
        const names = mails.map(({ studentId, occurrence, wave }) => `${studentId} ${occurrence} ${wave}`);
        expect(names).toHaveLength(new Set(names).size);
      },
    ),
    { numRuns: Number(process.env.MATCHWARD_RUNS ?? 60) },
  );
});

type Said = { track: string } | { later: number } | { means: "leave" | "active" | "withdrawn" };

const changedBy = (student: Student, says: Said, today: string): Student => {
  const { matriculation, graduation } = student.anchors;
  const row = { line: 2, schoolId: student.schoolId };
  if ("track" in says) return withRow(student, { ...row, ...says }, today);
  if ("means" in says) return withRow(student, { ...row, status: { word: says.means, means: says.means } }, today);
  const moved = says.later > 1 ? { matriculation: matriculation + 1 } : {};
  return withRow(student, { ...row, anchors: { graduation: graduation + says.later, ...moved } }, today);
};

/** What a class gets, each with the year of its own course in which it comes. */
const courseOf = (of: Program, id: string, entered: number, mails: ReturnType<typeof walk>["mails"]): string[] =>
  mails
    .filter(({ studentId }) => studentId === id)
    .flatMap(({ occurrence, wave }) => {
      const found = findOccurrence(of, occurrence);
      if (found === undefined || found.milestone.when.type === "dates") return [];
      return [`${found.milestone.id} ${wave} in year ${yearOf(found.nominal) - entered}`];
    })
    .toSorted();

test("ten years go by with a class that enters each August, and nothing else is edited", () => {
  const span = { from: "2026-08-01", to: "2036-07-31" };
  const entering = Array.from({ length: 14 }, (_, nth) => 2023 + nth);
  const students = entering.flatMap((matriculation, nth) =>
    program.tracks.map(({ id: track, years }, place) =>
      studentOf(nth * 10 + place, {
        ...{ track, anchors: { matriculation, graduation: matriculation + years } },
        joinedOn: matriculation < 2026 ? span.from : `${matriculation}-08-01`,
      }),
    ),
  );
  const arrivals = entering
    .filter((year) => year >= 2026)
    .map((year) => ({
      on: `${year}-08-01`,
      students: students.filter(({ anchors }) => anchors.matriculation <= year),
    }));
  const { mails, phases } = walk({ program, span, arrivals, answers: [] });
  expect(crossed(program, mails, arrivals)).toEqual([]);
  for (const [place, { id: track, years }] of program.tracks.entries()) {
    const whole = entering.map((entered, nth) => ({ entered, id: `S${nth * 10 + place}` }));
    const courses = whole
      .filter(({ entered }) => entered >= 2026 && entered + years <= 2036)
      .map(({ entered, id }) => courseOf(program, id, entered, mails));
    expect(courses.length, track).toBeGreaterThan(3);
    for (const course of courses) expect(course, track).toEqual(courses[0]);
  }
  const everyYear = Array.from({ length: 10 }, (_, nth) => 2027 + nth);
  for (const year of everyYear) {
    expect(mails.filter(({ occurrence }) => occurrence.endsWith(`@${year}`)).length, String(year)).toBeGreaterThan(10);
    expect(phases.some(({ at }) => at.startsWith(`${year}-`))).toBe(true);
  }
});
