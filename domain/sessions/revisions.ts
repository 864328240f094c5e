import { type KnownSession, NOTICED, type Session } from "./session.ts";

/** A session as a file gives it; `kept` are the fields for which the file has no column: they stay as they were. */
export interface GivenSession {
  session: Session;
  kept: readonly (keyof Session)[];
}

const newlyKnown = (session: Session, at: string): KnownSession => ({
  ...session,
  sequence: 0,
  revisedAt: at,
  givenAt: at,
  history: [],
});

const lengthOf = ({ startsAt, endsAt }: Session): number => Date.parse(endsAt) - Date.parse(startsAt);

// A file without ends moves a session as long as it is.
const withKept = (known: KnownSession, { session, kept }: GivenSession): Session => {
  const stays = kept.filter((field) => known[field] !== undefined).map((field) => [field, known[field]]);
  const endsAt = kept.includes("endsAt")
    ? new Date(Date.parse(session.startsAt) + lengthOf(known)).toISOString()
    : session.endsAt;
  return { ...session, ...Object.fromEntries(stays), endsAt };
};

const revised = (known: KnownSession, given: GivenSession, at: string): KnownSession => {
  const session = withKept(known, given);
  const changed = NOTICED.filter((field) => known[field] !== session[field]);
  const { sequence, revisedAt, history } = known;
  if (changed.length === 0) return { ...session, sequence, revisedAt, history, givenAt: at };
  const was = Object.fromEntries(changed.map((field) => [field, known[field] ?? null]));
  const next = { sequence: sequence + 1, revisedAt: at, history: [...history, { at, was }] };
  return { ...session, ...next, givenAt: at };
};

/**
 * The sessions after a file was taken in at an instant, those that were known first. A session that the file does not
 * name stays as it is: only a row that says `cancelled` cancels. So does one that a later file named already. The same
 * file again changes nothing.
 */
export const takeIn = (known: readonly KnownSession[], read: readonly GivenSession[], at: string): KnownSession[] => {
  const given = new Map(read.map((one) => [one.session.id, one]));
  const ids = new Set(known.map(({ id }) => id));
  return [
    ...known.map((one) => {
      const again = given.get(one.id);
      return again === undefined || one.givenAt > at ? one : revised(one, again, at);
    }),
    ...read.filter(({ session }) => !ids.has(session.id)).map(({ session }) => newlyKnown(session, at)),
  ];
};
