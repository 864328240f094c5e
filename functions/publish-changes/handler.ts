import { EventBridgeClient } from "@aws-sdk/client-eventbridge";
import { eventBridgeEventBus } from "#adapters/bus/eventbridge-event-bus.ts";
import { ALARM_WORDS } from "../listeners/alarm-words.ts";
import { listener } from "../listeners/listener.ts";
import { log } from "../listeners/log.ts";
import { StreamBatch } from "../listeners/stream-record.ts";
import { tellable } from "../listeners/tellable.ts";
import { readEnvironment } from "../start/read-environment.ts";
import { environment } from "./environment.ts";
import { publishChanges } from "./publish-changes.ts";

/** Called with batches of the table's stream. Running twice publishes the same events again, with the same ids. */
export const handler = listener(StreamBatch, () => {
  const { EVENT_BUS } = readEnvironment(environment);
  const needs = {
    bus: eventBridgeEventBus(new EventBridgeClient(), EVENT_BUS, (refusal) =>
      log.error("event not taken", { refusal }),
    ),
    setAside: ({ sequenceNumber, error }: { sequenceNumber: string; error: unknown }) =>
      log.error(ALARM_WORDS.unread, { sequenceNumber, failure: tellable(error) }),
  };
  return (batch) => publishChanges(needs, batch);
});
