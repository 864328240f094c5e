import type { Mailer, Outcome, Recipient } from "../mailer.ts";

/** A mail that the double took, as a mailbox would show it. */
export interface TakenMail extends Recipient {
  messageId: string;
  template: string;
}

/** What goes wrong with one call: SES throttles it, or its answer is lost, after or before SES took the mails. */
export type Trouble = "throttled" | "answer lost after taking" | "answer lost before taking";

export interface MemoryMailer extends Mailer {
  /** Everything taken, in order: what reached mailboxes, whatever the caller was told. */
  readonly taken: readonly TakenMail[];
  /** Troubles for the next calls, one each, first to come first. */
  trouble(...next: Trouble[]): void;
  /** From now on this address is refused. */
  reject(address: string): void;
}

/**
 * A mailer without a network: keeps what it takes, throttles, rejects and loses answers as told, and then tells its
 * caller exactly what SES's mailer would.
 */
export const memoryMailer = (): MemoryMailer => {
  const taken: TakenMail[] = [];
  const troubles: Trouble[] = [];
  const refused = new Set<string>();
  const take = (template: string, recipient: Recipient): Outcome => {
    if (refused.has(recipient.to)) return { kind: "rejected", reason: "MESSAGE_REJECTED" };
    const messageId = `message-${taken.length + 1}`;
    taken.push({ ...recipient, messageId, template });
    return { kind: "sent", messageId };
  };
  return {
    taken,
    trouble: (...next) => void troubles.push(...next),
    reject: (address) => void refused.add(address),
    send: async ({ template, recipients }) => {
      const trouble = recipients.length === 0 ? undefined : troubles.shift();
      if (trouble === "throttled")
        return recipients.map(() => ({ kind: "unsent", reason: "TooManyRequestsException" }));
      if (trouble === "answer lost before taking") return recipients.map(lost);
      const outcomes = recipients.map((recipient) => take(template, recipient));
      return trouble === undefined ? outcomes : recipients.map(lost);
    },
  };
};

const lost = (): Outcome => ({ kind: "ambiguous", reason: "TimeoutError" });
