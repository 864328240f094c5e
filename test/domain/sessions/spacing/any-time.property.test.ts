import fc from "fast-check";
import { expect, test } from "vitest";
import { weekOf } from "#domain/calendar/spacing/weekly-budget.ts";
import { foretell } from "#domain/forecast/foretell/foretell.ts";
import type { SessionsArrival } from "#domain/forecast/foretell/foretell-sessions.ts";
import type { Student } from "#domain/people/student.ts";
import { takeIn } from "#domain/sessions/revisions.ts";
import type { KnownSession } from "#domain/sessions/session.ts";
import { addDays, instantAt, schoolDate } from "#domain/time/dates.ts";
import type { School } from "#domain/time/school.ts";
import { program as small, student } from "../../calendar/program.fixture.ts";
import { session } from "../session.fixture.ts";

const ZONE = "America/New_York";
const FROM = "2026-12-28";
const span = { from: FROM, to: "2027-04-30" };
const evenings = {
  ...{ id: "evenings", title: "Evenings", audience: { tracks: ["pathways"] }, rhythm: { timesPerYear: 2 } },
  ...{ covers: [], attached: [] },
};
// No milestones: what goes out on a day of its own is of sessions alone.
const spaced = (atMost: number | undefined) => ({
  ...{ ...small, milestones: [], series: [evenings] },
  school: { ...small.school, ...(atMost !== undefined && { weeklyMails: { atMost, digest: 5 } }) },
});
const guest: Student = {
  ...student({ anchors: { matriculation: 2024, graduation: 2028 } }),
  ...{ person: "key-1", program: small.id, email: "s1@example.edu", joinedOn: FROM },
};

const anyRow = fc.record({
  id: fc.constantFrom("a", "b", "c", "d", "e", "f", "g", "h"),
  on: fc.integer({ min: 1, max: 60 }),
  rsvp: fc.constantFrom("none" as const, "required" as const),
  status: fc.constantFrom("planned" as const, "planned" as const, "planned" as const, "cancelled" as const),
});
const anyFile = fc.record({
  days: fc.integer({ min: 0, max: 40 }),
  rows: fc.uniqueArray(anyRow, { minLength: 1, maxLength: 6, selector: ({ id }) => id }),
});
type File = typeof anyFile extends fc.Arbitrary<infer Of> ? Of : never;

const arrivalsOf = (files: readonly File[]): SessionsArrival[] => {
  let known: KnownSession[] = [];
  return files
    .toSorted((one, other) => one.days - other.days)
    .map(({ days, rows }) => {
      const on = addDays(FROM, days);
      const read = rows.map((row) => {
        const startsAt = instantAt(addDays(FROM, row.on), "17:30", ZONE);
        const endsAt = instantAt(addDays(FROM, row.on), "18:30", ZONE);
        return { session: session({ ...row, item: "evenings", startsAt, endsAt }), kept: [] };
      });
      known = takeIn(known, read, instantAt(on, "00:00", ZONE));
      return { on, sessions: known };
    });
};

interface Told {
  session: string;
  wave: string;
  on: string;
  isInDigest: boolean;
  at: string;
}

const toldBy = (atMost: number | undefined, files: readonly SessionsArrival[]): Told[] => {
  const program = spaced(atMost);
  const { mails, digests } = foretell(span, program, [{ on: FROM, students: [guest] }], [], files);
  const inDigests = digests.flatMap(({ at, items }) => items.map((item) => ({ ...item, at })));
  const nameOf = ({ occurrence, wave, at }: { occurrence: string; wave: string; at: string }) =>
    `${occurrence}/${wave}/${at}`;
  const names = new Set(inDigests.map(nameOf));
  return [...mails.filter((mail) => !names.has(nameOf(mail))), ...inDigests].map(({ occurrence, wave, at }) => {
    const on = schoolDate(at, ZONE);
    const isInDigest = atMost !== undefined && weekOf(program.school, on)?.digest === on;
    return { session: occurrence.slice("session:".length), wave, on, at, isInDigest };
  });
};

const isEssential = ({ wave }: Told): boolean => /^(moved|cancelled)/.test(wave);

const nextDigest = (school: School, on: string): string =>
  [on, addDays(on, 7)].map((day) => weekOf(school, day)?.digest ?? "").find((day) => day >= on) ?? "9999-12-01";

const asOfDay = (files: readonly SessionsArrival[], on: string, id: string): KnownSession | undefined =>
  files.findLast((file) => file.on <= on)?.sessions.find((one) => one.id === id);

const ofFiles = fc.uniqueArray(anyFile, { minLength: 1, maxLength: 6, selector: ({ days }) => days }).map(arrivalsOf);

const planned = { rsvp: "none" as const, status: "planned" as const };
/** A session that moves on its day to the next one, so that its guests have two words on an eve in one week. */
const TWO_EVES = arrivalsOf([
  {
    days: 0,
    rows: [
      { id: "d", on: 27, ...planned },
      { id: "a", on: 1, ...planned },
    ],
  },
  {
    days: 27,
    rows: [
      { id: "d", on: 28, ...planned },
      { id: "h", on: 35, ...planned },
    ],
  },
]);

test("whenever sessions come, move and are cancelled, nothing that can wait is one mail too many in its week", () => {
  let counted = 0;
  fc.assert(
    fc.property(ofFiles, fc.integer({ min: 0, max: 2 }), (files, atMost) => {
      const { school } = spaced(atMost);
      const alone = toldBy(atMost, files).filter((one) => !one.isInDigest && !isEssential(one));
      for (const [, week] of Map.groupBy(alone, ({ on }) => weekOf(school, on)?.ends ?? "")) {
        for (const one of week.filter(({ wave }) => wave === "open")) {
          const { startsAt = "" } = asOfDay(files, one.on, one.session) ?? {};
          const digest = nextDigest(school, one.on);
          if (schoolDate(startsAt, ZONE) < addDays(digest, 3)) continue;
          counted += 1;
          expect(week.filter(({ at }) => at <= one.at).length).toBeLessThanOrEqual(atMost);
        }
      }
    }),
    { numRuns: 250, examples: [[TWO_EVES, 2]] },
  );
  expect(counted).toBeGreaterThan(200);
});

test("nothing is lost by it: who would be told without a budget is told with it, by the next digest and in time", () => {
  let waited = 0;
  fc.assert(
    fc.property(ofFiles, fc.integer({ min: 0, max: 2 }), (files, atMost) => {
      const within = toldBy(atMost, files);
      for (const one of toldBy(undefined, files).filter(({ wave }) => wave === "open")) {
        const last = files.at(-1)?.sessions.find(({ id }) => id === one.session);
        const mine = within.find(({ session, wave }) => session === one.session && wave === "open");
        // One that was cancelled or moved while its invitation waited has nothing to tell any more, or later.
        const isStill = last?.status === "planned" && last.revisedAt <= one.at;
        if (!isStill) continue;
        expect(mine).toBeDefined();
        if (mine === undefined) continue;
        if (mine.on !== one.on) waited += 1;
        expect(mine.at >= one.at && mine.on < addDays(one.on, 7) && mine.at < last.startsAt).toBe(true);
        expect(within.filter(({ session, wave }) => session === one.session && wave === "open")).toHaveLength(1);
      }
    }),
    { numRuns: 250 },
  );
  expect(waited).toBeGreaterThan(50);
});
