/** Anything with matchward's envelope; the publisher checks each against its schema before sending. */
export interface Published {
  type: string;
  version: 1;
  id: string;
  occurredAt: string;
  data: Record<string, unknown>;
}

export interface EventBus {
  /** Publishes each event; answers, in the same order, which were taken, so that only the others are tried again. */
  publish(events: readonly Published[]): Promise<boolean[]>;
}
