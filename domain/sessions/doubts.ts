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
  classes: readonly string[];
}

const UNCOUNTED = "nobody is asked to answer, so its seats are not counted; write rsvp yes-no or required";

const alone = (program: Program, { session, day, classes }: Placed): string[] => [
  ...outOfWindow(program, session, day),
  ...(classes.length > 0 ? [] : [`no class has ${session.item} on ${readableDate(day)}: nobody is invited`]),
  ...(isQuiet(program.school, day) ? [`${readableDate(day)} is a quiet day`] : []),
  ...(session.capacity !== undefined && session.rsvp === "none" ? [UNCOUNTED] : []),
];

/** Others that go on while a session does, from the first that begins: some by name, and how many in all. */
interface Others {
  named: readonly Session[];
  count: number;
}

const NAMED = 3;

/** How many of them, in the order in which they begin, begin before an instant. */
const countBefore = (those: readonly Session[], instant: string): number => {
  let [from, to] = [0, those.length];
  while (from < to) {
    const middle = Math.floor((from + to) / 2);
    if ((those[middle]?.startsAt ?? instant) < instant) from = middle + 1;
    else to = middle;
  }
  return from;
};

/**
 * Of sessions that share a class or a place, in the order in which they begin: what else goes on at the time of each,
 * every two told once, of the one that begins first and is `own`. Looks at no two of which neither is.
 */
const othersOf = (those: readonly Session[], own: ReadonlySet<string>): Map<string, Others> => {
  const found = new Map<string, Others>();
  const add = (to: Session, named: readonly Session[], count: number): void => {
    const before = found.get(to.id) ?? { named: [], count: 0 };
    if (count > 0)
      found.set(to.id, { named: [...before.named, ...named].slice(0, NAMED), count: before.count + count });
  };
  const ours = those.flatMap((session, nth) => (own.has(session.id) ? [{ session, nth }] : []));
  const ownSessions = ours.map(({ session }) => session);
  for (const [nth, session] of those.entries()) {
    if (own.has(session.id)) {
      const end = countBefore(those, session.endsAt);
      add(session, those.slice(nth + 1, Math.min(end, nth + 1 + NAMED)), end - nth - 1);
      continue;
    }
    const later = ours.slice(countBefore(ownSessions, session.startsAt), countBefore(ownSessions, session.endsAt));
    for (const other of later) if (other.nth > nth) add(other.session, [session], 1);
  }
  return found;
};

const inWords = ({ named, count }: Others, word: string, timeZone: string): string =>
  [
    ...named.map(({ id, startsAt }) => `${word} ${id} at ${schoolMinute(startsAt, timeZone)}`),
    ...(count > named.length ? [`${word} ${count - named.length} more`] : []),
  ].join(", ");

/** What shares each of the names that sessions have: for each session in words, with the names that share the same. */
const shared = (
  known: readonly Placed[],
  own: ReadonlySet<string>,
  of: { namesOf: (one: Placed) => readonly string[]; wordsOf: (others: Others, names: readonly string[]) => string },
): Map<string, string[]> => {
  const pairs = known.flatMap((one) => of.namesOf(one).map((name) => ({ name, session: one.session })));
  const told = new Map<string, { others: Others; names: string[] }[]>();
  for (const [name, those] of Map.groupBy(pairs, (pair) => pair.name)) {
    const sessions = those.map(({ session }) => session);
    for (const [id, others] of othersOf(sessions, own)) {
      const before = told.get(id) ?? [];
      const same = before.find((one) => isSame(one.others, others));
      if (same === undefined) told.set(id, [...before, { others, names: [name] }]);
      else same.names.push(name);
    }
  }
  return new Map([...told].map(([id, all]) => [id, all.map(({ others, names }) => of.wordsOf(others, names))]));
};

const isSame = (one: Others, other: Others): boolean =>
  one.count === other.count && one.named.every(({ id }, nth) => other.named[nth]?.id === id);

const placeOf = ({ place }: Session): string | undefined => place?.toLowerCase().trim();

const classesOf = (program: Program) => {
  const byYear = new Map<number, readonly OfClass[]>();
  return (session: Session, day: string): string[] => {
    const all = byYear.get(yearOf(day)) ?? classesIn(program, yearOf(day));
    byYear.set(yearOf(day), all);
    return [...new Set(all.filter((one) => isFor(program, session, one)).map(cohortOf))];
  };
};

/** What is odd about sessions, each alone and beside all that are known: nothing of it keeps them from going ahead. */
export const doubtsAbout = (
  program: Program,
  sessions: readonly Session[],
  own: ReadonlySet<string> = new Set(sessions.map(({ id }) => id)),
): SessionDoubt[] => {
  const { timeZone } = program.school;
  const classes = classesOf(program);
  const known = sessions
    .filter(({ status }) => status === "planned")
    .map((session): Placed => {
      const day = dayOf(session, timeZone);
      return { session, day, classes: classes(session, day) };
    })
    .toSorted((one, other) => (one.session.startsAt < other.session.startsAt ? -1 : 1));
  const atPlace = shared(known, own, {
    namesOf: ({ session }) => [placeOf(session) ?? []].flat(),
    wordsOf: (others) => `${others.named[0]?.place?.trim()} is taken ${inWords(others, "by", timeZone)}`,
  });
  const ofClass = shared(known, own, {
    namesOf: (one) => one.classes,
    wordsOf: (others, names) => `${names.join(", ")} should also be ${inWords(others, "at", timeZone)}`,
  });
  return known
    .filter(({ session }) => own.has(session.id))
    .flatMap((one) => {
      const { id } = one.session;
      const all = [...alone(program, one), ...(atPlace.get(id) ?? []), ...(ofClass.get(id) ?? [])];
      return all.map((message) => ({ session: id, message }));
    });
};

/** What of that is about the sessions of a file, by their lines. `known`: all, once the file was taken in. */
export const doubtsInFile = (
  program: Program,
  known: readonly Session[],
  file: readonly { line: number; session: Session }[],
): { line: number; message: string }[] => {
  const lineOf = new Map(file.map(({ line, session }) => [session.id, line]));
  return doubtsAbout(program, known, new Set(lineOf.keys())).map(({ session, message }) => ({
    line: lineOf.get(session) ?? 0,
    message,
  }));
};
