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

/**
 * A look at what speaks against mails. `asked`: the milliseconds that were left when it was asked; `why`: what did, of
 * each in order. `again`: answers the same as of now.
 */
export interface Look {
  asked: number;
  why: readonly (Outcome | undefined)[];
  again(): Promise<readonly (Outcome | undefined)[]>;
}

// Repeated calls of a message: with the rests before them, these fit into the function's minute.
const MOST_REPEATS = 3;

export interface Calls {
  /**
   * Sends to these; answers what became of each, in the same order. Before a call it looks again, where the last look
   * is some seconds old, and leaves out those alone against whom something speaks. Never throws. Running twice sends
   * twice.
   */
  send(recipients: readonly Recipient[], look?: Look): Promise<Outcome[]>;
  left: TimeLeft;
  /** Why no more calls are made: SES took nobody of one, or too little time is left for the next. */
  whyOver(): Outcome | undefined;
}

interface MailOfCall {
  recipient: Recipient;
  /** Its place among all that are looked at together. */
  nth: number;
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
  const lookedAt = async (look: Look | undefined): Promise<Look | undefined> => {
    while (look !== undefined && look.asked - left() > LOOK_LASTS && !isLate()) {
      look.asked = left();
      const [before, now] = [look.why, await look.again()];
      look.why = now.map((why, nth) => before[nth] ?? why);
    }
    return look;
  };
  const whyNot = async (look: Look | undefined) => {
    const why = (await lookedAt(look))?.why ?? [];
    const over = whyOver();
    return ({ nth }: MailOfCall): Outcome | undefined => why[nth] ?? over;
  };
  const call = async (mails: readonly MailOfCall[], look?: Look): Promise<Outcome[]> => {
    if (before > 0 && whyOver() === undefined) await needs.pace.rest(before, limits);
    const why = await whyNot(look);
    const wanted = mails.filter((mail) => why(mail) === undefined);
    if (wanted.length === 0) return mails.map((mail) => why(mail) ?? UNTOLD);
    const most = { repeats: repeatsLeft, whyNot: () => whyNot(look) };
    const { outcomes, repeats } = await callRepeatedly(needs, { template, mails: wanted }, limits, most);
    before = wanted.length;
    repeatsLeft -= repeats;
    isRefused = outcomes.every(({ kind }) => kind === "unsent" || kind === "ambiguous");
    const each = outcomes.values();
    return mails.map((mail) => why(mail) ?? each.next().value ?? UNTOLD);
  };
  return {
    whyOver,
    left,
    send: async (recipients, look) => {
      const mails = recipients.map((recipient, nth) => ({ recipient, nth }));
      const outcomes: Outcome[] = [];
      for (let start = 0; start < mails.length; start += size)
        outcomes.push(...(await call(mails.slice(start, start + size), look)));
      return outcomes;
    },
  };
};

// SES may still throttle some recipients. Repeating after a rest, each twice as long, spares minutes on the queue.
const callRepeatedly = async (
  { mailer, pace }: CallsNeeds,
  { template, mails }: { template: string; mails: readonly MailOfCall[] },
  limits: SendingLimits,
  most: { repeats: number; whyNot: () => Promise<(mail: MailOfCall) => Outcome | undefined> },
): Promise<Called> => {
  const send = (those: readonly MailOfCall[]) =>
    mailer.send({ template, recipients: those.map(({ recipient }) => recipient) });
  const told = new Map<MailOfCall, Outcome>(mails.map((mail) => [mail, UNTOLD]));
  const tell = (those: readonly MailOfCall[], answers: readonly Outcome[]) =>
    those.forEach((mail, nth) => void told.set(mail, answers[nth] ?? UNTOLD));
  tell(mails, await send(mails));
  let wanted = mails;
  for (let repeats = 0; ; repeats += 1) {
    const throttled = wanted.filter((mail) => isThrottled(told.get(mail) ?? UNTOLD));
    const called = { outcomes: [...told.values()], repeats };
    if (throttled.length === 0 || repeats >= most.repeats) return called;
    await pace.rest(throttled.length * 2 ** repeats, limits);
    const why = await most.whyNot();
    wanted = throttled.filter((mail) => why(mail) === undefined);
    if (wanted.length === 0) return called;
    tell(wanted, await send(wanted));
  }
};
