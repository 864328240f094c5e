import * as z from "zod/mini";

const [MINUTE, HOUR] = [60_000, 3_600_000];
/** Milliseconds: a sign-in ends half an hour after the last page, ten hours after its beginning at the latest. */
const [IDLE, LONGEST] = [30 * MINUTE, 10 * HOUR];
/** Milliseconds in which somebody must have come back from the identity provider. */
const LONGEST_ATTEMPT = 10 * MINUTE;

/** Somebody who is signed in; all instants ISO 8601 UTC. */
export const SignIn = z.object({
  /** The id of a user of `people.csv`, or of a student in the roster. */
  user: z.string(),
  /** A student's opaque key; absent of staff. */
  student: z.optional(z.string()),
  startedAt: z.string(),
  /** When a page was last asked for, to the minute. */
  seenAt: z.string(),
  endedAt: z.optional(z.string()),
  /** What each form of theirs carries: a page of somebody else cannot know it. */
  formToken: z.string(),
});
export type SignIn = z.infer<typeof SignIn>;

/** Somebody who was sent to the identity provider, and what only their answer knows. */
export const SignInAttempt = z.object({
  state: z.string(),
  nonce: z.string(),
  verifier: z.string(),
  /** The page that they asked for. */
  to: z.string(),
  startedAt: z.string(),
});
export type SignInAttempt = z.infer<typeof SignInAttempt>;

const since = (instant: string, at: string): number => Date.parse(at) - Date.parse(instant);

/** True of a sign-in by which pages are shown at an instant. */
export const isLive = ({ startedAt, seenAt, endedAt }: SignIn, at: string): boolean =>
  endedAt === undefined && since(startedAt, at) < LONGEST && since(seenAt, at) < IDLE;

/** True where a sign-in's last page is to be written down anew: once a minute is often enough. */
export const isSeenAnew = ({ seenAt }: SignIn, at: string): boolean => since(seenAt, at) >= MINUTE;

/** True of an attempt to which an answer still counts. */
export const isOpen = ({ startedAt }: SignInAttempt, at: string): boolean => since(startedAt, at) < LONGEST_ATTEMPT;

/** Seconds since 1970 after which nobody needs a record of it. */
export const signInExpires = ({ startedAt }: Pick<SignIn, "startedAt">): number =>
  Math.ceil((Date.parse(startedAt) + LONGEST) / 1000);
export const attemptExpires = ({ startedAt }: Pick<SignInAttempt, "startedAt">): number =>
  Math.ceil((Date.parse(startedAt) + LONGEST_ATTEMPT) / 1000);

/** The address below `home`, e.g. `/office`, that somebody asked for; `home` itself, where it leads anywhere else. */
export const pathWithin = (home: string, asked: string | undefined): string => {
  const base = "https://pages.invalid";
  if (asked === undefined || !asked.startsWith("/") || !URL.canParse(asked, base)) return home;
  const { origin, pathname, search } = new URL(asked, base);
  const isWithin = pathname === home || pathname.startsWith(`${home}/`);
  return origin === base && isWithin ? pathname + search : home;
};
