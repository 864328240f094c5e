import { Program } from "#domain/calendar/program.ts";
import type { RosterStudent } from "#domain/people/student.ts";

const answers = [
  { id: "survey", label: "The survey", completes: true },
  { id: "not-yet", label: "Not yet", completes: false },
];

const ask = (closes: unknown) => ({
  type: "answer",
  question: "Which have you finished?",
  explanation: "Why it is asked.",
  answers,
  action: { label: "Open", url: "https://example.org" },
  thanks: "Thank you.",
  closes,
  remindAfterDays: [7, 14, 21],
  lastCallWorkingDays: 2,
});

const milestone = (id: string, tracks: string[], when: unknown, more: object = {}) => ({
  id,
  title: id,
  audience: { tracks },
  when,
  exact: false,
  mails: { open: id },
  mail: "calendar",
  showsAccessCode: false,
  ...more,
});

const survey = (id: string, closes: unknown) => ({
  mail: "essential",
  ask: ask(closes),
  mails: { open: id, remind: `${id}-reminder`, lastCall: `${id}-last-call` },
});

const phase = (id: string, anchor: string, year: number, month: number, day: number) => ({
  id,
  title: id,
  begins: { anchor, year, on: { month, day } },
});

const both = ["pathways", "hst"];

/** The rules of the default program, written out, so that domain tests do not depend on the files that staff edit. */
export const program: Program = Program.parse({
  id: "hms",
  school: {
    name: "A School of Medicine",
    shortName: "ASM",
    timeZone: "America/New_York",
    sendAt: "09:00",
    sender: { name: "Career Advising", replyTo: "advising@example.edu" },
    office: { name: "Career Advising", email: "advising@example.edu" },
    quietDays: { weekends: true, usFederalHolidays: true, dates: [] },
    sendWindow: { from: "08:00", to: "20:00" },
    catchUpDays: 14,
  },
  tracks: [
    {
      id: "pathways",
      title: "Pathways",
      years: 4,
      phases: [
        phase("preclerkship", "matriculation", 0, 8, 1),
        phase("pce", "matriculation", 1, 10, 1),
        phase("post-pce", "matriculation", 2, 10, 1),
        phase("graduated", "graduation", 0, 5, 31),
      ],
    },
    {
      id: "hst",
      title: "HST",
      years: 4,
      phases: [
        phase("preclerkship", "matriculation", 0, 8, 1),
        phase("pce", "matriculation", 2, 3, 1),
        phase("post-pce", "matriculation", 3, 3, 1),
        phase("graduated", "graduation", 0, 5, 31),
      ],
    },
    { id: "hsdm", title: "HSDM", years: 4, phases: [] },
  ],
  milestones: [
    milestone(
      "cim-access-code",
      both,
      { type: "yearly", anchor: "matriculation", year: 0, on: { month: 8, day: 15 } },
      { mail: "essential" },
    ),
    milestone(
      "intro-cim-survey",
      ["pathways"],
      { type: "dates", anchor: "matriculation", year: 0, dates: { "2025": "2025-10-20", "2026": "2026-10-19" } },
      survey("intro-cim-survey", { daysAfterOpening: 30 }),
    ),
    milestone(
      "retake-cim-survey",
      both,
      { type: "phase", phase: "pce", on: { month: 4, day: 1 } },
      survey("retake-cim-survey", { on: { month: 4, day: 30 } }),
    ),
    milestone("road-to-residency-1", both, {
      type: "yearly",
      anchor: "graduation",
      year: -1,
      on: { month: 1, day: 15 },
    }),
    milestone("road-to-residency-2", both, {
      type: "yearly",
      anchor: "graduation",
      year: -1,
      on: { month: 4, day: 15 },
    }),
    milestone("applying-with-eras", both, { type: "yearly", anchor: "graduation", year: -1, on: { month: 6, day: 1 } }),
    milestone(
      "match-day",
      both,
      { type: "yearly", anchor: "graduation", year: 0, on: { month: 3, nth: 3, weekday: 5 } },
      { exact: true },
    ),
  ],
});

/** What a test says of a student; years that it does not name stay as they are. */
export type StudentChange = Partial<Omit<RosterStudent, "anchors">> & { anchors?: Partial<RosterStudent["anchors"]> };

/** A student in the PCE in April 2027, with any field overridden. */
export const student = ({ anchors, ...change }: StudentChange = {}): RosterStudent => ({
  schoolId: "S1",
  email: "s1@example.edu",
  firstName: "Ada",
  lastName: "Example",
  track: "pathways",
  anchors: { matriculation: 2025, graduation: 2029, ...anchors },
  society: "Castle",
  status: "active",
  ...change,
});
