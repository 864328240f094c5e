import { reserve } from "#domain/mail/pace.ts";
import { backOff } from "../backoff.ts";
import type { SendingLimits } from "../ses/sending-account.ts";

/** The pace of sending, shared by every sender of the account. */
export interface Pace {
  /**
   * Waits until `count` mails may go out at the account's rate. False where that would take longer than a sender may
   * wait: then nothing is reserved. A turn that is not used is lost, and so is one whose answer was: mails go out a
   * little later.
   */
  take(count: number, limits: SendingLimits): Promise<boolean>;
  /** Waits for as long as `count` mails of a turn take at the account's rate, before the next of it go out. */
  rest(count: number, limits: SendingLimits): Promise<void>;
  /** The limits by which mails were sent last; undefined before the first. */
  known(): Promise<SendingLimits | undefined>;
}

/** By what a sender waits. `now`: milliseconds since 1970. */
export interface Clock {
  now(): number;
  sleep(milliseconds: number): Promise<void>;
}

/**
 * What the store of the pace holds: from when on mails may go out (milliseconds since 1970), and the limits told last.
 */
export interface PaceRecord extends SendingLimits {
  next: number;
}

/** Where the pace is kept. */
export interface PaceStore {
  /** As of now. */
  read(): Promise<PaceRecord | undefined>;
  /** Writes over the `next` that was seen, or where nothing stands yet; else answers what stands. */
  write(
    record: PaceRecord,
    seen: number | undefined,
  ): Promise<{ ok: true } | { ok: false; stands: PaceRecord | undefined }>;
}

/** How long a sender may wait for its turn: the function lives for twice as long. */
export const LONGEST_WAIT = 30_000;

const MOST_TRIES = 10;

/** The pace over a store that writes on condition: of those who saw the same, one wins, and the others look again. */
export const sharedPace = (store: PaceStore, clock: Clock): Pace => {
  // As this sender saw it last: a write over it is refused where another sender has taken a turn since.
  let seen: number | undefined;
  return {
    take: async (count, limits) => {
      for (let tries = 1; tries <= MOST_TRIES; tries += 1) {
        const now = clock.now();
        const { startsAt, next } = reserve(seen ?? 0, { count, ratePerSecond: limits.ratePerSecond, now });
        if (!(limits.ratePerSecond > 0) || startsAt - now > LONGEST_WAIT) return false;
        const written = await store.write({ ...limits, next }, seen);
        seen = written.ok ? next : written.stands?.next;
        if (written.ok) {
          await wait(clock, startsAt);
          return true;
        }
        if (tries > 1) await backOff(tries, clock.sleep);
      }
      return false;
    },

    rest: (count, { ratePerSecond }) => clock.sleep((count / ratePerSecond) * 1000),

    known: async () => {
      const record = await store.read();
      if (record === undefined) return undefined;
      const { next: _, ...limits } = record;
      return limits;
    },
  };
};

const wait = async (clock: Clock, until: number): Promise<void> => {
  const milliseconds = until - clock.now();
  if (milliseconds > 0) await clock.sleep(milliseconds);
};
