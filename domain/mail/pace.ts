/**
 * What a sender asks for: `count` mails at the account's rate. `now`: milliseconds since 1970, by the sender's clock.
 */
interface Turn {
  count: number;
  ratePerSecond: number;
  now: number;
}

/** When a turn begins, and when the next one may; milliseconds since 1970. */
export interface Reserved {
  startsAt: number;
  next: number;
}

/**
 * The next turn after those reserved before it (the generic cell rate algorithm of ATM, ITU-T I.371, without
 * tolerance): a turn begins when the one before it has used up its time. So from any instant on, no more go out than
 * the rate allows for that time and one turn.
 * @param next when the turn may begin by what others reserved.
 */
export const reserve = (next: number, { count, ratePerSecond, now }: Turn): Reserved => {
  const startsAt = Math.max(next, now);
  return { startsAt, next: startsAt + (count / ratePerSecond) * 1000 };
};

/**
 * Seconds for which a sender may go on sending in one turn: with its wait before, it fits into the function's minute.
 */
const LONGEST_TURN = 15;

/** How many mails one turn lets out at most, at an account's rate; at least one. */
export const mailsPerTurn = (ratePerSecond: number): number => Math.max(1, Math.floor(ratePerSecond * LONGEST_TURN));
