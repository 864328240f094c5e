import { type Program, usualCourse } from "../calendar/program.ts";
import { windowIn } from "../calendar/reckoning.ts";
import { cohortOf } from "../people/cohort.ts";
import type { OfClass } from "../people/enrollment.ts";
import { readableDate, schoolMinute, yearOf } from "../time/dates.ts";
import { isQuiet } from "../time/quiet-days.ts";
import { isFor, itemOf } from "./guests.ts";
import { dayOf, type Session } from "./session.ts";

/** What somebody should look at in a session that counts all the same. */
export interface SessionDoubt {
  session: string;
  message: string;
}

const LONGEST_COURSE = 8;

const classesIn = ({ tracks }: Program, year: number): OfClass[] =>
  tracks.flatMap((track) =>
    Array.from({ length: LONGEST_COURSE + 1 }, (_, nth) => usualCourse(track, year - LONGEST_COURSE + nth)).filter(
      ({ anchors }) => anchors.graduation >= year,
    ),
  );

const outOfWindow = (program: Program, session: Session, day: string): string[] => {
  const item = itemOf(program, session);
  const when = item !== undefined && "milestone" in item ? item.milestone.when : undefined;
  if (when?.type !== "window") return [];
  const windows = [yearOf(day) - 1, yearOf(day)].flatMap((year) => windowIn(year, when.from, when.to));
  const isIn = windows.some(({ from, to }) => from <= day && day <= to);
  return isIn ? [] : [`${readableDate(day)} is outside the window that the program gives ${session.item}`];
};

interface Placed {
  session: Session;
  day: string;
  classes: ReadonlySet<string>;
}

const alone = (program: Program, { session, day, classes }: Placed): string[] => [
  ...outOfWindow(program, session, day),
  ...(classes.size > 0 ? [] : [`no class has ${session.item} on ${readableDate(day)}: nobody is invited`]),
  ...(isQuiet(program.school, day) ? [`${readableDate(day)} is a quiet day`] : []),
];

const together = ({ school }: Program, one: Placed, other: Placed): string[] => {
  const { id, place, startsAt } = other.session;
  const where = one.session.place?.toLowerCase().trim();
  const both = [...one.classes].filter((name) => other.classes.has(name));
  const at = schoolMinute(startsAt, school.timeZone);
  return [
    ...(where !== undefined && where === place?.toLowerCase().trim() ? [`${place} is taken by ${id} at ${at}`] : []),
    ...(both.length > 0 ? [`${both.join(", ")} should be at ${id} too at ${at}`] : []),
  ];
};

/** What is odd about sessions, each alone and beside the others: nothing of it keeps them from going ahead. */
export const doubtsAbout = (program: Program, sessions: readonly Session[]): SessionDoubt[] => {
  const known = sessions
    .filter(({ status }) => status === "planned")
    .map((session): Placed => {
      const day = dayOf(session, program.school.timeZone);
      const those = classesIn(program, yearOf(day)).filter((one) => isFor(program, session, one));
      return { session, day, classes: new Set(those.map(cohortOf)) };
    })
    .toSorted((one, other) => (one.session.startsAt < other.session.startsAt ? -1 : 1));
  return known.flatMap((one, nth) => {
    const after = known.slice(nth + 1);
    const rest = after.findIndex(({ session }) => session.startsAt >= one.session.endsAt);
    const beside = after.slice(0, rest < 0 ? undefined : rest).flatMap((other) => together(program, one, other));
    return [...alone(program, one), ...beside].map((message) => ({ session: one.session.id, message }));
  });
};

/** What of that is about the sessions of a file, by their lines. `known`: all, once the file was taken in. */
export const doubtsInFile = (
  program: Program,
  known: readonly Session[],
  file: readonly { line: number; session: Session }[],
): { line: number; message: string }[] => {
  const lineOf = new Map(file.map(({ line, session }) => [session.id, line]));
  return doubtsAbout(program, known).flatMap(({ session, message }) => {
    const line = lineOf.get(session);
    return line === undefined ? [] : [{ line, message }];
  });
};
