import { occurrencesFor } from "#domain/calendar/occurrences.ts";
import type { Program } from "#domain/calendar/program.ts";
import { isTaskSettled, type Part } from "#domain/parts/part.ts";
import { cohortOf, parseCohort } from "#domain/people/cohort.ts";
import { statusOn } from "#domain/people/enrollment.ts";
import type { Student } from "#domain/people/student.ts";
import { schoolDate } from "#domain/time/dates.ts";
import { alike } from "../alike.ts";
import type { OfficeRecords, RosterToRead } from "../records.ts";
import { milestoneTitle, phaseTitle, trackTitle } from "../titles.ts";
import { openedSurveys } from "./surveys.ts";

/** How one survey stands in one cohort. */
export interface SurveyProgress {
  occurrence: string;
  title: string;
  asked: number;
  completed: number;
  /** Of the others, those who answered in part. */
  inPart: number;
  /** School date. */
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
  surveys: SurveyProgress[];
  /** The next occurrence that will open for them. */
  next: { title: string; opens: string } | undefined;
}

/** What the figures are made of. `now`: ISO 8601 UTC. */
interface Sources {
  program: Program;
  parts: readonly Part[];
  now: string;
}

/** The figures of every cohort, the next to graduate first. @param now ISO 8601 UTC */
export const cohortFigures = async (
  { program, people, parts }: RosterToRead & Pick<OfficeRecords, "parts"> & { program: Program },
  now: string,
): Promise<CohortFigures[]> => {
  const students = await people.all();
  const surveys = openedSurveys(program, students, now);
  const asked = (await Promise.all(surveys.map(({ id }) => parts.ofOccurrence(id)))).flat();
  const cohorts = [...Map.groupBy(students, cohortOf)].sort(([a], [b]) => (byYear(a) < byYear(b) ? -1 : 1));
  return cohorts.map(([cohort, members]) => figuresOf({ program, parts: asked, now }, cohort, members));
};

const yearOf = (cohort: string): number => parseCohort(cohort)?.graduationYear ?? 0;

const byYear = (cohort: string): string => `${yearOf(cohort)} ${cohort}`;

const figuresOf = (of: Sources, cohort: string, members: readonly Student[]): CohortFigures => {
  const { program } = of;
  const theirs = Map.groupBy(
    of.parts.filter((part) => part.cohort === cohort),
    ({ occurrence }) => occurrence,
  );
  const phases = [...Map.groupBy(members, (student) => phaseTitle(program, student))];
  return {
    cohort,
    track: trackTitle(program, members[0]?.track ?? ""),
    title: `Class of ${yearOf(cohort)}`,
    students: members.length,
    phases: phases.map(([title, those]) => ({ title, students: those.length })).sort((a, b) => b.students - a.students),
    surveys: [...theirs].map(([occurrence, asked]) => ({
      occurrence,
      title: milestoneTitle(program, asked[0]?.milestone ?? occurrence),
      asked: asked.length,
      completed: asked.filter(isTaskSettled).length,
      inPart: asked.filter((part) => !isTaskSettled(part) && part.task?.answers).length,
      closes: closesOf(program, members, occurrence),
    })),
    next: nextOf(of, members),
  };
};

const closesOf = (program: Program, members: readonly Student[], occurrence: string): string | undefined =>
  alike(program, members)
    .flatMap(({ one }) => occurrencesFor(program, one))
    .find(({ id }) => id === occurrence)?.closes;

const nextOf = ({ program, now }: Sources, members: readonly Student[]): CohortFigures["next"] => {
  // A fifth-year is in this cohort too; the youngest member stands for the many.
  const today = schoolDate(now, program.school.timeZone);
  const usual = members.findLast((student) => statusOn(student, today) === "active");
  if (usual === undefined) return undefined;
  const coming = occurrencesFor(program, usual).filter(({ waves }) => (waves[0]?.at ?? "") > now);
  const next = coming.sort((a, b) => (a.opens < b.opens ? -1 : 1))[0];
  return next && { title: next.milestone.title, opens: next.opens };
};
