import type { Parts } from "#adapters/parts/parts.ts";
import type { Sessions } from "#adapters/sessions/sessions.ts";
import { behindFrom } from "#domain/advising/behind.ts";
import { metWith } from "#domain/advising/meetings.ts";
import { occurrencesEver } from "#domain/calendar/current-occurrences.ts";
import type { Occurrence } from "#domain/calendar/occurrences.ts";
import type { Program } from "#domain/calendar/program.ts";
import { isTaskSettled, type Part } from "#domain/parts/part.ts";
import type { PartName } from "#domain/parts/part-changes.ts";
import { isHere } from "#domain/people/enrollment.ts";
import type { Student } from "#domain/people/student.ts";
import { asksAfterWindows, withGivenWindows } from "#domain/sessions/windows/given-windows.ts";
import { addDays, schoolDate } from "#domain/time/dates.ts";
import type { RosterToRead } from "../records.ts";

/** Something that a student was asked; no part where nothing has begun. */
export interface AskedItem {
  occurrence: Occurrence;
  part: Part | undefined;
  /** True where it is open though a reminder's day, or its last day, is over. */
  isBehind: boolean;
}

/** A student with what an advisor asks of them first; each list the earliest first. */
export interface OwnStudent {
  student: Student;
  /** Open, and no meeting: first what they are behind with. */
  open: AskedItem[];
  /** The meetings that are asked of them, also those that were held. */
  meetings: AskedItem[];
  /** How many of both they are behind with. */
  behind: number;
}

/** What a look at own students needs of the world. */
export interface AdvisingNeeds extends RosterToRead {
  program: Program;
  parts: Pick<Parts, "ofStudents">;
  sessions: Pick<Sessions, "all">;
}

/** School days for which something that has closed is still shown: for good, it stands on the student's page. */
const SHOWN_AFTER = 365;

/** The program as its sessions make it; they are read only where it asks something after their windows. */
export const programOf = async ({
  program,
  sessions,
}: Pick<AdvisingNeeds, "program" | "sessions">): Promise<Program> =>
  asksAfterWindows(program) ? withGivenWindows(program, await sessions.all()) : program;

/** What a student is or was lately asked, the earliest first. @param today a school date */
export const askedOf = (program: Program, student: Student, today: string): Occurrence[] =>
  occurrencesEver(program, student)
    .filter(({ milestone, opens }) => milestone.ask !== undefined && opens <= today)
    .filter(({ closes }) => closes === undefined || closes >= addDays(today, -SHOWN_AFTER))
    .toSorted((one, other) => (one.opens < other.opens ? -1 : 1));

const nameOfPart = ({ occurrence, student }: PartName): string => `${occurrence}/${student}`;

const isOpen = ({ part }: AskedItem): boolean => part?.task !== undefined && !isTaskSettled(part);

// What closed before they came never asked them.
const concernsThem = ({ occurrence: { closes }, part }: AskedItem, today: string): boolean =>
  part?.task !== undefined || closes === undefined || closes >= today;

const advised = (student: Student, items: readonly AskedItem[], today: string): OwnStudent => {
  const meetings = items.filter(({ occurrence }) => metWith(occurrence.milestone) !== undefined);
  const open = items.filter((item) => isOpen(item) && !meetings.includes(item));
  return {
    student,
    open: [...open.filter(({ isBehind }) => isBehind), ...open.filter(({ isBehind }) => !isBehind)],
    meetings: meetings.filter((item) => concernsThem(item, today)),
    behind: items.filter(({ isBehind }) => isBehind).length,
  };
};

const nameOf = ({ student: { lastName, firstName, schoolId } }: OwnStudent): string =>
  [lastName, firstName, schoolId].join(" ").toLowerCase();

const mostBehindFirst = (one: OwnStudent, other: OwnStudent): number =>
  other.behind - one.behind || (nameOf(one) < nameOf(other) ? -1 : 1);

/** What is asked of a student, by their part in it, and where they stand. @param today a school date */
export const askedItem = (occurrence: Occurrence, part: Part | undefined, today: string): AskedItem => {
  const item = { occurrence, part, isBehind: false };
  const from = behindFrom(occurrence);
  return { ...item, isBehind: isOpen(item) && from !== undefined && from <= today };
};

/** Somebody with their meetings as they stand now. @param asOfNow those that were looked at again */
export const withMeetings = (one: OwnStudent, asOfNow: readonly AskedItem[]): OwnStudent => ({
  ...one,
  meetings: [...asOfNow],
  behind: [...one.open, ...asOfNow].filter(({ isBehind }) => isBehind).length,
});

/**
 * Some students as their advisor looks at them, first who is most behind, as they stood a moment ago. Beside their own
 * parts it reads the roster, and the sessions where the program asks after windows: one query each. Changes nothing.
 * @param now ISO 8601 UTC
 */
export const ownStudents = async (
  needs: AdvisingNeeds,
  isTheirs: (student: Student) => boolean,
  now: string,
): Promise<OwnStudent[]> => {
  const today = schoolDate(now, needs.program.school.timeZone);
  const [all, program] = await Promise.all([needs.people.all(), programOf(needs)]);
  const asked = all
    .filter((student) => isHere(student) && isTheirs(student))
    .map((student) => ({ student, occurrences: askedOf(program, student, today) }));
  const names = asked.flatMap(({ student: { person }, occurrences }) =>
    occurrences.map(({ id }) => ({ occurrence: id, student: person })),
  );
  const parts = new Map((await needs.parts.ofStudents(names)).map((part) => [nameOfPart(part), part]));
  return asked
    .map(({ student, occurrences }) =>
      advised(
        student,
        occurrences.map((occurrence) =>
          askedItem(occurrence, parts.get(nameOfPart({ occurrence: occurrence.id, student: student.person })), today),
        ),
        today,
      ),
    )
    .toSorted(mostBehindFirst);
};
