import { MailPlanned } from "#events/mail/mail-planned.ts";
import type { MailQueue } from "./mail-queue.ts";

/** A mail queue that keeps its messages, oldest first, until someone takes them. */
export interface MemoryMailQueue extends MailQueue {
  readonly held: readonly MailPlanned[];
  /** Takes every message off the queue. */
  takeAll(): MailPlanned[];
}

/** What a queue has of the messages that it is given: copies, and none of them where one is no mail plan. */
export const takenOf = (messages: readonly MailPlanned[]): MailPlanned[] =>
  messages.map((message) => MailPlanned.parse(structuredClone(message)));

/** A mail queue in memory; like the real one it refuses a message that is no mail plan, and copies what it is given. */
export const memoryMailQueue = (): MemoryMailQueue => {
  const held: MailPlanned[] = [];
  return {
    held,
    send: async (messages) => {
      held.push(...takenOf(messages));
    },
    takeAll: () => held.splice(0),
  };
};
