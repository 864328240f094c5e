import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Audience } from "#domain/calendar/audience.ts";
import { Program } from "#domain/calendar/program.ts";
import { walk } from "#domain/forecast/walk.ts";
import type { Walked } from "#domain/forecast/walk-state.ts";
import { withRow } from "#domain/imports/row-changes.ts";
import type { RosterRow } from "#domain/people/roster-row.ts";
import type { Student } from "#domain/people/student.ts";
import { program } from "../../domain/calendar/program.fixture.ts";
import { stored } from "../../domain/imports/school.fixture.ts";
import { mailsFrom } from "./lived.ts";

const FROM = "2027-03-25";
const SPAN = { from: FROM, to: "2027-05-05" };

/** The usual program, each milestone of which is for those alone whom `of` names. */
const narrowed = (of: Partial<Audience>): Program => ({
  ...program,
  milestones: program.milestones.map((one) => ({ ...one, audience: { ...one.audience, ...of } })),
});

type Own = Pick<RosterRow, "society" | "degree" | "specialty">;

/** April 2027 for somebody in the PCE who graduates in 2028, and is what `own` says until a row says otherwise. */
const april = (of: Program, own: Own, later: Record<string, Own> = {}): Walked => {
  const row = { line: 2, schoolId: "1" };
  const anchors = { matriculation: 2025, graduation: 2028 };
  let student: Student = withRow(stored("1", { anchors, joinedOn: "2026-08-01" }), { ...row, ...own }, FROM);
  const arrivals = [{ on: FROM, students: [student] }];
  for (const [on, said] of Object.entries(later)) {
    student = withRow(student, { ...row, ...said }, on);
    arrivals.push({ on, students: [student] });
  }
  return walk({ program: of, span: SPAN, arrivals, answers: [] });
};

const ALL = mailsFrom(april(program, {}));

describe.each<[string, Partial<Audience>, Own, Own]>([
  ["society", { societies: ["castle"] }, { society: "Castle" }, { society: "Cannon" }],
  ["degree", { degrees: ["md"] }, { degree: "MD/PhD" }, { degree: "DMD" }],
  ["specialty", { specialties: ["internal-medicine"] }, { specialty: "Internal Medicine" }, { specialty: "Surgery" }],
])("who changes their %s", (_, audience, inside, outside) => {
  const of = narrowed(audience);

  test("gets all of it inside, nothing outside", () => {
    expect(ALL).toHaveLength(6);
    expect(mailsFrom(april(of, inside))).toEqual(ALL);
    expect(mailsFrom(april(of, outside))).toEqual([]);
  });

  test("loses what is still to come", () => {
    const mails = mailsFrom(april(of, inside, { "2027-04-12": outside }));
    expect(mails).toEqual(ALL.filter((line) => line < "2027-04-12"));
  });

  test("gains what is still of use, once", () => {
    expect(mailsFrom(april(of, outside, { "2027-04-12": inside }))).toEqual([
      "2027-04-12 retake-cim-survey@2027",
      ...ALL.filter((line) => line > "2027-04-12"),
    ]);
  });

  test("gets nothing twice where the change is taken back", () => {
    const there = { "2027-04-09": outside, "2027-04-12": inside };
    expect(mailsFrom(april(of, inside, there))).toEqual(ALL);
  });
});

const anyOwn = fc.record({
  society: fc.constantFrom("Castle", "Cannon"),
  degree: fc.constantFrom("MD", "MD/PhD", "PhD"),
  specialty: fc.constantFrom("Surgery", "Radiology", null),
});
const anyOf = (...lists: string[][]) => fc.constantFrom(...lists);
const anyAudience = fc.record(
  {
    societies: anyOf(["castle"], ["castle", "cannon"]),
    degrees: anyOf(["md"], ["phd", "dmd"]),
    specialties: anyOf(["surgery"], ["surgery", "radiology"]),
  },
  { requiredKeys: [] },
);

/** Said anew, of these values alone. */
const meets = (audience: Partial<Audience>, own: Own): boolean =>
  (audience.societies ?? [own.society?.toLowerCase()]).includes(own.society?.toLowerCase() ?? "") &&
  (audience.degrees === undefined ||
    audience.degrees.some((name) => own.degree?.toLowerCase().split("/").includes(name))) &&
  (audience.specialties === undefined || audience.specialties.includes(own.specialty?.toLowerCase() ?? ""));

test("whatever changes when, each mail is for who somebody is that day, and none comes twice", () => {
  fc.assert(
    fc.property(anyAudience, anyOwn, fc.array(anyOwn, { maxLength: 3 }), (audience, first, changes) => {
      const days = ["2027-04-05", "2027-04-13", "2027-04-21"];
      const later = Object.fromEntries(changes.map((own, nth) => [days[nth] ?? "", own]));
      const { mails } = april(narrowed(audience), first, later);
      for (const { at } of mails) {
        const own = Object.entries(later).findLast(([on]) => on <= at.slice(0, 10))?.[1] ?? first;
        expect(meets(audience, own)).toBe(true);
      }
      const names = mails.map(({ occurrence, wave }) => `${occurrence} ${wave}`);
      expect(names).toHaveLength(new Set(names).size);
      const always = [first, ...changes].every((own) => meets(audience, own));
      if (always) expect(mailsFrom({ mails })).toEqual(ALL);
    }),
    { numRuns: 100 },
  );
});

describe("people of a track without phases", () => {
  const dinner = {
    ...program.milestones[0],
    ...{ id: "hst-dinner", title: "HST dinner", mails: { open: "hst-dinner" }, mail: "enrichment" },
    audience: { tracks: ["hst", "memp", "gems"] },
    when: { type: "yearly", anchor: "matriculation", year: 1, on: { month: 4, day: 7 } },
  };
  const tracks = [
    ...program.tracks,
    { id: "memp", title: "MEMP PhD", years: 6, phases: [] },
    { id: "gems", title: "GEMS", years: 2, phases: [] },
  ];
  const withDinner = Program.parse({ ...program, tracks, milestones: [...program.milestones, dinner] });

  test.each([
    ["memp", ["2027-04-07 hst-dinner@2027"]],
    ["gems", ["2027-04-07 hst-dinner@2027"]],
    ["hsdm", []],
  ])("are an audience of their own, in no class's phase: %s", (track, expected) => {
    const student = stored("1", { track, anchors: { matriculation: 2026, graduation: 2032 }, joinedOn: "2026-08-01" });
    const { mails, phases } = walk({
      ...{ program: withDinner, span: SPAN, answers: [] },
      arrivals: [{ on: FROM, students: [student] }],
    });
    expect(mailsFrom({ mails })).toEqual(expected);
    expect(phases).toEqual([]);
  });
});
