import type { Pace } from "#adapters/pace/pace.ts";
import { MAILS_PER_CALL, type Mailer, type Outcome, type Recipient } from "#adapters/ses/mailer.ts";
import type { SendingLimits } from "#adapters/ses/sending-account.ts";
import { isThrottled } from "#adapters/ses/ses-outcomes.ts";
import type { TimeLeft } from "../listeners/listener.ts";

export interface CallsNeeds {
  mailer: Mailer;
  pace: Pick<Pace, "rest">;
}

/** SES answered the call, but did not name this recipient. */
export const UNTOLD: Outcome = { kind: "ambiguous", reason: "no outcome" };

/** The sender did not call SES for this recipient: SES had just taken nobody of a whole call. */
export const UNTRIED = { kind: "unsent", reason: "SES took nobody of the call before" } as const satisfies Outcome;

/** The sender did not call SES: Lambda could have ended it before it recorded the answer. */
export const TOO_LATE = { kind: "unsent", reason: "the sender's time was up" } as const satisfies Outcome;

// Milliseconds kept for a last call: it waits six seconds for the answer, and records it.
const LEAST_LEFT = 10_000;

// Milliseconds for which a look at what speaks against mails is good: rests before a call may take longer.
const LOOK_LASTS = 5_000;

/** A look at what speaks against mails. `asked`: the milliseconds that were left when it was asked; `why`: what did. */
export interface Look {
  asked: number;
  why?: Outcome | undefined;
  again(): Promise<Outcome | undefined>;
}

// Repeated calls of a message: with the rests before them, these fit into the function's minute.
const MOST_REPEATS = 3;

export interface Calls {
  /**
   * Sends to these; answers what became of each, in the same order. Before a call it looks again, where the last look
   * is some seconds old. Never throws. Running twice sends twice.
   */
  send(recipients: readonly Recipient[], look?: Look): Promise<Outcome[]>;
  left: TimeLeft;
  /** Why no more calls are made: SES took nobody of one, or too little time is left for the next. */
  whyOver(): Outcome | undefined;
}

interface Called {
  outcomes: Outcome[];
  repeats: number;
}

/** Calls SES at the account's rate: no call holds more than a second's mails, or comes too late to be recorded. */
export const callsOf = (needs: CallsNeeds, template: string, limits: SendingLimits, left: TimeLeft): Calls => {
  const size = Math.max(1, Math.min(MAILS_PER_CALL, Math.floor(limits.ratePerSecond)));
  let [repeatsLeft, isRefused, before] = [MOST_REPEATS, false, 0];
  const isLate = (): boolean => left() < LEAST_LEFT;
  const whyOver = (): Outcome | undefined => (isRefused ? UNTRIED : isLate() ? TOO_LATE : undefined);
  const whyNot = async (look: Look | undefined): Promise<Outcome | undefined> => {
    while (look !== undefined && !look.why && look.asked - left() > LOOK_LASTS && !isLate()) {
      look.asked = left();
      look.why = await look.again();
    }
    return look?.why ?? whyOver();
  };
  const call = async (recipients: readonly Recipient[], look?: Look): Promise<Outcome[]> => {
    if (before > 0 && whyOver() === undefined) await needs.pace.rest(before, limits);
    const over = await whyNot(look);
    if (over !== undefined) return recipients.map(() => over);
    const most = { repeats: repeatsLeft, isOver: async () => (await whyNot(look)) !== undefined };
    const { outcomes, repeats } = await callRepeatedly(needs, { template, recipients }, limits, most);
    before = recipients.length;
    repeatsLeft -= repeats;
    isRefused = outcomes.every(({ kind }) => kind === "unsent" || kind === "ambiguous");
    return outcomes;
  };
  return {
    whyOver,
    left,
    send: async (recipients, look) => {
      const outcomes: Outcome[] = [];
      for (let start = 0; start < recipients.length; start += size)
        outcomes.push(...(await call(recipients.slice(start, start + size), look)));
      return outcomes;
    },
  };
};

// SES may still throttle some recipients. Repeating after a rest, each twice as long, spares minutes on the queue.
const callRepeatedly = async (
  { mailer, pace }: CallsNeeds,
  mail: { template: string; recipients: readonly Recipient[] },
  limits: SendingLimits,
  most: { repeats: number; isOver: () => Promise<boolean> },
): Promise<Called> => {
  const answers = await mailer.send(mail);
  const outcomes = mail.recipients.map((_, nth) => answers[nth] ?? UNTOLD);
  for (let repeats = 0; ; repeats += 1) {
    const throttled = mail.recipients.filter((_, nth) => isThrottled(outcomes[nth] ?? UNTOLD));
    if (throttled.length === 0 || repeats >= most.repeats) return { outcomes, repeats };
    await pace.rest(throttled.length * 2 ** repeats, limits);
    if (await most.isOver()) return { outcomes, repeats };
    const again = (await mailer.send({ ...mail, recipients: throttled })).values();
    outcomes.forEach((outcome, nth) => {
      if (isThrottled(outcome)) outcomes[nth] = again.next().value ?? UNTOLD;
    });
  }
};
