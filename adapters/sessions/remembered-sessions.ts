import type { KnownSession } from "#domain/sessions/session.ts";
import type { Sessions } from "./sessions.ts";

/** The sessions under a mark of all calendars, at the instant `now`. */
export type SessionsAt = (mark: string | undefined, now: string) => Promise<readonly KnownSession[]>;

const FRESH_MS = 60 * 60_000;

interface KeptSessions {
  mark: string | undefined;
  at: number;
  read: Promise<readonly KnownSession[]>;
}

/**
 * Reads sessions once for each mark, and again after an hour, should a change have left no mark. They are read after
 * the mark was, so that they are of its state or of a newer one. A read that fails is tried again at the next call.
 */
export const rememberedSessions = ({ all }: Pick<Sessions, "all">): SessionsAt => {
  let kept: KeptSessions | undefined;
  return (mark, now) => {
    const at = Date.parse(now);
    if (kept === undefined || kept.mark !== mark || Math.abs(at - kept.at) >= FRESH_MS) {
      const read = all().catch((error) => {
        kept = undefined;
        throw error;
      });
      kept = { mark, at, read };
    }
    return kept.read;
  };
};
