import { setTimeout as sleepFor } from "node:timers/promises";

const FIRST_MS = 25;
const LONGEST_MS = 1000;

/**
 * Waits before another try: a random time of up to 25 ms, doubling with each try up to 1 s, so that those who collided
 * do not collide again.
 * @param tries how many tries have failed so far, from 1.
 */
export const backOff = (
  tries: number,
  sleep: (milliseconds: number) => Promise<void> = (milliseconds) => sleepFor(milliseconds),
  firstMs = FIRST_MS,
): Promise<void> => sleep(Math.random() * Math.min(LONGEST_MS, firstMs * 2 ** (tries - 1)));

/** The same, from 200 ms: a hundred who write one item at once spread their tries wider than a write takes. */
export const spreadOut: typeof backOff = (tries, sleep) => backOff(tries, sleep, 200);
