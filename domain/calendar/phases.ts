import type { Enrollment, OfClass } from "../people/enrollment.ts";
import type { Hold } from "../people/held.ts";
import { dateOf, instantAt } from "../time/dates.ts";
import { memoizeByClass } from "./memoize-by-class.ts";
import type { Phase, Program } from "./program.ts";
import type { PhaseSpan } from "./when.ts";

const firstDay = (phase: Phase, student: OfClass): string => {
  const { anchor, year, on } = phase.begins;
  return dateOf(student.anchors[anchor] + year, on.month, on.day);
};

const compute = (program: Program, student: OfClass): PhaseSpan[] => {
  const phases = program.tracks.find(({ id }) => id === student.track)?.phases ?? [];
  const begun = phases.map((phase) => ({ phase: phase.id, begins: firstDay(phase, student) }));
  const kept = begun.filter(({ begins }, i) => begun.slice(i + 1).every((later) => later.begins > begins));
  return kept.map((span, i) => ({ ...span, ends: kept[i + 1]?.begins }));
};

/** A student's phases in order, but for a phase that a later one overtakes, as in a short course. */
export const phasesOf = memoizeByClass(compute);

const spanOn = (spans: readonly PhaseSpan[], date: string): PhaseSpan | undefined =>
  spans.findLast(({ begins }) => begins <= date);

/** Undefined before the first phase, or on a track without phases. */
export const phaseOn = (program: Program, student: OfClass, date: string): string | undefined =>
  spanOn(phasesOf(program, student), date)?.phase;

export interface PhaseMove {
  from: string | undefined;
  phase: string;
  at: string;
}

/** An active student's move into today's phase, however long ago it began: so a missed morning is made good. */
export const phaseMove = (
  program: Program,
  student: Omit<Enrollment, "person" | "program"> & { phase?: string | undefined; held?: Hold | undefined },
  today: string,
): PhaseMove | undefined => {
  const span = spanOn(phasesOf(program, student), today);
  if (student.status !== "active" || student.held !== undefined || span === undefined || span.phase === student.phase)
    return undefined;
  const { sendAt, timeZone } = program.school;
  return { from: student.phase, phase: span.phase, at: instantAt(span.begins, sendAt, timeZone) };
};
