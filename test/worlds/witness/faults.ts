import type { Chance } from "../ground/chance.ts";

/** What becomes of one call: done; refused; done but answered with an error; or the caller dies before or after it. */
export type Fate = "done" | "refused" | "done, answer lost" | "caller dies before" | "caller dies after";

/** How likely each kind of trouble is in a world, as probabilities. */
export interface Faults {
  /** The caller of a call dies, half of the times after it took effect. */
  death: number;
  refused: number;
  answerLost: number;
  /** A call takes seconds instead of milliseconds. */
  slow: number;
  /** A message, event or call of a schedule comes twice. */
  twice: number;
  /** It comes late: messages by minutes, schedules by hours. */
  late: number;
  /** A schedule does not fire. */
  missed: number;
  /** SES throttles one entry, or rejects it for good. */
  entryThrottled: number;
  entryRejected: number;
  /** A batch read of the table answers only some of what was asked. */
  partlyRead: number;
  /** SES pauses the account, or the scheduler stands still, for days. */
  outage: "ses" | "scheduler" | "none";
  /** Someone wrote an item by hand that no reader understands. */
  unreadable: number;
  /** An address is dead; a student complains of every mail; a single mail ends badly. */
  badAddress: number;
  complaint: number;
  badMail: number;
  /** A way by which SES tells of mails is silent all the time. */
  silentFeed: "bus" | "topic" | "both" | "none";
  /** A student chooses anew what to be mailed about just when their mail is being sent. */
  meddling: number;
}

export const CALM: Faults = {
  death: 0,
  refused: 0,
  answerLost: 0,
  slow: 0,
  twice: 0,
  late: 0,
  missed: 0,
  entryThrottled: 0,
  entryRejected: 0,
  partlyRead: 0,
  outage: "none",
  unreadable: 0,
  badAddress: 0,
  complaint: 0,
  badMail: 0,
  silentFeed: "none",
  meddling: 0,
};

/** The troubles of one world: each is absent, rare or frequent, so that they also meet one at a time. */
export const drawFaults = (chance: Chance): Faults => {
  const level = (rare: number, frequent: number): number => chance.pick([0, rare, frequent]);
  return {
    death: level(0.02, 0.1),
    refused: level(0.03, 0.2),
    answerLost: level(0.02, 0.1),
    slow: level(0.01, 0.05),
    twice: level(0.05, 0.5),
    late: level(0.05, 0.4),
    missed: level(0.05, 0.3),
    entryThrottled: level(0.05, 0.4),
    entryRejected: level(0, 0.05),
    partlyRead: level(0.1, 0.5),
    outage: chance.pick(["none", "none", "ses", "scheduler"]),
    unreadable: level(0.02, 0.2),
    badAddress: level(0.1, 0.3),
    complaint: level(0.05, 0.3),
    badMail: level(0.05, 0.3),
    silentFeed: chance.pick(["none", "none", "none", "bus", "topic", "both"]),
    meddling: level(0.2, 0.8),
  };
};

/** Draws what becomes of a call. */
export const fateOf = (chance: Chance, { death, refused, answerLost }: Faults): Fate => {
  if (chance.is(death)) return chance.pick(["caller dies before", "caller dies after"]);
  if (chance.is(refused)) return "refused";
  return chance.is(answerLost) ? "done, answer lost" : "done";
};
