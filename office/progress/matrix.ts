import type { CohortCounts } from "#adapters/progress/progress.ts";
import { parseOccurrenceId } from "#domain/calendar/occurrence-id.ts";
import { findOccurrence, type Occurrence, occurrencesFor } from "#domain/calendar/occurrences.ts";
import { phaseOn, phasesOf } from "#domain/calendar/phases.ts";
import { type Milestone, type Program, usualCourse } from "#domain/calendar/program.ts";
import { askedOf, type Counts } from "#domain/parts/progress.ts";
import { cohortOf, parseCohort } from "#domain/people/cohort.ts";
import type { OfClass } from "#domain/people/enrollment.ts";
import { yearOf } from "#domain/time/dates.ts";
import { phaseTitle, trackTitle } from "../titles.ts";

/** A class of a track: a column of the matrix. */
export interface MatrixCohort {
  cohort: string;
  /** The title of its track. */
  track: string;
  graduationYear: number;
}

/** How an item stands in one cohort. Dates are school dates. */
export interface MatrixCell {
  cohort: string;
  occurrence: string;
  opens: string;
  closes: string | undefined;
  /** Absent before its first mail, and where nothing is on record of it. */
  counts: Counts | undefined;
  /** True where its last day is over and somebody is still open. */
  isLate: boolean;
}

/** An item, and how it stands in each cohort that it concerns. */
export interface MatrixRow {
  milestone: Milestone;
  cells: ReadonlyMap<string, MatrixCell>;
}

/** Cohorts × items: the items by the phase in which they come, in the order of a student's course. */
export interface Matrix {
  cohorts: MatrixCohort[];
  phases: { title: string; rows: MatrixRow[] }[];
}

/** What the matrix is made of. `today`: a school date. `since`: the first graduation year that is shown. */
export interface MatrixSources {
  program: Program;
  counted: readonly CohortCounts[];
  /** Which cohorts are shown beside those that are counted: these, or all that the program says are on their way. */
  cohorts: readonly string[] | "under way";
  today: string;
  since: number;
  /** False of items that are not shown. */
  isShown: (milestone: Milestone) => boolean;
}

interface ClassColumn extends MatrixCohort {
  course: OfClass;
}

type CountedByItem = ReadonlyMap<string, readonly CohortCounts[]>;

const itemKey = (cohort: string, milestone: string | undefined): string => `${cohort} ${milestone}`;

const byItem = (counted: readonly CohortCounts[]): CountedByItem =>
  Map.groupBy(
    counted.filter(({ counts }) => Object.values(counts).some((count) => count > 0)),
    ({ cohort, occurrence }) => itemKey(cohort, parseOccurrenceId(occurrence)?.milestone),
  );

/** Lays the counts out by cohort and item. */
export const matrixOf = (sources: MatrixSources): Matrix => {
  const columns = columnsOf(sources);
  const of = { ...sources, byItem: byItem(sources.counted) };
  const rows = of.program.milestones.filter(of.isShown).flatMap((milestone) => rowOf(of, milestone, columns));
  const byPhase = Map.groupBy(rows.toSorted(byPlace), ({ phase }) => phase);
  return {
    cohorts: columns.map(({ course: _, ...cohort }) => cohort),
    phases: [...byPhase].map(([title, those]) => ({ title, rows: those.map(({ row }) => row) })),
  };
};

// A track of which nobody was ever asked anything may have no students here.
const underWay = (program: Program, known: ReadonlySet<string>, today: string): string[] => {
  const tracks = new Set([...known].map((cohort) => parseCohort(cohort)?.track));
  return program.tracks
    .filter(({ id }) => known.size === 0 || tracks.has(id))
    .flatMap((track) =>
      Array.from({ length: track.years + 1 }, (_, nth) => usualCourse(track, yearOf(today) - track.years + nth)),
    )
    .filter((course) => (phasesOf(program, course)[0]?.begins ?? "9999") <= today)
    .map(cohortOf);
};

const columnsOf = ({ program, counted, cohorts, today, since }: MatrixSources): ClassColumn[] => {
  const known = new Set(counted.map(({ cohort }) => cohort));
  const more = cohorts === "under way" ? underWay(program, known, today) : cohorts;
  const columns = [...new Set([...known, ...more])].flatMap((cohort) => columnOf(program, cohort));
  return columns
    .filter(({ graduationYear }) => graduationYear >= since)
    .toSorted((one, other) => one.graduationYear - other.graduationYear || (one.track > other.track ? -1 : 1));
};

const columnOf = (program: Program, cohort: string): ClassColumn[] => {
  const { track: id, graduationYear } = parseCohort(cohort) ?? {};
  const track = program.tracks.find((one) => one.id === id);
  if (track === undefined || graduationYear === undefined) return [];
  const course = usualCourse(track, graduationYear - track.years);
  return [{ cohort, track: trackTitle(program, track.id), graduationYear, course }];
};

interface PlacedRow {
  row: MatrixRow;
  phase: string;
  /** By which rows are sorted: how far in a course the item comes. */
  place: string;
}

const byPlace = (one: PlacedRow, other: PlacedRow): number => (one.place < other.place ? -1 : 1);

type Laid = MatrixSources & { byItem: CountedByItem };

const rowOf = (of: Laid, milestone: Milestone, columns: readonly ClassColumn[]): PlacedRow[] => {
  const found = columns.flatMap((column) => {
    const cell = cellOf(of, milestone, column);
    return cell === undefined ? [] : [{ column, cell }];
  });
  const [first] = found;
  if (first === undefined) return [];
  const { course } = first.column;
  const { opens } = first.cell;
  const phase = phaseOn(of.program, course, opens);
  const year = String(yearOf(opens) - course.anchors.matriculation + 1).padStart(3, "0");
  return [
    {
      row: { milestone, cells: new Map(found.map(({ column: { cohort }, cell }) => [cohort, cell])) },
      phase: phaseTitle(of.program, { track: course.track, phase }),
      place: `${nthPhase(of.program, course, phase)} ${year}${opens.slice(4)}`,
    },
  ];
};

const nthPhase = (program: Program, course: OfClass, phase: string | undefined): number =>
  phasesOf(program, course).findIndex((span) => span.phase === phase) + 1;

// The one that opened last and reached somebody; else the one that comes next, or was the last.
const cellOf = (of: Laid, milestone: Milestone, { cohort, course }: ClassColumn): MatrixCell | undefined => {
  const found = of.byItem.get(itemKey(cohort, milestone.id)) ?? [];
  const counted = new Map(found.map(({ occurrence, counts }) => [occurrence, counts]));
  const usual = occurrencesFor(of.program, course).filter((one) => one.milestone.id === milestone.id);
  const reached = [...counted.keys()].flatMap((id) => findOccurrence(of.program, id) ?? []);
  const ofClass = reached.filter(({ id }) => usual.some((one) => one.id === id));
  const chosen =
    latest(ofClass.length > 0 ? ofClass : reached) ?? usual.find(({ opens }) => opens >= of.today) ?? latest(usual);
  return chosen && cellAt(of, cohort, chosen, counted.get(chosen.id));
};

const latest = (all: readonly Occurrence[]): Occurrence | undefined =>
  all.toSorted((one, other) => (one.opens < other.opens ? 1 : -1))[0];

const cellAt = (
  { today }: MatrixSources,
  cohort: string,
  { id, opens, closes }: Occurrence,
  counts: Counts | undefined,
): MatrixCell => {
  const isOver = closes !== undefined && closes < today;
  const isLate = isOver && counts !== undefined && askedOf(counts).open > 0;
  return { cohort, occurrence: id, opens, closes, counts, isLate };
};
