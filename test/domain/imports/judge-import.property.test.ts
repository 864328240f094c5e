import fc from "fast-check";
import { expect, test } from "vitest";
import { rosterAfter } from "#domain/imports/judge-import.ts";
import { areAlike, idForm } from "#domain/people/school-ids.ts";
import type { Student } from "#domain/people/student.ts";
import { judged, rowOf, stored } from "./school.fixture.ts";

const GONE = ["withdrawn", "graduated", "deceased"];
const isMailed = ({ status, held }: Student) => status === "active" && held === undefined;

const word = fc.oneof(
  { weight: 6, arbitrary: fc.constant({ word: "active", means: "active" as const }) },
  fc.constantFrom(
    { word: "leave", means: "leave" as const },
    { word: "withdrawn", means: "withdrawn" as const },
    { word: "died", means: "deceased" as const },
    { word: "A" },
    undefined,
  ),
);
const id = fc.oneof(
  { weight: 8, arbitrary: fc.integer({ min: 1, max: 30 }).map((nth) => `0${nth}`) },
  fc.integer({ min: 1, max: 30 }).map(String),
);
const line = fc.record({ id, status: word, isRenamed: fc.boolean() });
const roster = fc.uniqueArray(line, { selector: (one) => one.id, maxLength: 30 });

const rowsOf = (lines: readonly { id: string; status: { word: string } | undefined; isRenamed: boolean }[]) =>
  lines.map(({ id: schoolId, status, isRenamed }) => {
    const email = `${Number(schoolId)}@example.edu`;
    const { status: _, ...row } = rowOf(stored(schoolId, { email, ...(isRenamed && { lastName: "Other" }) }));
    return { ...row, ...(status && { status }) };
  });

test("nobody is mailed whom either of two rosters marks as gone, unknown or double, and nobody else is lost by it", () => {
  fc.assert(
    fc.property(roster, roster, (first, second) => {
      const begun = judged([], rowsOf(first));
      const before = rosterAfter([], begun);
      const judgement = judged(before, rowsOf(second), { name: "two" });
      const after = rosterAfter(before, judgement);
      // A first roster of so many doubles that it waits leaves nothing behind.
      const lines = [...(begun.counts ? first : []), ...second];
      for (const student of after) {
        const theirs = lines.filter((one) => one.id === student.schoolId);
        const last = second.find((one) => one.id === student.schoolId) ?? theirs[0];
        const means = last?.status && "means" in last.status ? last.status.means : undefined;
        const isUnknown = theirs.some(({ status }) => status !== undefined && !("means" in status));
        const wasGone = theirs.some(({ status }) => status && "means" in status && GONE.includes(status.means));
        const isDouble = lines.some(
          (one) => one.id !== student.schoolId && areAlike(idForm(one.id), idForm(student.schoolId)),
        );
        const isDoubtful = isUnknown || wasGone || isDouble;
        if (isDoubtful) expect(isMailed(student), JSON.stringify(student)).toBe(false);
        else if (means === "active" && judgement.counts) expect(isMailed(student), JSON.stringify(student)).toBe(true);
      }
    }),
    { numRuns: 500 },
  );
});

test("a few who are given each other's addresses or codes are held as they were stored, all others untouched", () => {
  const people = Array.from({ length: 12 }, (_, nth) => stored(String(nth + 1)));
  const codes = new Map(people.map(({ person, schoolId }) => [person, `CODE-${schoolId}`]));
  const circle = fc.shuffledSubarray(people, { minLength: 2, maxLength: 5 });
  fc.assert(
    fc.property(circle, fc.constantFrom("address", "code"), fc.boolean(), (those, what, isReleased) => {
      const next = new Map(those.map((one, nth) => [one.schoolId, those[(nth + 1) % those.length] ?? one]));
      const rows = people.map((one) => {
        const { email, schoolId } = next.get(one.schoolId) ?? one;
        return rowOf(one, what === "code" ? { cimAccessCode: `CODE-${schoolId}` } : { email });
      });
      const first = judged(people, rows, { codes });
      const after = rosterAfter(people, first);
      for (const [nth, student] of after.entries()) {
        const { held, ...kept } = student;
        expect(held?.reason).toBe(next.has(student.schoolId) ? "rows" : undefined);
        expect(kept).toEqual(people[nth]);
      }
      expect(first.codes.filter(({ person }) => those.some((one) => one.person === person))).toEqual([]);
      const released = after.map(({ held, ...student }) => ({ ...student, released: held ? [held.evidence] : [] }));
      const again = judged(isReleased ? released : people, rows, { codes, isApproved: !isReleased });
      expect(again.held).toEqual([]);
      expect(what === "code" ? again.codes.length : again.changed.length).toBeGreaterThanOrEqual(those.length);
    }),
  );
});

test("nobody who is known is given what another has or is given too, in whatever file, before a person says so", () => {
  const people = Array.from({ length: 6 }, (_, nth) => stored(String(nth + 1)));
  const codes = new Map(people.map(({ person, schoolId }) => [person, `CODE-${schoolId}`]));
  const value = fc.constantFrom("1", "2", "3", "new", undefined);
  const line = fc.record({ of: fc.constantFrom(...people), value });
  const lines = fc.uniqueArray(line, { selector: ({ of }) => of.schoolId, minLength: 1 });
  fc.assert(
    fc.property(lines, fc.constantFrom("address", "access code"), (those, what) => {
      const rows = those.map(({ of, value: given }) => {
        const { email: _, ...row } = rowOf(of);
        if (given === undefined) return row;
        return {
          ...row,
          ...(what === "address" ? { email: `${given}@example.edu` } : { cimAccessCode: `CODE-${given}` }),
        };
      });
      const judgement = judged(people, rows, { codes });
      const saved = new Map(judgement.codes.map(({ person, code }) => [person, code]));
      const after = rosterAfter(people, judgement).map((one) => ({
        ...{ one, has: what === "address" ? one.email : (saved.get(one.person) ?? codes.get(one.person)) },
      }));
      const values = after.map(({ has }) => has);
      if (judgement.counts) expect(new Set(values).size, JSON.stringify(values)).toBe(people.length);
      for (const { one, has } of after) {
        const given = those.find(({ of }) => of.schoolId === one.schoolId)?.value;
        const isOwn = given === undefined || has === (what === "address" ? `${given}@example.edu` : `CODE-${given}`);
        if (judgement.counts && !isOwn) expect(one.held?.reason, JSON.stringify(one)).toBe("rows");
      }
    }),
    { numRuns: 300 },
  );
});
