import type { Pace } from "#adapters/pace/pace.ts";
import { MAILS_PER_CALL, type Mailer, type Outcome, type Recipient } from "#adapters/ses/mailer.ts";
import type { SendingLimits } from "#adapters/ses/sending-account.ts";
import { isThrottled } from "#adapters/ses/ses-outcomes.ts";
import type { TimeLeft } from "../listeners/listener.ts";

/** What calling SES depends on. */
export interface CallsNeeds {
  mailer: Mailer;
  pace: Pick<Pace, "rest">;
}

/** SES answered the call, but did not name this recipient. */
export const UNTOLD: Outcome = { kind: "ambiguous", reason: "no outcome" };

/** The sender did not ask SES: it had just taken nobody of the call before. */
export const UNTRIED = { kind: "unsent", reason: "SES took nobody of the call before" } as const satisfies Outcome;

/** The sender did not ask SES: it would have been ended before it could record the answer. */
export const TOO_LATE = { kind: "unsent", reason: "the sender's time was up" } as const satisfies Outcome;

/** Milliseconds that a sender keeps for its last call: it waits six seconds for the answer, and records it. */
const LEAST_LEFT = 10_000;

/** How many calls of a message may be repeated: with the rests before them they fit into the function's minute. */
const MOST_REPEATS = 3;

/** The calls of SES for one message. */
export interface Calls {
  /** Sends to these, too; answers what became of each, in the same order. Never throws. Running twice sends twice. */
  send(recipients: readonly Recipient[]): Promise<Outcome[]>;
  /**
   * Why no more are made, if so: SES took nobody of a call, or is so slow that the sender would not outlive the rest.
   */
  whyOver(): Outcome | undefined;
}

interface Called {
  outcomes: Outcome[];
  /** How many calls were made once more. */
  repeats: number;
}

/**
 * Makes the calls of a message with that template, one after another at the account's rate. A call holds no more mails
 * than may go out in a second: SES refuses what is above its rate. SES may throttle some of them all the same; the
 * sender rests and asks for these again, rather than when the message comes back minutes later.
 * @param left milliseconds until the sender is ended: it makes no call that it could not record
 */
export const callsOf = (needs: CallsNeeds, template: string, limits: SendingLimits, left: TimeLeft): Calls => {
  const size = Math.max(1, Math.min(MAILS_PER_CALL, Math.floor(limits.ratePerSecond)));
  let [repeatsLeft, isRefused, before] = [MOST_REPEATS, false, 0];
  const isLate = (): boolean => left() < LEAST_LEFT;
  const whyOver = (): Outcome | undefined => (isRefused ? UNTRIED : isLate() ? TOO_LATE : undefined);
  const call = async (recipients: readonly Recipient[]): Promise<Outcome[]> => {
    if (before > 0 && whyOver() === undefined) await needs.pace.rest(before, limits);
    const over = whyOver();
    if (over !== undefined) return recipients.map(() => over);
    const most = { repeats: repeatsLeft, isLate };
    const { outcomes, repeats } = await callRepeatedly(needs, { template, recipients }, limits, most);
    before = recipients.length;
    repeatsLeft -= repeats;
    isRefused = outcomes.every(({ kind }) => kind === "unsent" || kind === "ambiguous");
    return outcomes;
  };
  return {
    whyOver,
    send: async (recipients) => {
      const outcomes: Outcome[] = [];
      for (let start = 0; start < recipients.length; start += size)
        outcomes.push(...(await call(recipients.slice(start, start + size))));
      return outcomes;
    },
  };
};

/** Makes a call, and repeats it for recipients whom SES throttled; each rest is twice as long as the one before. */
const callRepeatedly = async (
  { mailer, pace }: CallsNeeds,
  mail: { template: string; recipients: readonly Recipient[] },
  limits: SendingLimits,
  most: { repeats: number; isLate: () => boolean },
): Promise<Called> => {
  const answers = await mailer.send(mail);
  const outcomes = mail.recipients.map((_, nth) => answers[nth] ?? UNTOLD);
  for (let repeats = 0; ; repeats += 1) {
    const throttled = mail.recipients.filter((_, nth) => isThrottled(outcomes[nth] ?? UNTOLD));
    if (throttled.length === 0 || repeats >= most.repeats) return { outcomes, repeats };
    await pace.rest(throttled.length * 2 ** repeats, limits);
    if (most.isLate()) return { outcomes, repeats };
    const again = (await mailer.send({ ...mail, recipients: throttled })).values();
    outcomes.forEach((outcome, nth) => {
      if (isThrottled(outcome)) outcomes[nth] = again.next().value ?? UNTOLD;
    });
  }
};
