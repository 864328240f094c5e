import fc from "fast-check";
import { expect, test } from "vitest";
import { foretellSessions } from "#domain/forecast/foretell/foretell-sessions.ts";
import { byPlannedTime } from "#domain/forecast/order.ts";
import type { OutlookMail } from "#domain/forecast/preview.ts";
import type { Arrival } from "#domain/forecast/walk-state.ts";
import type { Part } from "#domain/parts/part.ts";
import { claiming, settling } from "#domain/parts/part-changes.ts";
import type { Student } from "#domain/people/student.ts";
import { takeIn } from "#domain/sessions/revisions.ts";
import type { KnownSession, Session } from "#domain/sessions/session.ts";
import { planSession } from "#domain/sessions/session-mails.ts";
import { isCorrection } from "#domain/sessions/session-waves.ts";
import { NO_ANSWERS } from "#domain/sessions/wave-guests.ts";
import { addDays, datesBetween, instantAt } from "#domain/time/dates.ts";
import { program as small, student } from "../../calendar/program.fixture.ts";
import { session } from "../../sessions/session.fixture.ts";

const program = {
  ...small,
  series: [
    {
      id: "interest",
      title: "Interest",
      audience: { tracks: ["pathways"], societies: ["Castle"] },
      rhythm: { timesPerYear: 2 },
      covers: [],
      attached: [],
    },
  ],
};
const { sendAt, timeZone } = program.school;
const span = { from: "2027-01-01", to: "2027-02-28" };
const midnight = (on: string): string => instantAt(on, "00:00", timeZone);

const guest = (schoolId: string, change: Partial<Student> = {}): Student => ({
  ...student({ schoolId, anchors: { matriculation: 2024, graduation: 2028 } }),
  ...{ person: `key-${schoolId}`, program: program.id, email: `${schoolId}@example.edu`, joinedOn: span.from },
  ...change,
});

interface Files {
  arrivals: Arrival[];
  files: { on: string; sessions: KnownSession[] }[];
}

/** The functions' own rule for each student alone, each morning and when a file comes, with what each was told kept. */
const lived = ({ arrivals, files }: Files): OutlookMail[] => {
  const mails: OutlookMail[] = [];
  const parts = new Map<string, Part>();
  let [students, sessions]: [readonly Student[], readonly KnownSession[]] = [[], []];
  const planOf = (session: KnownSession, now: string) => ({
    ...{ program, session, among: sessions, students, answers: NO_ANSWERS, known: parts, now },
  });
  const tell = (those: readonly KnownSession[], now: string): void => {
    for (const one of those) {
      for (const mail of planSession(planOf(one, now))) {
        const { wave, milestone, occurrence, plannedAt } = mail;
        const name = `${occurrence}/${mail.student}`;
        const told = { plannedAt, at: now, tells: one.sequence, corrects: isCorrection(wave) };
        const claim = claiming(mail, wave, told)(parts.get(name));
        if (claim.said.kind !== "claimed") continue;
        const sent = { state: "sent" as const, plannedAt, attempt: claim.said.attempt, at: now, messageId: "x" };
        const { part } = settling(wave, sent)(claim.part);
        if (part !== undefined) parts.set(name, part);
        const to = students.find(({ person }) => person === mail.student)?.email ?? "";
        mails.push({ studentId: mail.schoolId, to, milestone, occurrence, wave, template: "", at: now });
      }
    }
  };
  for (const today of datesBetween(span.from, span.to)) {
    students = arrivals.findLast(({ on }) => on === today)?.students ?? students;
    for (const file of files.filter(({ on }) => on === today)) {
      sessions = file.sessions;
      tell(sessions, midnight(today));
    }
    tell(sessions, instantAt(today, sendAt, timeZone));
  }
  return mails.sort(byPlannedTime);
};

const plain = (mails: readonly OutlookMail[]) => mails.map(({ template: _, ...mail }) => mail);

const day = fc.integer({ min: 0, max: 58 }).map((nth) => addDays(span.from, nth));

const mostly = <One>(usual: One, other: fc.Arbitrary<One>) =>
  fc.oneof({ weight: 4, arbitrary: fc.constant(usual) }, { weight: 1, arbitrary: other });

const nearly = mostly("2027-01-20", fc.oneof(day, fc.constantFrom("2026-12-20", "2027-03-05", "2027-03-14")));

const oneSession = fc.record({
  id: fc.constantFrom("a", "b", "c"),
  item: fc.constantFrom("road-to-residency-1", "road-to-residency-1", "interest", "match-day"),
  on: nearly,
  hour: fc.constantFrom("07:00", "12:00", "17:30", "23:30"),
  place: fc.constantFrom(undefined, "TMEC 227", "TMEC 448"),
  rsvp: fc.constantFrom("none" as const, "yes-no" as const, "required" as const),
  status: mostly<Session["status"]>("planned", fc.constant("cancelled")),
});

const sessionOf = ({ on, hour, place, ...rest }: typeof oneSession extends fc.Arbitrary<infer One> ? One : never) => {
  const startsAt = instantAt(on, hour, timeZone);
  const endsAt = new Date(Date.parse(startsAt) + 3_600_000).toISOString();
  return session({ ...rest, startsAt, endsAt, ...(place !== undefined && { place }) } satisfies Partial<Session>);
};

const file = fc.record({ on: day, rows: fc.uniqueArray(oneSession, { selector: ({ id }) => id, minLength: 2 }) });

const person = fc.record({
  society: fc.constantFrom("Castle", "Holmes"),
  track: mostly("pathways", fc.constant("hst")),
  anchors: mostly({ matriculation: 2024, graduation: 2028 }, fc.constant({ matriculation: 2023, graduation: 2027 })),
  status: mostly<Student["status"]>("active", fc.constantFrom("leave", "withdrawn")),
  leaveFrom: mostly<string | undefined>(undefined, day),
  leaveUntil: mostly<string | undefined>(undefined, day),
});

const ids = ["S1", "S2", "S3", "S4", "S5", "S6"];
const roster = fc.record({ on: day, people: fc.tuple(...ids.map(() => fc.option(person, { nil: undefined }))) });

const inOrder = <One extends { on: string }>(those: One[]): One[] =>
  those.toSorted((one, other) => (one.on < other.on ? -1 : one.on > other.on ? 1 : 0));

const fromTheFirstDay = <One extends { on: string }>([first, ...rest]: One[]): One[] =>
  first === undefined ? [] : inOrder([{ ...first, on: span.from }, ...rest]);

const filesOf = (rosters: { on: string; people: (Partial<Student> | undefined)[] }[], read: Read[]): Files => {
  const arrivals = fromTheFirstDay(rosters).map(({ on, people }) => ({
    on,
    students: people.flatMap((one, nth) => (one === undefined ? [] : [guest(ids[nth] ?? "", one)])),
  }));
  let known: KnownSession[] = [];
  const files = fromTheFirstDay(read).map(({ on, rows }) => {
    known = takeIn(
      known,
      rows.map((row) => ({ session: sessionOf(row), kept: [] })),
      midnight(on),
    );
    return { on, sessions: known };
  });
  return { arrivals, files };
};
type Read = typeof file extends fc.Arbitrary<infer One> ? One : never;

test("it is what planning each morning, and when a file comes, tells each student", () => {
  let told = 0;
  fc.assert(
    fc.property(
      fc.array(roster, { minLength: 1, maxLength: 3 }),
      fc.array(file, { minLength: 1, maxLength: 4 }),
      (rosters, read) => {
        const given = filesOf(rosters, read);
        const { mails } = foretellSessions(program, span, given.arrivals, given.files);
        told += mails.length;
        expect(plain(mails)).toEqual(plain(lived(given)));
      },
    ),
    { numRuns: 40 },
  );
  expect(told).toBeGreaterThan(60);
});
