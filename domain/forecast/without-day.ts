import { phasesOf } from "../calendar/phases.ts";
import type { Milestone, Program } from "../calendar/program.ts";
import { reckoningOf, type Unset } from "../calendar/reckoning.ts";
import type { OfClass } from "../people/enrollment.ts";
import { isNear } from "../sessions/guests.ts";
import { dayOf, type Session } from "../sessions/session.ts";
import { yearOf } from "../time/dates.ts";
import type { Span } from "./preview.ts";

/** An occurrence that goes out to nobody before a national date of its year is known for sure. */
export interface HeldOccurrence {
  occurrence: string;
  reason: string;
  /** A role of the school; absent where the milestone has none. */
  owner?: string;
}

/** A milestone for which somebody in the span's classes waits, though nobody has set its day. School dates. */
export interface Unscheduled {
  milestone: string;
  /** Absent where it hangs on a session alone. */
  window?: { from: string; to: string };
  owner?: string;
}

export interface WithoutDay {
  held: HeldOccurrence[];
  unscheduled: Unscheduled[];
}

/** The times in which a milestone may fall for a student, though no day of it is set. */
export const unsetFor = (program: Program, { when, audience }: Milestone, student: OfClass): Unset[] => {
  if (!audience.tracks.includes(student.track)) return [];
  return reckoningOf(when).unsetFor?.({ anchors: student.anchors, phases: phasesOf(program, student) }) ?? [];
};

const owned = ({ owner }: Milestone) => (owner === undefined ? {} : { owner });

/** Why a milestone waits for a national date, in a sentence. */
export const whyAwaited = ({ national, year, kind }: NonNullable<Unset["awaits"]>): string =>
  kind === "absent"
    ? `${national} of ${year} is not known yet`
    : `${national} of ${year} is provisional: nobody has confirmed it`;

const rowsOf = (milestone: Milestone, { from, to, awaits }: Unset): WithoutDay =>
  awaits === undefined
    ? { held: [], unscheduled: [{ milestone: milestone.id, window: { from, to }, ...owned(milestone) }] }
    : {
        held: [{ occurrence: `${milestone.id}@${yearOf(from)}`, reason: whyAwaited(awaits), ...owned(milestone) }],
        unscheduled: [],
      };

const different = <Row>(rows: readonly Row[]): Row[] => [
  ...new Map(rows.map((row) => [JSON.stringify(row), row])).values(),
];

const classesOf = (students: readonly OfClass[]): OfClass[] =>
  different(students.map(({ track, anchors, begins }) => ({ track, anchors, ...(begins && { begins }) })));

/** Makes the function that tells whether a planned session gives an item its day: one in its window, or near it. */
export const givingDays = (
  { school }: Program,
  sessions: readonly Session[],
): ((of: Pick<Unscheduled, "milestone" | "window">) => boolean) => {
  const planned = sessions.filter(({ status }) => status === "planned");
  const days = Map.groupBy(planned, ({ item }) => item);
  return ({ milestone, window }) =>
    (days.get(milestone) ?? []).some((one) => window === undefined || isNear(window, dayOf(one, school.timeZone)));
};

/** What may fall into a span for these students and has no day, in the program's order; each thing once. */
export const withoutDay = (
  program: Program,
  students: readonly OfClass[],
  { from, to }: Span,
  sessions: readonly Session[] = [],
): WithoutDay => {
  const classes = classesOf(students);
  const rows = [...program.milestones, ...(program.forMarked ?? [])].flatMap((milestone) =>
    classes
      .flatMap((one) => unsetFor(program, milestone, one))
      .filter((unset) => unset.from <= to && unset.to >= from)
      .map((unset) => rowsOf(milestone, unset)),
  );
  const sessionless = program.milestones.filter(
    ({ when, audience }) => when.type === "session" && classes.some(({ track }) => audience.tracks.includes(track)),
  );
  const waiting = sessionless.map((milestone) => ({ milestone: milestone.id, ...owned(milestone) }));
  const unscheduled = [...different(rows.flatMap((row) => row.unscheduled)), ...waiting];
  const hasDay = givingDays(program, sessions);
  return {
    held: different(rows.flatMap(({ held }) => held)),
    unscheduled: unscheduled.filter((one) => !hasDay(one)),
  };
};
