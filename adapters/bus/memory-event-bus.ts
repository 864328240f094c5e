import type { EventBus, Published } from "./event-bus.ts";
import { checkEvent } from "./published-events.ts";

/** An event bus that keeps what it took, oldest first. */
export interface MemoryEventBus extends EventBus {
  readonly held: readonly Published[];
}

/**
 * An event bus in memory; like the real one it takes only events that their schema allows, and takes the same one
 * twice.
 * @param refuses says of an event that the bus fails to take it, as a throttled bus would.
 * @param taken is told of each event that the bus took.
 */
export const memoryEventBus = (
  refuses: (event: Published) => boolean = () => false,
  taken: (event: Published) => void = () => {},
): MemoryEventBus => {
  const held: Published[] = [];
  const take = (given: Published): boolean => {
    const check = checkEvent(given);
    if (!check.ok || refuses(given)) return false;
    const event = structuredClone(check.event);
    held.push(event);
    taken(event);
    return true;
  };
  return { held, publish: async (events) => events.map(take) };
};
