import { concerns } from "../calendar/audience.ts";
import { memoizeByClass } from "../calendar/memoize-by-class.ts";
import { occurrencesOf } from "../calendar/occurrences.ts";
import { phaseOn, phasesOf } from "../calendar/phases.ts";
import type { Milestone, Program } from "../calendar/program.ts";
import { reckoningOf } from "../calendar/reckoning.ts";
import type { Series } from "../calendar/series.ts";
import { type Enrollment, type OfClass, statusOn } from "../people/enrollment.ts";
import { addDays, yearOf } from "../time/dates.ts";
import { dayOf, type Session } from "./session.ts";

/** What a session is one of. */
export type SessionItem = { milestone: Milestone } | { series: Series };

export const itemOf = (
  { milestones, series = [] }: Program,
  { item }: Pick<Session, "item">,
): SessionItem | undefined => {
  const milestone = milestones.find(({ id }) => id === item);
  if (milestone !== undefined) return { milestone };
  const found = series.find(({ id }) => id === item);
  return found && { series: found };
};

/** The milestone or the series itself. */
export const itemItself = (program: Program, session: Pick<Session, "item">): Milestone | Series | undefined => {
  const item = itemOf(program, session);
  return item && ("milestone" in item ? item.milestone : item.series);
};

/** The title of its series, where its own does not say it: "Dermatology" alone says little. */
export const seriesToName = (program: Program, session: Pick<Session, "item" | "title">): string | undefined => {
  const item = itemOf(program, session);
  if (item === undefined || "milestone" in item) return undefined;
  return session.title.includes(item.series.title) ? undefined : item.series.title;
};

const NEAR_A_WINDOW = 45;

/** Whether a session of a day is a window's: one that had to leave it by some weeks still is. School dates. */
export const isNear = ({ from, to }: { from: string; to: string }, day: string): boolean =>
  addDays(from, -NEAR_A_WINDOW) <= day && day <= addDays(to, NEAR_A_WINDOW);

/** Whether that day can be a milestone's for a student: in one of their windows, or in a year in which it comes. */
const isItsYear = (program: Program, milestone: Milestone, student: OfClass, day: string): boolean => {
  const { when, audience } = milestone;
  const isMeant = () => concerns(audience, { ...student, phase: phaseOn(program, student, day) });
  if (when.type === "session") return isMeant();
  if (when.type !== "window")
    return occurrencesOf(program, milestone, student).some(({ nominal }) => yearOf(nominal) === yearOf(day));
  const course = { anchors: student.anchors, phases: phasesOf(program, student) };
  const windows = reckoningOf(when).unsetFor?.(course) ?? [];
  return isMeant() && windows.some((window) => isNear(window, day));
};

const rules = new WeakMap<Session, (program: Program, student: OfClass) => boolean>();

const ruleOf = (session: Session) =>
  memoizeByClass((program, student): boolean => {
    const item = itemOf(program, session);
    if (item === undefined) return false;
    const day = dayOf(session, program.school.timeZone);
    return "milestone" in item
      ? isItsYear(program, item.milestone, student, day)
      : concerns(item.series.audience, { ...student, phase: phaseOn(program, student, day) });
  });

/** Whether a session concerns somebody of that course, whatever their status: the same for a whole class. */
export const isFor = (program: Program, session: Session, student: OfClass): boolean => {
  const rule = rules.get(session) ?? ruleOf(session);
  rules.set(session, rule);
  return rule(program, student);
};

/** Whether a student is a guest: it concerns them, and they are here on its day. */
export const isInvited = (program: Program, session: Session, student: OfClass & Pick<Enrollment, "status">): boolean =>
  statusOn(student, dayOf(session, program.school.timeZone)) === "active" && isFor(program, session, student);
