import type { EventBus, Published } from "#adapters/event-bus.ts";
import { checkEvent } from "#adapters/published-events.ts";
import { type Ground, invokeAsync } from "./ground.ts";
import type { Process } from "./process.ts";

/** The bus with its listeners: takes what its schema allows, delivers at least once, in any order. */
export interface WorldBus extends EventBus {
  readonly taken: readonly Published[];
  setAside(): number;
  redrive(): void;
  /** Delivers everything again. */
  replay(): void;
}

const MINUTE = 60_000;
const LIFETIME = 30_000;

export const worldBus = (
  ground: Ground,
  listener: (event: Published) => { name: string; work: (process: Process) => Promise<unknown> } | undefined,
): WorldBus => {
  const { agenda, chance } = ground;
  const taken: Published[] = [];
  const dead: Published[] = [];

  const deliver = (event: Published): void => {
    const found = listener(event);
    if (found === undefined) return;
    const late = chance.is(ground.faults().late) ? chance.int(MINUTE, 600 * MINUTE) : chance.int(5, 500);
    agenda.after(late, () => invokeAsync(ground, { ...found, lifetime: LIFETIME }, () => dead.push(event)));
  };

  const take = (given: Published): boolean => {
    const check = checkEvent(given);
    if (!check.ok || chance.is(ground.faults().refused)) return false;
    taken.push(check.event);
    deliver(check.event);
    return true;
  };

  return {
    taken,
    setAside: () => dead.length,
    redrive: () => dead.splice(0).forEach(deliver),
    replay: () => taken.forEach(deliver),
    publish: async (events) => events.map(take),
  };
};
