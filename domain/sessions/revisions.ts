import { type KnownSession, NOTICED, SESSION_FIELDS, Session } from "./session.ts";

/** A session as a file gives it; `kept` are the fields for which the file has no column: they stay as they were. */
export interface GivenSession {
  session: Session;
  kept: readonly (keyof Session)[];
}

type GivenBefore = Pick<KnownSession, "givenBefore">;

const givenBefore = (those: readonly (readonly [keyof Session, string | null])[]): GivenBefore =>
  those.length === 0 ? {} : { givenBefore: Object.fromEntries(those) };

const newlyKnown = ({ session, kept }: GivenSession, at: string): KnownSession => ({
  ...session,
  sequence: 0,
  revisedAt: at,
  givenAt: at,
  ...givenBefore(kept.map((field) => [field, null])),
  history: [],
});

const lastGiven = (known: KnownSession, field: keyof Session): string | null => {
  const before = known.givenBefore?.[field];
  return before === undefined ? known.givenAt : before;
};

const lengthOf = ({ startsAt, endsAt }: Session): number => Date.parse(endsAt) - Date.parse(startsAt);

// A file without ends moves a session as long as it is.
const withKept = (known: KnownSession, { session, kept }: GivenSession): Session => {
  const from = (field: keyof Session) => (kept.includes(field) ? known : session);
  const values = SESSION_FIELDS.map((field) => [field, from(field)[field]] as const);
  const given = Object.fromEntries(values.filter(([, value]) => value !== undefined));
  const endsAt = Date.parse(from("startsAt").startsAt) + lengthOf(from("endsAt"));
  return Session.parse({ ...given, endsAt: new Date(endsAt).toISOString() });
};

const revised = (known: KnownSession, given: GivenSession, at: string): KnownSession => {
  const session = withKept(known, given);
  const changed = NOTICED.filter((field) => known[field] !== session[field]);
  const { sequence, revisedAt, history } = known;
  const before = givenBefore(given.kept.map((field) => [field, lastGiven(known, field)]));
  if (changed.length === 0) return { ...session, sequence, revisedAt, history, givenAt: at, ...before };
  const was = Object.fromEntries(changed.map((field) => [field, known[field] ?? null]));
  const next = { sequence: sequence + 1, revisedAt: at, history: [...history, { at, was }] };
  return { ...session, ...next, givenAt: at, ...before };
};

// A file that comes after a later one counts for what only it says.
const overtaken = (known: KnownSession, { session, kept }: GivenSession, at: string): KnownSession => {
  const own = SESSION_FIELDS.filter((field) => !kept.includes(field) && (lastGiven(known, field) ?? "") < at);
  if (own.length === 0) return known;
  const next = revised(known, { session, kept: SESSION_FIELDS.filter((field) => !own.includes(field)) }, at);
  const { givenAt, revisedAt } = known;
  const before = { ...known.givenBefore, ...Object.fromEntries(own.map((field) => [field, at])) };
  return { ...next, givenAt, revisedAt: next.revisedAt > revisedAt ? next.revisedAt : revisedAt, givenBefore: before };
};

/**
 * The sessions after a file was taken in at an instant, those that were known first. A session that the file does not
 * name stays as it is: only a row that says `cancelled` cancels. Of one that a later file named already, what that file
 * said stands. The same file again changes nothing.
 */
export const takeIn = (known: readonly KnownSession[], read: readonly GivenSession[], at: string): KnownSession[] => {
  const given = new Map(read.map((one) => [one.session.id, one]));
  const ids = new Set(known.map(({ id }) => id));
  return [
    ...known.map((one) => {
      const again = given.get(one.id);
      if (again === undefined) return one;
      return one.givenAt > at ? overtaken(one, again, at) : revised(one, again, at);
    }),
    ...read.filter(({ session }) => !ids.has(session.id)).map((one) => newlyKnown(one, at)),
  ];
};
