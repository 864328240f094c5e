import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { occurrencesToPlan, type PlannedStudent } from "#domain/calendar/current-occurrences.ts";
import { preview } from "#domain/forecast/preview.ts";
import { carriedOver } from "#domain/mail/carried-over.ts";
import type { Plan } from "#domain/mail/plan.ts";
import { planDay, planOpening } from "#domain/mail/planning.ts";
import type { MailState, Part } from "#domain/parts/part.ts";
import type { DeclinableKind } from "#domain/people/mail-kinds.ts";
import { addDays } from "#domain/time/dates.ts";
import { program, student } from "../calendar/program.fixture.ts";
import { attestedTask, dueTask } from "../parts/tasks.fixture.ts";

const keyed = (change: Parameters<typeof student>[0] = {}): PlannedStudent => {
  const one = student(change);
  return { ...one, person: `k-${one.schoolId}`, program: program.id };
};
const asOf = (today: string, students: PlannedStudent[], parts: Part[] = [], startedOn = "2026-08-01"): Plan =>
  planDay({ program, students, parts, today, startedOn });
const sent = (plannedAt: string): MailState => ({
  state: "sent",
  plannedAt,
  attempt: 1,
  at: plannedAt,
  messageId: "m",
});
const part = (mails: string[], change: Partial<Part> = {}): Part => ({
  occurrence: "retake-cim-survey@2027",
  milestone: "retake-cim-survey",
  student: "k-S1",
  cohort: "pathways-2029",
  task: dueTask(),
  revision: 0,
  mails: Object.fromEntries(mails.map((wave) => [wave, sent("2027-04-01T13:00:00.000Z")])),
  ...change,
});
const waves = ({ send, miss }: Plan) => ({ send: send.map(({ wave }) => wave), miss: miss.map(({ wave }) => wave) });

describe("a student who is held", () => {
  const held = { reason: "double", since: "2027-03-01T13:00:00.000Z", evidence: "double:7", says: "" } as const;
  const student_ = { ...keyed(), held };

  test("has nothing planned and nothing missed, however long it lasts", () => {
    const days = ["2027-04-01", "2027-04-08", "2027-04-29", "2027-05-20"];
    expect(days.map((day) => waves(asOf(day, [student_])))).toEqual(days.map(() => ({ send: [], miss: [] })));
    expect(planOpening({ program, milestone: "retake-cim-survey", students: [student_], today: "2027-04-01" })).toEqual(
      [],
    );
  });

  test("catches up once they are let go, with one mail", () => {
    expect(waves(asOf("2027-04-12", [keyed()]))).toMatchObject({ send: ["open"] });
  });
});

describe("what a student declined", () => {
  const choosing = (today: string, declined: DeclinableKind[], parts: Part[] = [part(["open"])]): Plan => {
    const students = [keyed()];
    return planDay({
      program,
      students,
      parts,
      declined: new Map([["k-S1", declined]]),
      today,
      startedOn: "2026-08-01",
    });
  };

  test("is left out of a morning, and planned again as soon as it is taken back", () => {
    expect(waves(choosing("2027-04-08", ["nudges"]))).toEqual({ send: [], miss: [] });
    expect(waves(choosing("2027-04-09", []))).toEqual({ send: ["remind-1"], miss: [] });
  });

  test("is missed for that reason once it is too late", () => {
    const [first] = choosing("2027-04-23", ["nudges"]).miss;
    expect(first).toMatchObject({ wave: "remind-1", reason: "the student declined it" });
  });

  test("does not hold back what is essential", () => {
    const everything: DeclinableKind[] = ["calendar", "nudges", "enrichment"];
    expect(waves(choosing("2027-04-02", everything, []))).toEqual({ send: ["open"], miss: [] });
  });

  test("is left out of an opening by its kind", () => {
    const students = [keyed({ anchors: { matriculation: 2024, graduation: 2028 } })];
    const opening = (kind: DeclinableKind) =>
      planOpening({
        program,
        milestone: "road-to-residency-2",
        students,
        declined: new Map([["k-S1", [kind]]]),
        today: "2027-04-15",
      });
    expect(opening("calendar")).toEqual([]);
    expect(opening("nudges")).toHaveLength(1);
  });
});

describe("opening a milestone on its own schedule", () => {
  const opening = (milestone: string, today: string, students = [keyed()]) =>
    planOpening({ program, milestone, students, today });

  test("opens for the students it concerns, on its day", () => {
    const others = [
      keyed(),
      keyed({ schoolId: "S2", anchors: { matriculation: 2024 } }),
      keyed({ schoolId: "S3", track: "hsdm" }),
    ];
    expect(opening("retake-cim-survey", "2027-04-01", others)).toEqual([
      {
        schoolId: "S1",
        student: "k-S1",
        cohort: "pathways-2029",
        milestone: "retake-cim-survey",
        occurrence: "retake-cim-survey@2027",
        wave: "open",
        plannedAt: "2027-04-01T13:00:00.000Z",
        asks: "answer" as const,
      },
    ]);
  });

  test("leaves a day that quiet days moved to the daily run", () => {
    const rising = [keyed({ anchors: { graduation: 2029 } })];
    expect(opening("road-to-residency-1", "2028-01-15", rising)).toEqual([]);
    expect(waves(asOf("2028-01-17", rising)).send).toEqual([]);
    expect(waves(asOf("2028-01-18", rising)).send).toEqual(["open"]);
  });

  test("does nothing on another day, for an unknown milestone, or for who is not active", () => {
    expect(opening("retake-cim-survey", "2027-04-02")).toEqual([]);
    expect(opening("no-such-milestone", "2027-04-01")).toEqual([]);
    expect(opening("retake-cim-survey", "2027-04-01", [keyed({ status: "leave" })])).toEqual([]);
  });
});

describe("a morning's plan", () => {
  test("reminds who has not completed, and nobody else", () => {
    expect(waves(asOf("2027-04-08", [keyed()], [part(["open"])]))).toEqual({ send: ["remind-1"], miss: [] });
    expect(waves(asOf("2027-04-08", [keyed()], [part(["open"], { task: attestedTask() })])).send).toEqual([]);
  });

  test("plans nothing twice", () => {
    expect(waves(asOf("2027-04-08", [keyed()], [part(["open", "remind-1"])]))).toEqual({ send: [], miss: [] });
  });

  test("leaves today's opening to its schedule, and makes it good the next working day if that never fired", () => {
    expect(waves(asOf("2027-04-01", [keyed()])).send).toEqual([]);
    expect(waves(asOf("2027-04-02", [keyed()])).send).toEqual(["open"]);
  });

  test("sends nothing on a quiet day, even what is overdue", () => {
    expect(waves(asOf("2027-04-03", [keyed()]))).toEqual({ send: [], miss: [] });
  });

  test("a late joiner gets the invitation alone; the reminder it overtook is recorded as missed", () => {
    expect(waves(asOf("2027-04-12", [keyed()]))).toEqual({ send: ["open"], miss: ["remind-1"] });
  });

  test("after an outage the latest reminder goes out, not one for each lost day", () => {
    expect(waves(asOf("2027-04-16", [keyed()], [part(["open"])]))).toEqual({ send: ["remind-2"], miss: ["remind-1"] });
  });

  test("a reminder put in before one that has gone out does not send that one again under its next name", () => {
    const milestones = program.milestones.map((one) =>
      one.id === "retake-cim-survey" && one.ask ? { ...one, ask: { ...one.ask, remindAfterDays: [4, 7, 14] } } : one,
    );
    const edited = { ...program, milestones };
    const mails = { open: sent("2027-04-01T13:00:00.000Z"), "remind-1": sent("2027-04-08T13:00:00.000Z") };
    const of = { program: edited, students: [keyed()], parts: [part([], { mails })], startedOn: "2026-08-01" };
    expect(waves(planDay({ ...of, today: "2027-04-09" }))).toEqual({ send: [], miss: ["remind-2"] });
    expect(planDay({ ...of, today: "2027-04-09" }).miss[0]?.reason).toBe(
      "remind-1 was planned for that day or a later one",
    );
    expect(waves(planDay({ ...of, today: "2027-04-15" })).send).toEqual(["remind-3"]);
  });

  test("what is over by more than fourteen days is missed, not sent", () => {
    const invited = [keyed({ schoolId: "S2", anchors: { matriculation: 2024, graduation: 2028 } })];
    expect(waves(asOf("2027-02-01", invited, [], "2026-08-01"))).toEqual({ send: [], miss: ["open"] });
    expect(waves(asOf("2027-01-29", invited, [], "2026-08-01"))).toEqual({ send: ["open"], miss: [] });
  });

  test("nothing goes out after the close", () => {
    expect(waves(asOf("2027-05-03", [keyed()], [part(["open", "remind-1", "remind-2", "remind-3"])]))).toEqual({
      send: [],
      miss: ["last-call"],
    });
  });

  test("waves from before the school began with matchward count as done", () => {
    expect(waves(asOf("2027-04-12", [keyed()], [], "2027-04-10"))).toEqual({ send: [], miss: [] });
  });

  test("a mail that SES surely did not send is planned again", () => {
    const retry = part([], { mails: { open: { ...sent("2027-04-01T13:00:00.000Z"), state: "retry" } } });
    expect(waves(asOf("2027-04-02", [keyed()], [retry])).send).toEqual(["open"]);
  });

  test("a claim that was never settled is never planned again", () => {
    const lost = part([], { mails: { open: { ...sent("2027-04-01T13:00:00.000Z"), state: "claimed" } } });
    expect(waves(asOf("2027-04-02", [keyed()], [lost])).send).toEqual([]);
  });

  test.each(["suppressed", "paused"] as const)("sends nothing of a part that is %s", (reason) => {
    const stopped = part([], { stops: { [reason]: "2027-04-01T13:00:00.000Z" } });
    expect(waves(asOf("2027-04-12", [keyed()], [stopped]))).toEqual({ send: [], miss: [] });
    expect(waves(asOf("2027-05-03", [keyed()], [stopped])).miss).toContain("last-call");
  });

  test("asks only for the parts of occurrences in sight", () => {
    expect(occurrencesToPlan(program, [keyed()], "2027-03-31", "2026-08-01")).toEqual([]);
    expect(occurrencesToPlan(program, [keyed()], "2027-04-20", "2026-08-01")).toEqual(["retake-cim-survey@2027"]);
    expect(occurrencesToPlan(program, [keyed()], "2027-07-20", "2026-08-01")).toEqual([]);
  });
});

describe("how late a mail may be is the milestone's own", () => {
  const freshman = (joinedOn: string, matriculation = 2026): PlannedStudent => ({
    ...keyed({ anchors: { matriculation, graduation: matriculation + 4 } }),
    joinedOn,
  });
  const mails = (today: string, students: PlannedStudent[], startedOn = "2026-08-01", of = program) => {
    const { send, miss } = planDay({ program: of, students, parts: [], today, startedOn });
    return { send: send.map(({ occurrence }) => occurrence), miss: miss.map(({ reason }) => reason) };
  };
  const matched = keyed({ anchors: { matriculation: 2023, graduation: 2027 } });
  const withRule = (id: string, rule: object): typeof program => ({
    ...program,
    milestones: program.milestones.map((one) => (one.id === id ? { ...one, ...rule } : one)),
  });

  test("what is essential and has no end is caught up by whoever joins, weeks or years after its day", () => {
    for (const today of ["2026-09-01", "2026-12-01", "2028-11-01"])
      expect(mails(today, [freshman(today)]).send).toContain("cim-access-code@2026");
  });

  test("a transfer into the third year gets what went out before the school began with matchward", () => {
    expect(mails("2026-09-01", [freshman("2026-09-01", 2024)]).send).toEqual(["cim-access-code@2024"]);
    expect(mails("2026-09-01", [freshman("2026-08-01", 2024)]).send).toEqual([]);
    expect(mails("2026-09-01", [keyed({ anchors: { matriculation: 2024 } })]).send).toEqual([]);
  });

  test("an invitation that is over is not made good", () => {
    const invited = { ...keyed({ anchors: { matriculation: 2024, graduation: 2028 } }), joinedOn: "2027-02-05" };
    expect(mails("2027-02-05", [invited]).send).toEqual(["cim-access-code@2024"]);
    expect(mails("2027-02-05", [invited]).miss).toEqual(["over by more than 14 days"]);
  });

  test("today is the day on no other day, neither for a newcomer nor after an outage", () => {
    expect(mails("2027-03-20", [matched])).toEqual({ send: [], miss: ["its own day is over"] });
    expect(mails("2027-03-22", [{ ...matched, joinedOn: "2027-03-21" }])).toMatchObject({
      send: ["cim-access-code@2023"],
      miss: ["its own day is over"],
    });
  });

  test.each([
    ["days", { catchUp: { days: 3 } }, "2027-01-18", "2027-01-19", "over by more than 3 days"],
    [
      "a day of the year",
      { catchUp: { until: { month: 2, day: 19 } } },
      "2027-02-19",
      "2027-02-22",
      "over since 2027-02-19",
    ],
  ] as const)("it can be %s, the last one included", (_, rule, last, after, reason) => {
    const rising = keyed({ anchors: { matriculation: 2024, graduation: 2028 } });
    const of = withRule("road-to-residency-1", { ...rule, when: program.milestones[3]?.when });
    const days = {
      ...of,
      school: { ...of.school, quietDays: { weekends: false, usFederalHolidays: false, dates: [] } },
    };
    expect(mails(last, [rising], "2026-12-01", days)).toEqual({ send: ["road-to-residency-1@2027"], miss: [] });
    expect(mails(after, [rising], "2026-12-01", days)).toEqual({ send: [], miss: [reason] });
  });

  test("until its end is up to the day on which it closes", () => {
    const of = withRule("intro-cim-survey", { catchUp: { until: "its end" } });
    const opened = (today: string) => mails(today, [freshman("2026-08-01")], "2026-08-01", of);
    expect(opened("2026-11-18").send).toContain("intro-cim-survey@2026");
    expect(opened("2026-11-18").miss).not.toContain("over by more than 14 days");
    expect(opened("2026-11-19").send).not.toContain("intro-cim-survey@2026");
  });

  test("in sight are the parts of what is never too late, but not for those who had it before matchward", () => {
    const seen = (students: PlannedStudent[], today: string) =>
      occurrencesToPlan(program, students, today, "2026-08-01");
    expect(seen([freshman("2026-09-01", 2024)], "2026-12-22")).toEqual(["cim-access-code@2024"]);
    expect(seen([freshman("2026-08-01", 2024)], "2026-12-22")).toEqual([]);
  });

  test("in sight is what somebody had with another class, wherever they stand among their new classmates", () => {
    const moved = { ...freshman("2026-09-01", 2024), former: [2023] };
    const seen = (students: PlannedStudent[]) => occurrencesToPlan(program, students, "2026-12-22", "2026-08-01");
    const both = ["cim-access-code@2023", "cim-access-code@2024"];
    expect([seen([moved, freshman("2026-09-01", 2024)]), seen([freshman("2026-09-01", 2024), moved])]).toEqual([
      both,
      both,
    ]);
  });
});

describe("who comes late and has more than one thing open", () => {
  const SURVEY = "intro-cim-survey@2026";
  const CODE = "cim-access-code@2026";
  const late = (joinedOn: string): PlannedStudent => ({
    ...keyed({ anchors: { matriculation: 2026, graduation: 2030 } }),
    joinedOn,
  });
  const morning = (today: string, parts: Part[] = [], who = late(today)) => {
    const { send, miss } = planDay({ program, students: [who], parts, today, startedOn: "2026-08-01" });
    return {
      send: send.map(({ occurrence, wave, carries }) => [`${occurrence} ${wave}`, ...(carries ?? [])]),
      miss: miss.map(({ occurrence, wave, reason }) => `${occurrence} ${wave} ${reason}`),
    };
  };
  const partOfSurvey = (mails: Part["mails"]): Part => part([], { occurrence: SURVEY, mails });
  const partOfCode = (mails: Part["mails"]): Part =>
    part([], { occurrence: CODE, milestone: "cim-access-code", mails });
  const missed = (reason: string): MailState => ({ ...sent("2026-10-19T13:00:00.000Z"), state: "missed", reason });

  test("gets one mail, of the first essential thing, which carries the others", () => {
    expect(morning("2026-10-26")).toEqual({
      send: [[`${CODE} open`, SURVEY]],
      miss: [`${SURVEY} open carried by ${CODE}`, `${SURVEY} remind-1 carried by ${CODE}`],
    });
  });

  test("also where only a reminder of it is of use by then", () => {
    expect(morning("2026-11-10").send).toEqual([[`${CODE} open`, SURVEY]]);
    expect(morning("2026-11-10").miss[0]).toBe(`${SURVEY} open over by more than 14 days`);
  });

  test("gets the same mail the next morning, if it did not go out", () => {
    const parts = [partOfSurvey({ open: missed(`carried by ${CODE}`) })];
    expect(morning("2026-10-22", parts, late("2026-10-21")).send).toEqual([[`${CODE} open`, SURVEY]]);
    const done = [
      partOfSurvey({ open: missed(`carried by ${CODE}`) }),
      partOfCode({ open: sent("2026-10-21T13:00:00Z") }),
    ];
    expect(morning("2026-10-22", done, late("2026-10-21"))).toEqual({ send: [], miss: [] });
  });

  test("is reminded of what was carried on the usual days", () => {
    const parts = [
      partOfSurvey({ open: missed(`carried by ${CODE}`) }),
      partOfCode({ open: sent("2026-10-21T13:00:00Z") }),
    ];
    expect(morning("2026-10-26", parts, late("2026-10-21")).send).toEqual([[`${SURVEY} remind-1`]]);
  });

  test("is not told of what is done since", () => {
    const parts = [{ ...partOfSurvey({ open: missed(`carried by ${CODE}`) }), task: attestedTask() }];
    expect(morning("2026-10-22", parts, late("2026-10-21")).send).toEqual([[`${CODE} open`]]);
  });

  test("and so does who is let go of, or returns from leave, by the day of that", () => {
    const back = { ...late("2026-08-01"), backOn: "2026-10-26" };
    expect(morning("2026-10-26", [], back).send).toEqual([[`${CODE} open`, SURVEY]]);
  });

  test("and so does who comes back the day after the last day of a leave, and is told nothing while it lasts", () => {
    const leave = { leaveFrom: "2026-08-03", leaveUntil: "2026-10-25" };
    expect(morning("2026-10-23", [], { ...late("2026-08-01"), ...leave })).toEqual({ send: [], miss: [] });
    const back = morning("2026-10-26", [], { ...late("2026-08-01"), ...leave });
    expect(back.send).toEqual([[`${CODE} open`, SURVEY]]);
  });

  test("but after an outage everybody gets each mail by itself", () => {
    expect(morning("2026-10-26", [], late("2026-08-01")).send).toEqual([[`${CODE} open`], [`${SURVEY} open`]]);
  });
});

describe("tasks carried over when the school begins", () => {
  test("an open task stands open; a closed one and an informing mail do not", () => {
    const rising = keyed({ schoolId: "S2", anchors: { matriculation: 2024, graduation: 2028 } });
    expect(
      carriedOver({ program, students: [keyed(), rising], startedOn: "2027-04-20" }).map(({ schoolId }) => schoolId),
    ).toEqual(["S1"]);
    expect(carriedOver({ program, students: [keyed()], startedOn: "2027-05-01" })).toEqual([]);
  });
});

/** Lives through the days one by one as the deployed functions do, each mail recorded as sent. */
const live = (students: PlannedStudent[], from: string, days: number): string[] => {
  const parts = new Map<string, Part>();
  const mails: string[] = [];
  for (let i = 0; i < days; i++) {
    const today = addDays(from, i);
    const opening = program.milestones.flatMap(({ id }) => planOpening({ program, milestone: id, students, today }));
    const plan = planDay({ program, students, parts: [...parts.values()], today, startedOn: from });
    for (const mail of [...opening, ...plan.send]) {
      const name = `${mail.occurrence}/${mail.student}`;
      const before = parts.get(name) ?? part([], { ...mail, mails: {} });
      parts.set(name, { ...before, mails: { ...before.mails, [mail.wave]: sent(mail.plannedAt) } });
      mails.push(`${mail.plannedAt} ${mail.schoolId} ${mail.wave} ${mail.occurrence}`);
    }
  }
  return mails.sort();
};

test("living through the days sends exactly what the preview of those days says", () => {
  const anyStudent = fc.record({
    track: fc.constantFrom("pathways", "hst", "hsdm"),
    matriculation: fc.integer({ min: 2022, max: 2027 }),
    years: fc.integer({ min: 3, max: 6 }),
    status: fc.constantFrom("active" as const, "active" as const, "leave" as const),
  });
  fc.assert(
    fc.property(
      fc.array(anyStudent, { maxLength: 6 }),
      fc.integer({ min: 0, max: 900 }),
      fc.integer({ min: 1, max: 200 }),
      (some, start, days) => {
        const students = some.map(({ years, matriculation, ...rest }, i) =>
          keyed({ ...rest, schoolId: `S${i}`, anchors: { matriculation, graduation: matriculation + years } }),
        );
        const from = addDays("2026-01-01", start);
        const roster = students.map((one) => student({ ...one, society: "Castle" }));
        const foreseen = preview(program, roster, { from, to: addDays(from, days - 1) }, []).mails;
        expect(live(students, from, days)).toEqual(
          foreseen.map((mail) => `${mail.at} ${mail.studentId} ${mail.wave} ${mail.occurrence}`).sort(),
        );
      },
    ),
    { numRuns: 60 },
  );
});

describe("a mailing that is paused", () => {
  const paused = (today: string, runs: string[], parts: Part[]): Plan =>
    planDay({ program, students: [keyed()], parts, paused: new Set(runs), today, startedOn: "2026-08-01" });
  const OPEN = "retake-cim-survey@2027/open";

  test("is left alone, and nothing else goes out in its place", () => {
    expect(waves(paused("2027-04-02", [OPEN], []))).toEqual({ send: [], miss: [] });
    expect(waves(paused("2027-04-08", [OPEN], []))).toEqual({ send: [], miss: [] });
  });

  test("goes on where it stopped once it is taken up again", () => {
    expect(waves(paused("2027-04-02", [], []))).toEqual({ send: ["open"], miss: [] });
  });

  test("leaves the other runs of the occurrence alone", () => {
    expect(waves(paused("2027-04-08", [OPEN], [part(["open"])]))).toEqual({ send: ["remind-1"], miss: [] });
  });

  test("is missed once it is too late", () => {
    expect(waves(paused("2027-04-16", [OPEN], [])).miss).toContain("open");
  });
});
