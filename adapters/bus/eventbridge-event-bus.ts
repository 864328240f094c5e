import { type EventBridgeClient, PutEventsCommand, type PutEventsRequestEntry } from "@aws-sdk/client-eventbridge";
import { SOURCE } from "#events/envelope.ts";
import type { EventBus, Published } from "./event-bus.ts";
import { checkEvent } from "./published-events.ts";

/** Most entries one `PutEvents` takes. */
const EVENTS_PER_CALL = 10;

/** Told of each event that was not taken, by its id and never by its data. */
export type EventRefused = (refusal: { id: string; type: string; reason: string }) => void;

/**
 * The bus on EventBridge. An event that its schema refuses, that EventBridge refuses, or whose call fails counts as not
 * taken and is told to `refused`; the others go out all the same. Publishing twice puts the same id on the bus twice.
 */
export const eventBridgeEventBus = (
  client: EventBridgeClient,
  busName: string,
  refused: EventRefused = () => {},
): EventBus => ({
  publish: async (events) => {
    const checked = events.map(checkEvent);
    const fit = checked.flatMap((check) => (check.ok ? [check.event] : []));
    const answers = (await putAll(client, busName, fit)).values();
    return checked.map((check, index) => {
      const reason = check.ok ? answers.next().value : check.reason;
      const event = events[index];
      if (reason !== undefined && event) refused({ id: event.id, type: event.type, reason });
      return reason === undefined;
    });
  },
});

/** For each event the reason why it was not taken, or undefined where it was. */
const putAll = async (client: EventBridgeClient, busName: string, events: readonly Published[]) => {
  const reasons: (string | undefined)[] = [];
  for (let start = 0; start < events.length; start += EVENTS_PER_CALL) {
    const batch = events.slice(start, start + EVENTS_PER_CALL).map((event) => entryOf(busName, event));
    reasons.push(...(await put(client, batch)));
  }
  return reasons;
};

const put = async (client: EventBridgeClient, batch: PutEventsRequestEntry[]): Promise<(string | undefined)[]> => {
  try {
    const { Entries = [] } = await client.send(new PutEventsCommand({ Entries: batch }));
    return batch.map((_, index) => (Entries[index]?.EventId ? undefined : (Entries[index]?.ErrorCode ?? "no answer")));
  } catch (error) {
    const reason = error instanceof Error ? error.name : "unknown error";
    return batch.map(() => reason);
  }
};

const entryOf = (busName: string, event: Published): PutEventsRequestEntry => ({
  EventBusName: busName,
  Source: SOURCE,
  DetailType: event.type,
  Time: new Date(event.occurredAt),
  Detail: JSON.stringify(event),
});
