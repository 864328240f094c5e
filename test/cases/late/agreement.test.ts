import { writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import { Program } from "#domain/calendar/program.ts";
import { foretell } from "#domain/forecast/foretell/foretell.ts";
import type { SessionsArrival } from "#domain/forecast/foretell/foretell-sessions.ts";
import type { Span } from "#domain/forecast/preview.ts";
import type { GuestAnswer, GuestAnswered } from "#domain/sessions/guest-answers.ts";
import { takeIn } from "#domain/sessions/revisions.ts";
import type { KnownSession } from "#domain/sessions/session.ts";
import { sessionOf } from "#domain/sessions/session-subject.ts";
import { addDays, instantAt } from "#domain/time/dates.ts";
import { readRules } from "#files/program-folder/index.ts";
import { heldAmong } from "../../../cli/forecast/report.ts";
import { whatHappened } from "../../../cli/forecast/what-happened.ts";
import { takeRosters } from "../../../cli/local/rosters.ts";
import { session } from "../../domain/sessions/session.fixture.ts";
import { SEVEN_MILESTONES } from "../../programs/seven-milestones.ts";
import { temporaryFolder } from "../../temporary-folder.ts";
import { livedInMemory } from "./school-in-memory.ts";

const RUNS = Number(process.env.MATCHWARD_RUNS ?? 50);

const COLUMNS =
  "student_id,email,first_name,last_name,track,matriculation_year,graduation_year,status,cim_access_code,pce_begins," +
  "leave_from,leave_until,society_advisor_email";

const oneOf = (...words: string[]) => fc.constantFrom(...words);
const letters = "abcdefghijklmnop";

/** What a roster says of one student; the second and third say something else of few. */
const anyRow = fc.record({
  nth: fc.nat({ max: 11 }),
  id: fc.oneof({ weight: 9, arbitrary: oneOf("usual") }, { weight: 1, arbitrary: oneOf("no zeros", "other") }),
  email: fc.oneof(
    { weight: 6, arbitrary: oneOf("usual") },
    { weight: 1, arbitrary: oneOf("", "new", "shared", "n/a") },
  ),
  track: fc.oneof({ weight: 6, arbitrary: oneOf("pathways") }, { weight: 1, arbitrary: oneOf("", "hst", "hsdm", "?") }),
  matriculation: fc.integer({ min: 2023, max: 2027 }),
  years: fc.oneof({ weight: 6, arbitrary: oneOf("4") }, { weight: 1, arbitrary: oneOf("", "5", "6", "x") }),
  status: fc.oneof(
    { weight: 6, arbitrary: oneOf("active") },
    { weight: 1, arbitrary: oneOf("", "LOA", "Deceased", "inactive", "withdrawn ", "graduated") },
  ),
  code: fc.oneof({ weight: 4, arbitrary: oneOf("usual") }, { weight: 1, arbitrary: oneOf("", "new") }),
  begins: fc.oneof({ weight: 8, arbitrary: oneOf("") }, { weight: 1, arbitrary: oneOf("2027-03-01", "2026-10-01") }),
  leave: fc.option(fc.tuple(fc.nat({ max: 60 }), fc.nat({ max: 40 }), oneOf("both", "both", "from", "until", "none"))),
});

type Row = typeof anyRow extends fc.Arbitrary<infer Of> ? Of : never;

const idOf = ({ nth, id }: Row): string => {
  if (id === "other") return `X${nth}`;
  return id === "usual" ? `004100${String(nth).padStart(2, "0")}` : `4100${String(nth).padStart(2, "0")}`;
};

const emailOf = ({ nth, email }: Row): string =>
  email === "usual" || email === "new"
    ? `${email === "new" ? "new." : ""}${letters.charAt(nth)}@school.example`
    : email === "shared"
      ? "a@school.example"
      : email;

/** First and last day of a leave that may begin before the span, within it or after it. */
const leaveOf = ({ leave }: Row, from: string): [string, string] => {
  if (leave === null) return ["", ""];
  const [begins, days, which] = leave;
  const [first, last] = [addDays(from, begins - 12), addDays(from, begins - 12 + days)];
  if (which === "none") return ["none", "none"];
  return [which === "until" ? "" : first, which === "from" ? "" : last];
};

const lineOf = (row: Row, from: string): string =>
  [
    idOf(row),
    emailOf(row),
    `Robin${letters.charAt(row.nth)}`,
    "Example",
    row.track,
    row.matriculation,
    row.years === "" || row.years === "x" ? row.years : row.matriculation + Number(row.years),
    row.status,
    row.code === "usual" ? `C${row.nth}` : row.code === "new" ? `D${row.nth}` : "",
    row.begins,
    ...leaveOf(row, from),
    row.nth % 3 === 0 ? "" : `advisor${row.nth % 3}@school.example`,
  ].join(",");

const textOf = (rows: readonly Row[], from: string): string =>
  [COLUMNS, ...rows.map((row) => lineOf(row, from))].join("\n");

/** A later roster: some rows are gone, some say something else, a few are new. */
const changed = (rows: readonly Row[], changes: readonly (Row & { keeps: boolean })[]): Row[] => [
  ...rows.filter((_, nth) => changes[nth]?.keeps !== false),
  ...changes.filter(({ keeps }) => !keeps),
];

const anyChanges = fc.array(
  fc.tuple(anyRow, fc.boolean()).map(([row, keeps]) => ({ ...row, keeps })),
  { maxLength: 5 },
);

const usual = (row: Row): Row => ({
  ...row,
  id: "usual",
  email: "usual",
  track: "pathways",
  years: "4",
  status: "active",
});

/** Milestones by the forms that the seven do not use, with mails of theirs. */
const others = ([first]: Program["milestones"]): Program["milestones"] => {
  if (first === undefined) return [];
  const { ask: _, ...told } = { ...first, mail: "calendar" as const, showsAccessCode: false, exact: false };
  const tracks = ["pathways", "hst"];
  const usual = [
    { month: 10, day: 1 },
    { month: 3, day: 1 },
  ];
  return [
    {
      ...told,
      id: "into-the-clinic",
      audience: { tracks },
      when: { type: "from-phase", phase: "pce", days: 12, usual },
    },
    {
      ...{ ...told, id: "in-match-week", audience: { tracks } },
      when: { type: "yearly", anchor: "graduation", year: 0, on: { month: 3, day: 15 } },
    },
    {
      ...{ ...told, id: "at-its-release", audience: { tracks }, mail: "match" },
      when: {
        ...{ type: "dates", anchor: "graduation", year: 0, dates: { 2027: "2027-03-24", 2028: "2028-03-14" } },
        releases: { "2027-03-24": "2027-03-24T16:00:00.000Z", "2028-03-14": "2028-03-14T12:00:00.000Z" },
      },
    },
    {
      ...{ ...told, id: "before-april", audience: { tracks } },
      when: { type: "phase", phase: "pce", on: { month: 4, day: 1 }, days: -5 },
    },
    // In one week with a reminder of the survey, and with each other: what waits goes out together.
    ...[5, 6].map((day) => ({
      ...{ ...told, id: `early-april-${day}`, audience: { tracks } },
      when: { type: "phase" as const, phase: "pce", on: { month: 4, day } },
    })),
  ];
};

/** Whatever reminds escalates, after one reminder or another. */
const escalating = (milestone: Program["milestones"][number], nth: number): Program["milestones"][number] => {
  const reminders = milestone.ask?.remindAfterDays.length ?? 0;
  if (reminders === 0) return milestone;
  return { ...milestone, escalates: { to: "society-advisor", afterReminder: 1 + (nth % reminders) } };
};

/** A word soon after a leave began, two before they are back, and one after it. */
const ofLeave = ({ milestones: [usual] }: Program) =>
  [
    { edge: "leave", days: 3 },
    { edge: "return", days: -10 },
    { edge: "return", days: -1 },
    { edge: "return", days: 2 },
  ].map((when, nth) => ({
    ...{ ...usual, id: `leave-${nth}`, when: { type: "from-leave", ...when } },
    ...{ mail: "calendar", catchUp: { days: 4 } },
  }));

const EVENINGS = {
  ...{ id: "evenings", title: "Evenings", audience: { tracks: ["pathways", "hst"] }, rhythm: { timesPerYear: 2 } },
  ...{ covers: [], attached: [], guests: { most: 2, dietary: false } },
};

const anyEvening = fc.record({
  id: oneOf("a", "b", "c", "d"),
  on: fc.integer({ min: 3, max: 42 }),
  rsvp: fc.constantFrom("none" as const, "required" as const),
  capacity: fc.constantFrom(undefined, 1, 1, 2),
  status: fc.oneof({ weight: 9, arbitrary: fc.constant("planned" as const) }, fc.constant("cancelled" as const)),
});
const anyEvenings = fc.array(
  fc.record({
    days: fc.integer({ min: 0, max: 30 }),
    rows: fc.uniqueArray(anyEvening, { minLength: 1, selector: ({ id }) => id }),
  }),
  { maxLength: 3 },
);

const anySaid = fc.record({
  nth: fc.nat({ max: 11 }),
  session: oneOf("a", "b", "c", "d"),
  minutes: fc.integer({ min: -60, max: 46 * 24 * 60 }),
  answer: fc.oneof(
    { weight: 2, arbitrary: fc.nat({ max: 3 }).map((guests): GuestAnswer => ({ answer: "yes", guests })) },
    { weight: 1, arbitrary: fc.constant<GuestAnswer>({ answer: "no" }) },
  ),
});

const saidOf = ({ school }: Program, said: readonly Said[], from: string): GuestAnswered[] => {
  const began = Date.parse(instantAt(from, "00:00", school.timeZone));
  return said
    .map(({ nth, session, minutes, answer }) => ({
      ...{ at: new Date(began + minutes * 60_000).toISOString(), studentId: `004100${String(nth).padStart(2, "0")}` },
      ...{ session, answer },
    }))
    .toSorted((one, other) => Date.parse(one.at) - Date.parse(other.at));
};

type Said = typeof anySaid extends fc.Arbitrary<infer Of> ? Of : never;

type Evenings = typeof anyEvenings extends fc.Arbitrary<infer Of> ? Of : never;

/** The sessions after each file, and of the first files those that no mail was sent of yet. */
const sessionsOf = ({ school }: Program, files: Evenings, from: string): SessionsArrival[] => {
  let known: KnownSession[] = [];
  const days = new Map(files.map((one) => [one.days, one]));
  const inOrder = [...days.values()].toSorted((one, other) => one.days - other.days);
  return inOrder.map(({ days, rows }, nth) => {
    const on = addDays(from, nth === 0 ? 0 : days);
    const read = rows.map((row) => {
      const startsAt = instantAt(addDays(from, row.on), "17:30", school.timeZone);
      const endsAt = new Date(Date.parse(startsAt) + 3_600_000).toISOString();
      return { session: session({ ...row, item: "evenings", title: row.id, startsAt, endsAt }), kept: [] };
    });
    known = takeIn(known, read, instantAt(on, "00:00", school.timeZone));
    return { on, sessions: known };
  });
};

/** No budget; one mail a week, and exams in April; and whatever can wait does. */
const SPACINGS = [
  {},
  {
    weeklyMails: { atMost: 1, digest: 5 },
    examBlocks: [
      { title: "Shelf exams", yearly: { from: { month: 4, day: 7 }, to: { month: 4, day: 16 } }, phases: ["pce"] },
    ],
  },
  { weeklyMails: { atMost: 0, digest: 3 } },
];

const readProgram = async (atLeast: number): Promise<Program> => {
  const read = await readRules(SEVEN_MILESTONES, 2026);
  if (!read.ok) throw new Error("The program cannot be read.");
  const { program } = read;
  const milestones = [...program.milestones.map(escalating), ...others(program.milestones), ...ofLeave(program)];
  return Program.parse({
    ...program,
    milestones,
    series: [EVENINGS],
    school: { ...program.school, imports: { share: 0.1, atLeast } },
  });
};

const spaced = (program: Program, spacing: object): Program =>
  Program.parse({ ...program, school: { ...program.school, ...spacing } });

test(
  "preview and what the functions do agree, whatever rosters come later",
  async () => {
    const one = await readProgram(1);
    const five = await readProgram(5);
    const programs = [one, five].flatMap((program) => SPACINGS.map((spacing) => spaced(program, spacing)));
    const folder = temporaryFolder();
    let invited = 0;
    const ofAnswers = new Map<string, number>();
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(anyRow.map(usual), { minLength: 2, maxLength: 8, selector: ({ nth }) => nth }),
        fc.array(anyChanges, { maxLength: 2 }),
        fc.constantFrom("2027-03-20", "2026-10-10", "2026-08-10", "2027-05-25", "2028-03-05"),
        fc.array(fc.integer({ min: 0, max: 35 }), { minLength: 2, maxLength: 2 }),
        fc.constantFrom(...programs),
        fc.boolean(),
        anyEvenings,
        fc.array(anySaid, { minLength: 300, maxLength: 400 }),
        async (first, later, from, days, program, isComplete, evenings, replies) => {
          const span: Span = { from, to: addDays(from, 45) };
          const files = [first, ...later.map((changes) => changed(first, changes))].map((rows, nth) => {
            const file = join(folder, `roster-${nth}.csv`);
            writeFileSync(file, textOf(rows, from));
            return file;
          });
          const dates = days.toSorted((one, other) => one - other).map((day) => addDays(from, day + 1));
          const then = files.slice(1).map((file, nth) => ({ file, on: dates[nth] ?? from }));
          const rosters = await takeRosters({ roster: files[0] ?? "", then, complete: isComplete }, program, from);
          const sessions = sessionsOf(program, evenings, from);
          const said = saidOf(program, replies, from);
          const foretold = foretell(span, program, rosters, [], sessions, said);
          const { mails, tasks, phases, digests, escalations, heard } = foretold;
          const system = await livedInMemory(program, span, rosters, sessions, heard);
          const ofSessions = sessions.at(-1)?.sessions;
          invited += digests.flatMap(({ items }) => items).filter(({ occurrence }) => sessionOf(occurrence)).length;
          for (const { wave, occurrence } of mails) {
            const kind = sessionOf(occurrence) && wave.replace(/-\d+$/, "");
            if (kind !== undefined) ofAnswers.set(kind, (ofAnswers.get(kind) ?? 0) + 1);
          }
          expect({
            ...(await whatHappened(system, program, span, rosters, ofSessions)),
            held: heldAmong(await system.records.people.all()),
          }).toEqual({
            ...{ mails, tasks, phases, digests, escalations },
            held: heldAmong(rosters.at(-1)?.students ?? []),
          });
        },
      ),
      { numRuns: RUNS, endOnFailure: true },
    );
    expect(invited).toBeGreaterThan(0);
    expect([...ofAnswers.keys()]).toEqual(expect.arrayContaining(["seat", "thanks"]));
  },
  2_400 * RUNS,
);
