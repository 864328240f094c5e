import { occurrencesFor } from "#domain/calendar/occurrences.ts";
import type { Program } from "#domain/calendar/program.ts";
import { isTaskSettled, type Part } from "#domain/parts/part.ts";
import { cohortOf, parseCohort } from "#domain/people/cohort.ts";
import type { Student } from "#domain/people/student.ts";
import { readMailTags } from "#events/mail/mail-tags.ts";
import type { System } from "../system.ts";
import type { SchoolTime } from "./school-time.ts";
import { alike, openedSurveys } from "./surveys.ts";

/** How one survey stands in one cohort. */
export interface Standing {
  occurrence: string;
  title: string;
  asked: number;
  completed: number;
  closes: string | undefined;
}

/** One cohort at a glance. */
export interface CohortFigures {
  cohort: string;
  track: string;
  /** The class, e.g. `Class of 2028`. */
  title: string;
  students: number;
  /** Students by phase title, most first. */
  phases: { title: string; students: number }[];
  standings: Standing[];
  /** The next occurrence that will open for them. */
  next: { title: string; opens: string } | undefined;
}

/** What the pages look things up in. */
export interface Lookup {
  system: System;
  program: Program;
  time: SchoolTime;
}

/** Title of a milestone, or its id where the program has dropped it. */
export const milestoneTitle = (program: Program, id: string): string =>
  program.milestones.find((milestone) => milestone.id === id)?.title ?? id;

/** Title of a cohort such as `pathways-2028`: `Pathways, class of 2028`. */
export const cohortTitle = (program: Program, cohort: string): string => {
  const { track, graduationYear } = parseCohort(cohort) ?? { track: cohort, graduationYear: "" };
  return `${program.tracks.find(({ id }) => id === track)?.title ?? track}, class of ${graduationYear}`;
};

/** Title of a phase of a student's track; students before their first phase have none. */
export const phaseTitle = (program: Program, student: Pick<Student, "track" | "phase">): string => {
  const phases = program.tracks.find(({ id }) => id === student.track)?.phases ?? [];
  return phases.find(({ id }) => id === student.phase)?.title ?? student.phase ?? "Not begun";
};

/** The figures of every cohort, the next to graduate first. */
export const cohortFigures = async (lookup: Lookup): Promise<CohortFigures[]> => {
  const students = await lookup.system.students();
  const cohorts = [...Map.groupBy(students, cohortOf)].sort(([a], [b]) => (byYear(a) < byYear(b) ? -1 : 1));
  const parts = await partsOfSurveys(lookup, students);
  return cohorts.map(([cohort, members]) => figuresOf(lookup, cohort, members, parts));
};

const yearOf = (cohort: string): number => parseCohort(cohort)?.graduationYear ?? 0;

const byYear = (cohort: string): string => `${yearOf(cohort)} ${cohort}`;

const partsOfSurveys = async (lookup: Lookup, students: readonly Student[]): Promise<Part[]> => {
  const opened = openedSurveys(lookup, students);
  return (await Promise.all(opened.map(({ id }) => lookup.system.partsOf(id)))).flat();
};

const figuresOf = (
  lookup: Lookup,
  cohort: string,
  members: readonly Student[],
  parts: readonly Part[],
): CohortFigures => {
  const { program } = lookup;
  const theirs = Map.groupBy(
    parts.filter((part) => part.cohort === cohort),
    ({ occurrence }) => occurrence,
  );
  const phases = [...Map.groupBy(members, (student) => phaseTitle(program, student))];
  return {
    cohort,
    track: program.tracks.find(({ id }) => id === members[0]?.track)?.title ?? "",
    title: `Class of ${yearOf(cohort)}`,
    students: members.length,
    phases: phases.map(([title, those]) => ({ title, students: those.length })).sort((a, b) => b.students - a.students),
    standings: [...theirs].map(([occurrence, asked]) => ({
      occurrence,
      title: milestoneTitle(program, asked[0]?.milestone ?? occurrence),
      asked: asked.length,
      completed: asked.filter(isTaskSettled).length,
      closes: closesOf(program, members, occurrence),
    })),
    next: nextOf(lookup, members),
  };
};

const closesOf = (program: Program, members: readonly Student[], occurrence: string): string | undefined =>
  alike(members)
    .flatMap(({ one }) => occurrencesFor(program, one))
    .find(({ id }) => id === occurrence)?.closes;

const nextOf = ({ program, system }: Lookup, members: readonly Student[]): CohortFigures["next"] => {
  // A fifth-year is in this cohort too; the youngest member stands for the many.
  const usual = members.findLast(({ status }) => status === "active");
  if (usual === undefined) return undefined;
  const coming = occurrencesFor(program, usual).filter(({ waves }) => (waves[0]?.at ?? "") > system.now());
  const next = coming.sort((a, b) => (a.opens < b.opens ? -1 : 1))[0];
  return next && { title: next.milestone.title, opens: next.opens };
};

/** How a wave of a milestone is called on a page: its title, and which mailing if it is not the first. */
export const waveText = (title: string, wave: string): string =>
  wave === "open" ? title : `${title}: ${waveLabel(wave)}`;

/** What a mail that went out is about, by its tags; empty where they name none of ours. */
export const mailText = (program: Program, tags: Record<string, string>): string => {
  const mail = readMailTags(tags);
  return mail === undefined ? "" : waveText(milestoneTitle(program, mail.milestone), mail.wave);
};

/** `open` → invitation, `remind-2` → reminder 2, `last-call` → last call. */
export const waveLabel = (wave: string): string =>
  wave === "open" ? "first mail" : wave.replace("remind-", "reminder ").replace("-", " ");
