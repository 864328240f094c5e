import type { MailPlanned } from "#events/mail/mail-planned.ts";

export interface MailQueue {
  /** Puts the messages on the queue, ten a call; throws if any was not taken. */
  send(messages: readonly MailPlanned[]): Promise<void>;
}
