import { type Occurrence, occurrencesFor } from "../calendar/occurrences.ts";
import type { Program } from "../calendar/program.ts";
import { type Enrollment, isHere, type OfClass, statusOn } from "../people/enrollment.ts";
import { addDays, instantAt, schoolDate } from "../time/dates.ts";
import {
  type CalendarEntry,
  goneAt,
  isShown,
  occurrenceEntries,
  type StudentAnswers,
  sessionEntry,
} from "./calendar-entries.ts";
import { academicYearOf } from "./coverage.ts";
import { isFor, isInvited } from "./guests.ts";
import { dayOf, type KnownSession } from "./session.ts";
import { withGivenWindows } from "./windows/given-windows.ts";

/** Whose calendar it is: a student's own, a class's for staff, or everybody's. */
export type CalendarReader =
  | { student: CalendarStudent; answers?: StudentAnswers }
  | { cohort: OfClass }
  | { isPublic: true };

const byTime = (one: CalendarEntry, other: CalendarEntry): number => {
  const [first, second] = [one, other].map(({ when }) => ("day" in when ? when.day : when.startsAt));
  return (first ?? "") < (second ?? "") ? -1 : first === second && one.uid < other.uid ? -1 : 1;
};

const NOTHING: CalendarEntry[] = [];

type CalendarStudent = OfClass & Pick<Enrollment, "status" | "former" | "formerly">;

const daysOf = (program: Program, student: OfClass & Partial<CalendarStudent>): CalendarEntry[] => {
  const { status = "active", former = [], formerly = [] } = student;
  return occurrencesFor(program, student)
    .filter((occurrence) => isAsked({ ...student, status }, occurrence))
    .flatMap((occurrence) => occurrenceEntries(program, occurrence, former.length + formerly.length));
};

// Who is away from the first mail to the last day is asked nothing, and who comes back before it gets it then.
const isAsked = (student: OfClass & Pick<Enrollment, "status">, { opens, closes }: Occurrence): boolean =>
  [opens, closes ?? opens].some((day) => statusOn(student, day) === "active");

/** The sessions of this academic year and later that ask a student for an answer, which their calendar tells. */
export const answeredIn = (
  program: Program,
  sessions: readonly KnownSession[],
  student: OfClass & Pick<Enrollment, "status">,
  now: string,
): string[] => {
  const { timeZone } = program.school;
  const { from } = academicYearOf(schoolDate(now, timeZone));
  return sessions
    .filter((session) => session.rsvp !== "none" && dayOf(session, timeZone) >= from && isShown(session, now))
    .filter((session) => isInvited(program, session, student))
    .map(({ id }) => id);
};

/** The instant from which the same records make another calendar than at `now`; ISO 8601 UTC. */
export const changesBy = ({ school }: Program, sessions: readonly KnownSession[], now: string): string => {
  const { to } = academicYearOf(schoolDate(now, school.timeZone));
  const gone = sessions.flatMap((session) => goneAt(session) ?? []).filter((at) => at > now);
  return [...gone, instantAt(addDays(to, 1), "00:00", school.timeZone)].toSorted()[0] ?? now;
};

/** What a calendar holds at an instant, in order of time; of who is gone nothing. Only answers in it are personal. */
export const calendarOf = (
  program: Program,
  sessions: readonly KnownSession[],
  reader: CalendarReader,
  now: string,
): { name: string; entries: CalendarEntry[] } => {
  const { shortName } = program.school;
  const asking = withGivenWindows(program, sessions);
  const shown = sessions.filter((session) => isShown(session, now));
  const answers = "student" in reader ? reader.answers : undefined;
  const entryOf = (session: KnownSession) => sessionEntry(program, session, "isPublic" in reader, answers);
  const entriesOf = (those: readonly KnownSession[], days: CalendarEntry[]) =>
    [...those.map(entryOf), ...days].toSorted(byTime);
  if ("isPublic" in reader) return { name: `${shortName} career planning`, entries: entriesOf(shown, NOTHING) };
  if ("cohort" in reader) {
    const { track, anchors } = reader.cohort;
    const title = program.tracks.find(({ id }) => id === track)?.title ?? track;
    const those = shown.filter((session) => isFor(program, session, reader.cohort));
    return {
      name: `${title}, class of ${anchors.graduation}`,
      entries: entriesOf(those, daysOf(asking, reader.cohort)),
    };
  }
  const { student } = reader;
  const those = shown.filter((session) => isInvited(program, session, student));
  const days = isHere(student) ? daysOf(asking, student) : NOTHING;
  return { name: `${shortName} career planning`, entries: isHere(student) ? entriesOf(those, days) : NOTHING };
};
