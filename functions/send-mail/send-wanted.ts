import type { Preflight, PreflightCheck } from "#adapters/preflight/preflight.ts";
import type { Outcome } from "#adapters/ses/mailer.ts";
import { hasDeclined } from "#domain/people/mail-kinds.ts";
import { type Calls, type Look, UNTOLD } from "./calls.ts";
import { type Dispatch, type Letter, withTags } from "./dispatch.ts";

export type ClaimedLetter = Letter & { attempt: number };

/** How a claimed mail ended: by SES's answer, or before it, since the student declined or staff paused the mailing. */
export type Ending = Outcome | { kind: "declined" | "paused"; reason: string };

export interface SendWantedNeeds {
  preflight: Preflight;
}

const DECLINED: Ending = { kind: "declined", reason: "the student declined it" };
const PAUSED: Ending = { kind: "paused", reason: "its run was paused" };
/** The letters of a session that changed while they were claimed: the next receive writes them anew. */
export const CHANGED = { kind: "unsent", reason: "its session changed" } as const satisfies Ending;
export const UNREAD = { kind: "unsent", reason: "what speaks against it could not be read" } as const satisfies Ending;

/**
 * Why claimed mails are not to be sent: their mailing is paused, their session is not as they tell it any more, or the
 * student declined its kind. It asks after the claims: all that may happen while the message waits. Without an answer
 * nothing is wanted. Answers for each, in order; undefined where nothing speaks against it. Never throws.
 */
export const whyUnwanted = async (
  needs: SendWantedNeeds,
  claimed: readonly ClaimedLetter[],
  dispatch: Dispatch,
): Promise<(Ending | undefined)[]> => {
  if (claimed.length === 0) return [];
  const read = await checked(needs, claimed, dispatch);
  if (read === undefined) return claimed.map(() => UNREAD);
  if (read.isPaused) return claimed.map(() => PAUSED);
  const { kind, claims } = dispatch.writer;
  if (claims?.tells !== read.sequence) return claimed.map(() => CHANGED);
  return claimed.map(({ part }) => (hasDeclined(read.declined, part.student, kind) ? DECLINED : undefined));
};

/**
 * Sends claimed mails that are still wanted. Answers how each mail ended, in order. Never throws. Running twice sends
 * twice: only the claims make it once.
 */
export const sendWanted = async (
  needs: SendWantedNeeds,
  claimed: readonly ClaimedLetter[],
  dispatch: Dispatch,
  calls: Calls,
): Promise<Ending[]> => {
  const asked = calls.left();
  const unwanted = await whyUnwanted(needs, claimed, dispatch);
  const wanted = claimed.filter((_, nth) => unwanted[nth] === undefined);
  if (wanted.length === 0) return unwanted.map((ending) => ending ?? UNTOLD);
  const recipients = wanted.map((letter) => withTags(letter, dispatch, letter.attempt));
  const look = lookAt(needs, dispatch, { asked, mails: recipients.length });
  const outcomes = (await calls.send(recipients, look)).values();
  return unwanted.map((ending) => ending ?? outcomes.next().value ?? UNTOLD);
};

// A session may change while SES throttles, or lets its sender wait: an old date does not go out minutes later.
const lookAt = (
  needs: SendWantedNeeds,
  dispatch: Dispatch,
  { asked, mails }: { asked: number; mails: number },
): Look | undefined => {
  const { claims } = dispatch.writer;
  if (claims === undefined) return undefined;
  const whyNot = async () => {
    const read = await checked(needs, [], dispatch);
    if (read === undefined) return UNREAD;
    return read.sequence === claims.tells && !read.isPaused ? undefined : CHANGED;
  };
  const again = async () => {
    const why = await whyNot();
    return Array.from({ length: mails }, () => why);
  };
  return { asked, why: [], again };
};

// Undefined if the preflight cannot be read.
const checked = async (
  { preflight }: SendWantedNeeds,
  claimed: readonly ClaimedLetter[],
  { mailing, writer }: Dispatch,
): Promise<PreflightCheck | undefined> => {
  const asked = writer.kind === "essential" ? [] : claimed.map(({ part }) => part.student);
  try {
    return await preflight.check(mailing, asked);
  } catch {
    return undefined;
  }
};
