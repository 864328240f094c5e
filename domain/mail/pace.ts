/** `count` mails at the account's rate. `now`: milliseconds since 1970, by the sender's clock. */
interface Turn {
  count: number;
  ratePerSecond: number;
  now: number;
}

/** When a turn begins, and when the next one may: milliseconds since 1970. */
export interface Reserved {
  startsAt: number;
  next: number;
}

/** Reserves a turn from `next` on: ATM's generic cell rate algorithm (ITU-T I.371) without tolerance. */
export const reserve = (next: number, { count, ratePerSecond, now }: Turn): Reserved => {
  const startsAt = Math.max(next, now);
  return { startsAt, next: startsAt + (count / ratePerSecond) * 1000 };
};

// Seconds. A turn and the wait before it fit into the function's minute.
const LONGEST_TURN = 15;

export const mailsPerTurn = (ratePerSecond: number): number => Math.max(1, Math.floor(ratePerSecond * LONGEST_TURN));
