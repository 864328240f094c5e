import type { Occurrence } from "#domain/calendar/occurrences.ts";
import { type Milestone, type Track, usualCourse } from "#domain/calendar/program.ts";
import { examBlocksOn, examDaysIn } from "#domain/calendar/spacing/exam-blocks.ts";
import { wavesOf } from "#domain/calendar/waves.ts";
import type { OfClass } from "#domain/people/enrollment.ts";
import { addDays, yearOf } from "#domain/time/dates.ts";
import { withQuietDates } from "#domain/time/quiet-days.ts";
import type { ExamBlock, School } from "#domain/time/school.ts";
import { suggest } from "../../did-you-mean.ts";
import type { Fault } from "../../fault.ts";
import type { WrittenProgram } from "../program-files.ts";
import { faultAt, type Written } from "../written.ts";

const unknownOf = (names: readonly string[] = [], known: readonly string[]) =>
  names.flatMap((name, nth) => (known.includes(name) ? [] : [{ name, nth }]));

/** Checks that exam blocks name tracks and phases that there are. */
export const checkExamBlocks = ({ school, tracks, trackIds }: WrittenProgram): Fault[] => {
  if (school === undefined || trackIds === undefined) return [];
  const { file, lineOf } = school;
  const phasesFor = ({ tracks: theirs }: ExamBlock): string[] =>
    tracks
      .filter(({ value }) => theirs?.includes(value.id) ?? true)
      .flatMap(({ value }) => value.phases.map(({ id }) => id));
  const tell = (path: (string | number)[], kind: string, name: string, known: readonly string[]): Fault => ({
    ...{ file, line: lineOf(["examBlocks", ...path]) },
    ...{ what: `There is no ${kind} ${name} for this block in tracks.yaml.`, mend: suggest(name, known) },
  });
  return (school.value.examBlocks ?? []).flatMap((block, at) => [
    ...unknownOf(block.tracks, trackIds).map(({ name, nth }) => tell([at, "tracks", nth], "track", name, trackIds)),
    ...unknownOf(block.phases, phasesFor(block)).map(({ name, nth }) =>
      tell([at, "phases", nth], "phase", name, phasesFor(block)),
    ),
  ]);
};

/** Classes that are here or will be soon, as their usual course has them. */
const classesOf = ({ value: track }: Written<Track>, thisYear: number): OfClass[] =>
  Array.from({ length: track.years + YEARS_AHEAD + 1 }, (_, nth) => usualCourse(track, thisYear - track.years + nth));

const YEARS_AHEAD = 3;

const isHere = ({ anchors }: OfClass, day: string): boolean =>
  yearOf(day) >= anchors.matriculation && yearOf(day) <= anchors.graduation;

/** Warns of blocks that are over, and of those in which nobody on the usual path is. `today`, e.g. `2027-04-01`. */
export const warnOfExamBlocks = ({ school, tracks }: WrittenProgram, today: string): Fault[] => {
  if (school === undefined) return [];
  const { id, ...rest } = school.value;
  const program = { id, school: rest, tracks: tracks.map(({ value }) => value), milestones: [] };
  const classes = tracks.flatMap((track) => classesOf(track, yearOf(today)));
  const nextYear = addDays(today, 366);
  return (rest.examBlocks ?? []).flatMap((block, nth) => {
    const at = faultAt.bind(undefined, school, ["examBlocks", nth]);
    const last = block.dates?.at(-1);
    if (last !== undefined && last < today)
      return [at(`${block.title} is over: its last day was ${last}.`, "Write the days to come, or remove it.")];
    const days = examDaysIn(block, today, last ?? nextYear);
    const isAnybodys = classes.some((one) =>
      days.some((day) => isHere(one, day) && examBlocksOn(program, one, day).includes(block)),
    );
    if (isAnybodys) return [];
    return [at(`Nobody on the usual path is in ${block.title} on its days.`, "Look at its days, tracks and phases.")];
  });
};

const mayMeet = ({ audience, when }: Milestone, { tracks, phases }: ExamBlock): boolean => {
  const theirs = when.type === "phase" ? [when.phase] : audience.phases;
  const isOfPhase = phases === undefined || theirs === undefined || theirs.some((phase) => phases.includes(phase));
  return isOfPhase && (tracks === undefined || audience.tracks.some((track) => tracks.includes(track)));
};

/** Tells of steps of an occurrence that do not go out to whoever is in a block of exams, since it leaves no day. */
export const lostInExams = (milestone: Written<Milestone>, school: School, occurrence: Occurrence): Fault[] => {
  const { opens, closes, waves } = occurrence;
  if (closes === undefined) return [];
  return (school.examBlocks ?? [])
    .filter((block) => mayMeet(milestone.value, block))
    .flatMap((block) => {
      const busy = withQuietDates(school, examDaysIn(block, opens, closes));
      const steps = wavesOf(busy, milestone.value, opens, closes).map(({ name }) => name);
      const lost = waves.filter(({ name }) => !steps.includes(name)).map(({ name, day }) => `${name} (${day})`);
      if (lost.length === 0) return [];
      const what = `${block.title} leaves no day of its own to ${lost.join(", ")}: whoever is in it does not get it.`;
      return [faultAt(milestone, ["asks", "remindAfterDays"], what, "Choose other days if that is too few.")];
    });
};
