import type { Parts } from "#adapters/parts/parts.ts";
import { findOccurrence, type Occurrence } from "#domain/calendar/occurrences.ts";
import type { Program } from "#domain/calendar/program.ts";
import type { Part } from "#domain/parts/part.ts";
import { type PartStanding, standingOf } from "#domain/parts/progress.ts";
import { parseCohort } from "#domain/people/cohort.ts";
import type { Student } from "#domain/people/student.ts";
import type { RosterToRead } from "../records.ts";

/** Somebody in a cell of the matrix, and where they stand. */
export interface CellPerson {
  student: Student;
  part: Part;
  standing: PartStanding;
}

/** Everybody of a cohort who has a part in an occurrence. */
export interface ProgressCell {
  cohort: string;
  occurrence: Occurrence;
  /** By last name. */
  people: CellPerson[];
  /** How many parts are of people whom no roster has any more. */
  gone: number;
}

type CellNeeds = RosterToRead & { program: Program; parts: Pick<Parts, "ofOccurrence"> };

/** The people behind a cell; undefined where the program has no such occurrence, or no such track. */
export const progressCell = async (
  { program, people, parts }: CellNeeds,
  { cohort, occurrence: id }: { cohort: string; occurrence: string },
): Promise<ProgressCell | undefined> => {
  const occurrence = findOccurrence(program, id);
  const track = parseCohort(cohort)?.track;
  if (occurrence === undefined || !program.tracks.some((one) => one.id === track)) return undefined;
  const [all, found] = await Promise.all([people.all(), parts.ofOccurrence(id)]);
  const students = new Map(all.map((student) => [student.person, student]));
  const theirs = found.filter((part) => part.cohort === cohort);
  const known = theirs.flatMap((part) => {
    const [student, standing] = [students.get(part.student), standingOf(part)];
    return student === undefined || standing === undefined ? [] : [{ student, part, standing }];
  });
  return { cohort, occurrence, people: known.toSorted(byName), gone: theirs.length - known.length };
};

const nameOf = ({ student: { lastName, firstName, schoolId } }: CellPerson): string =>
  [lastName, firstName, schoolId].join(" ").toLowerCase();

const byName = (one: CellPerson, other: CellPerson): number => (nameOf(one) < nameOf(other) ? -1 : 1);
