import { type Enrollment, type OfClass, statusOn } from "../people/enrollment.ts";
import { type Hold, isDoubted } from "../people/held.ts";
import { addDays, dateOf, daysBetween, instantAt, yearlyDate, yearOf } from "../time/dates.ts";
import { memoizeByClass } from "./memoize-by-class.ts";
import type { Phase, Program } from "./program.ts";
import type { PhaseSpan } from "./reckoning.ts";

const usualDay = (phase: Phase, student: OfClass): string => {
  const { anchor, year, on } = phase.begins;
  return yearlyDate(on, student.anchors[anchor] + year) ?? "";
};

const movedLike = (day: string, { usual, own }: { usual: string; own: string }): string =>
  usual.slice(5) === own.slice(5)
    ? dateOf(yearOf(day) + yearOf(own) - yearOf(usual), Number(day.slice(5, 7)), Number(day.slice(8, 10)))
    : addDays(day, daysBetween(usual, own));

// A phase without a day of its own keeps its distance to the last one that has.
const firstDays = (phases: readonly Phase[], student: OfClass): { phase: string; begins: string }[] => {
  let moved: { usual: string; own: string } | undefined;
  return phases.map((phase) => {
    const usual = usualDay(phase, student);
    const own = student.begins?.[phase.id];
    if (own !== undefined) moved = { usual, own };
    const follows = moved !== undefined && own === undefined && phase.begins.anchor === "matriculation";
    return { phase: phase.id, begins: own ?? (follows && moved ? movedLike(usual, moved) : usual) };
  });
};

const compute = (program: Program, student: OfClass): PhaseSpan[] => {
  const phases = program.tracks.find(({ id }) => id === student.track)?.phases ?? [];
  const begun = firstDays(phases, student);
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

/** An active student's move into today's phase, however long ago it began; one that came too early is undone today. */
export const phaseMove = (
  program: Program,
  student: Omit<Enrollment, "person" | "program"> & { phase?: string | undefined; held?: Hold | undefined },
  today: string,
): PhaseMove | undefined => {
  const spans = phasesOf(program, student);
  const span = spanOn(spans, today);
  const isHere = !isDoubted(student) && statusOn(student, today) === "active";
  if (!isHere || span === undefined || span.phase === student.phase) return undefined;
  const { sendAt, timeZone } = program.school;
  const isUndone = spans.some(({ phase, begins }) => phase === student.phase && begins > today);
  return { from: student.phase, phase: span.phase, at: instantAt(isUndone ? today : span.begins, sendAt, timeZone) };
};
