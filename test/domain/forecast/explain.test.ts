import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Asking, explain, type KnownState } from "#domain/forecast/explain/explain.ts";
import { preview } from "#domain/forecast/preview.ts";
import { walk } from "#domain/forecast/walk.ts";
import type { Student } from "#domain/people/student.ts";
import { addDays } from "#domain/time/dates.ts";
import { program, type StudentChange, student } from "../calendar/program.fixture.ts";

const SPAN = { from: "2025-01-01", to: "2031-12-31" };

const stored = (change: StudentChange & Partial<Pick<Student, "held" | "joinedOn" | "backOn">> = {}): Student => {
  const { held, joinedOn = SPAN.from, backOn, ...rest } = change;
  const { cimAccessCode: _, ...known } = student(rest);
  return { ...known, program: "hms", person: "Aa1111", joinedOn, ...(held && { held }), ...(backOn && { backOn }) };
};

const milestoneNamed = (id: string, of = program) => {
  const milestone = of.milestones.find((one) => one.id === id);
  if (milestone === undefined) throw new Error(id);
  return milestone;
};

type More = Partial<Pick<Asking, "occurrence" | "wave" | "program">> & { answered?: string };

/** What becomes of it by the calendar alone, as of a day. */
const explained = (who: Student, id: string, on: string, { answered, ...more }: More = {}) => {
  const of = more.program ?? program;
  const answers = answered === undefined ? [] : [{ at: answered, studentId: "S1", milestone: id }];
  const here = who.status === "active" && who.held === undefined ? [who] : [];
  const outlook = preview(of, here, SPAN, answers);
  const known: Asking["known"] = [{ on: SPAN.from, student: who }];
  return explain({ program: of, milestone: milestoneNamed(id, of), wave: "open", known, outlook, on, ...more });
};

const broken = ({ because }: ReturnType<typeof explain>) =>
  because.filter(({ holds }) => !holds).map(({ rule, fact }) => `${rule}: ${fact}`);

describe("what becomes of a mail", () => {
  test("it will be sent, and each rule holds", () => {
    expect(explained(stored(), "road-to-residency-1", "2027-01-10")).toEqual({
      verdict: "will be sent",
      at: "2028-01-18T14:00:00.000Z",
      because: [
        {
          rule: "road-to-residency-1 is for Pathways or HST students",
          fact: "Ada Example is on the Pathways track",
          holds: true,
        },
        {
          rule: "It comes on January 15 in the year before graduation",
          fact: "Ada Example graduates in 2029, so that is Saturday, January 15, 2028",
          holds: true,
        },
        {
          rule: "Nothing goes out on a quiet day, but on the next working day",
          fact: "Saturday, January 15, 2028 is a quiet day, so it goes out on Tuesday, January 18, 2028",
          holds: true,
        },
        {
          rule: "Mails go to students who are here, neither on leave nor gone",
          fact: "Ada Example is here",
          holds: true,
        },
      ],
    });
  });

  test("it was sent on an earlier day; on its own morning it still will be", () => {
    const on = (day: string) => explained(stored(), "retake-cim-survey", day);
    expect(on("2027-04-01")).toMatchObject({ verdict: "will be sent", at: "2027-04-01T13:00:00.000Z" });
    expect(on("2027-04-02")).toMatchObject({ verdict: "sent", at: "2027-04-01T13:00:00.000Z" });
  });

  test("never, for who is on another track", () => {
    const told = explained(stored({ track: "hst" }), "intro-cim-survey", "2025-09-01");
    expect(told).not.toHaveProperty("at");
    expect([told.verdict, ...broken(told)]).toEqual([
      "never",
      "intro-cim-survey is for Pathways students: Ada Example is on the HST track",
    ]);
  });

  test("never, for who is in another phase on its day, or of another society", () => {
    const audience = { tracks: ["pathways"], phases: ["post-pce"], societies: ["Holmes"] };
    const milestones = program.milestones.map((one) => (one.id === "match-day" ? { ...one, audience } : one));
    const told = explained(stored(), "match-day", "2027-01-10", { program: { ...program, milestones } });
    expect([told.verdict, ...broken(told)]).toEqual(["never", expect.stringContaining("Ada Example's is Castle")]);
    const early = program.milestones.map((one) =>
      one.id === "match-day" ? { ...one, audience: { tracks: ["pathways"], phases: ["pce"] } } : one,
    );
    expect(
      broken(explained(stored(), "match-day", "2027-01-10", { program: { ...program, milestones: early } })),
    ).toEqual(["It is for students in pce: on Friday, March 16, 2029 Ada Example is in post-pce"]);
  });

  test("never, for who has withdrawn; it waits for who is on leave, until it is too late", () => {
    const told = (status: Student["status"], on: string) => explained(stored({ status }), "road-to-residency-2", on);
    expect(told("withdrawn", "2028-01-10")).toMatchObject({ verdict: "never" });
    expect(broken(told("withdrawn", "2028-01-10"))[0]).toContain("Ada Example has withdrawn");
    expect(told("leave", "2028-01-10")).toMatchObject({ verdict: "waits" });
    expect(told("leave", "2028-05-10")).toMatchObject({ verdict: "never" });
    expect(broken(told("leave", "2028-05-10"))[1]).toBe(
      "It may go out until Monday, May 1, 2028 at the latest: it is Wednesday, May 10, 2028",
    );
  });

  test("held, where the office has a doubt about the student", () => {
    const held = { reason: "missing" as const, since: "2027-01-01T00:00:00Z", evidence: "missing", says: "not named" };
    const told = explained(stored({ held }), "road-to-residency-1", "2027-01-10");
    expect([told.verdict, ...broken(told)]).toEqual([
      "held",
      "Nobody is written to while the office has a doubt about them: not named",
    ]);
  });

  test("it waits where no day is set for the class, and never comes where the course has no such phase", () => {
    const unset = explained(
      stored({ anchors: { matriculation: 2030, graduation: 2034 } }),
      "intro-cim-survey",
      "2030-09-01",
    );
    expect([unset.verdict, ...broken(unset)]).toEqual([
      "waits",
      "Its day is set for each class, one by one: Ada Example entered in 2030, and no day is set for that class yet",
    ]);
    const short = explained(
      stored({ anchors: { matriculation: 2025, graduation: 2026 } }),
      "retake-cim-survey",
      "2025-09-01",
    );
    expect([short.verdict, ...broken(short)]).toEqual([
      "never",
      "It comes on April 1 in pce: Ada Example's course has no pce, and no such day falls into it",
    ]);
  });

  const withWhen = (when: (typeof program.milestones)[number]["when"]) => {
    const roles = { dean: { title: "the Dean", email: "dean@example.edu" } };
    const milestones = program.milestones.map((one) =>
      one.id === "match-day" ? { ...one, owner: "dean", when } : one,
    );
    return { program: { ...program, school: { ...program.school, roles }, milestones } };
  };

  test("it waits for a day in a window until the window is past, and for a session", () => {
    const [from, to] = [
      { month: 2, day: 1 },
      { month: 3, day: 31 },
    ];
    const of = withWhen({ type: "window", from, to, in: { phase: "pce" } });
    const told = explained(stored(), "match-day", "2027-02-10", of);
    expect([told.verdict, ...broken(told)]).toEqual([
      "waits",
      "It comes on a day from February 1 to March 31 in pce that is yet to be set: Ada Example is in it from " +
        "Thursday, October 1, 2026 until Thursday, September 30, 2027: no day from Monday, February 1, 2027 to " +
        "Wednesday, March 31, 2027 is set (owner: the Dean)",
    ]);
    expect(explained(stored(), "match-day", "2027-04-10", of).verdict).toBe("never");
    const session = explained(stored(), "match-day", "2027-04-10", withWhen({ type: "session", daysBefore: 14 }));
    expect([session.verdict, ...broken(session)]).toEqual([
      "waits",
      "It comes 14 days before the day of its session: no day is set for that session yet (owner: the Dean)",
    ]);
  });

  test("held, where it hangs on a national date that nobody has confirmed", () => {
    const awaits = { national: "nrmp.match-day", provisional: { "2029": "2029-03-16" } };
    const when = { type: "dates" as const, anchor: "graduation" as const, year: 0, dates: {}, awaits };
    const told = explained(stored(), "match-day", "2027-02-10", withWhen(when));
    expect([told.verdict, ...broken(told)]).toEqual([
      "held",
      "It hangs on a national date, nrmp.match-day: Ada Example graduates in 2029, but nrmp.match-day of 2029 is " +
        "provisional: nobody has confirmed it (owner: the Dean)",
    ]);
    const known = withWhen({ ...when, dates: { "2029": "2029-03-16" } });
    expect(explained(stored(), "match-day", "2027-02-10", known).verdict).toBe("will be sent");
  });

  test("ordinary mail to those who graduate waits for the end of Match Week", () => {
    const of = withWhen({ type: "yearly", anchor: "graduation", year: 0, on: { month: 3, day: 14 } });
    const matchWeeks = [{ from: "2029-03-12", to: "2029-03-16" }];
    const milestones = of.program.milestones.map((one) => ({ ...one, exact: false, mail: "calendar" as const }));
    const told = explained(stored(), "match-day", "2028-02-10", { program: { ...of.program, milestones, matchWeeks } });
    expect([told.verdict, told.at, told.because[2]]).toEqual([
      "will be sent",
      "2029-03-19T13:00:00.000Z",
      {
        rule: "Ordinary mail leaves those who graduate alone in Match Week, and goes out on the next working day",
        fact: "Wednesday, March 14, 2029 is in it, so it goes out on Monday, March 19, 2029",
        holds: true,
      },
    ]);
  });

  test("days are counted from a phase", () => {
    const of = withWhen({ type: "from-phase", phase: "pce", days: -14, usual: [{ month: 10, day: 1 }] });
    const told = explained(stored(), "match-day", "2026-08-10", of);
    expect([told.verdict, told.because[1]?.rule]).toEqual([
      "will be sent",
      "It comes 14 days before the day on which pce begins",
    ]);
  });

  test("never, for an occurrence of another class", () => {
    const told = explained(stored(), "match-day", "2027-01-10", { occurrence: "match-day@2028" });
    expect([told.verdict, ...broken(told)]).toEqual([
      "never",
      "match-day@2028 is for those to whom it comes then: Ada Example's is match-day@2029",
    ]);
  });

  test("a reminder never comes after the answer, and came before it", () => {
    const wave = (name: string) =>
      explained(stored(), "retake-cim-survey", "2027-05-10", { wave: name, answered: "2027-04-10T12:00:00Z" });
    expect(wave("remind-1")).toMatchObject({ verdict: "sent", at: "2027-04-08T13:00:00.000Z" });
    const told = wave("remind-2");
    expect([told.verdict, ...broken(told)]).toEqual([
      "never",
      "Reminders go to those who have not answered yet: Ada Example answered on Saturday, April 10, 2027",
    ]);
  });
});

test("where a first mailing waits for a second person, what lies ahead says so, and what went out does not", () => {
  const careful = { ...program, school: { ...program.school, approval: "first-mailing" as const } };
  const told = (on: string) =>
    explained(stored(), "road-to-residency-1", on, { program: careful }).because.filter(({ rule }) =>
      rule.startsWith("A second person"),
    );
  expect(told("2027-01-10").map(({ fact }) => fact)).toEqual([
    "told here is what comes with a yes in time; without one road-to-residency-1@2028 waits",
  ]);
  expect(told("2028-02-01")).toEqual([]);
});

describe("where rosters follow each other", () => {
  const days = fc.integer({ min: 1, max: 800 }).map((days) => addDays("2027-01-04", days));
  const change = fc.record({
    on: days,
    status: fc.constantFrom("active" as const, "leave" as const, "withdrawn" as const),
    graduation: fc.constantFrom(2028, 2029),
    track: fc.constantFrom("pathways", "hst"),
    leaveUntil: fc.option(days, { nil: undefined }),
  });

  test("a mail goes out where each rule holds, and where it does not some rule says why not", () => {
    const began = "2027-01-04";
    const mayJoinLate = fc.boolean();
    fc.assert(
      fc.property(fc.array(change, { maxLength: 3 }), mayJoinLate, days, (changes, isLate, on) => {
        const companion = { ...stored({ schoolId: "S0" }), person: "Bb2222", joinedOn: began };
        const sorted = changes.toSorted((one, other) => (one.on < other.on ? -1 : 1));
        const joinedOn = isLate ? (sorted[0]?.on ?? began) : began;
        let before = stored({ joinedOn });
        const states: KnownState[] = isLate && sorted.length > 0 ? [] : [{ on: began, student: before }];
        for (const { on: day, status, graduation, track, leaveUntil } of sorted) {
          const back = before.status === "leave" && status === "active" ? { backOn: day } : {};
          const { leaveUntil: _, ...rest } = before;
          const leave = status === "leave" && leaveUntil !== undefined ? { leaveUntil } : {};
          before = { ...rest, ...back, ...leave, status, track, anchors: { matriculation: 2025, graduation } };
          states.push({ on: day, student: before });
        }
        const [first, ...later] = states;
        if (first === undefined) return;
        const arrivals = [
          { on: began, students: first.on === began ? [companion, first.student] : [companion] },
          ...[...(first.on === began ? [] : [first]), ...later].map((one) => ({
            on: one.on,
            students: [companion, one.student],
          })),
        ];
        const walked = walk({ program, span: { from: began, to: "2029-06-30" }, arrivals, answers: [] });
        const outlook = { ...walked, mails: walked.mails.filter(({ studentId }) => studentId === "S1") };
        for (const milestone of program.milestones) {
          const told = explain({ program, milestone, wave: "open", known: [first, ...later], outlook, on, began });
          const goes = told.verdict === "sent" || told.verdict === "will be sent";
          expect(broken(told).length === 0, JSON.stringify({ milestone: milestone.id, told })).toBe(goes);
          expect(told.at !== undefined).toBe(goes);
        }
      }),
      { numRuns: 15 },
    );
  });
});
