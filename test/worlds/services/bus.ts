import type { EventBus, Published } from "#adapters/bus/event-bus.ts";
import { memoryEventBus } from "#adapters/bus/memory-event-bus.ts";
import { type Ground, invokeAsync } from "../ground/ground.ts";
import type { Process } from "../ground/process.ts";

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
  const dead: Published[] = [];

  const deliver = (event: Published): void => {
    const found = listener(event);
    if (found === undefined) return;
    const late = chance.is(ground.faults().late) ? chance.int(MINUTE, 600 * MINUTE) : chance.int(5, 500);
    // Each try is given the event anew: what the last one did to its copy is not in it.
    const work = async (process: Process) => listener(structuredClone(event))?.work(process);
    agenda.after(late, () => invokeAsync(ground, { ...found, work, lifetime: LIFETIME }, () => dead.push(event)));
  };

  const bus = memoryEventBus(() => chance.is(ground.faults().refused), deliver);
  return {
    taken: bus.held,
    setAside: () => dead.length,
    redrive: () => dead.splice(0).forEach(deliver),
    replay: () => bus.held.forEach(deliver),
    publish: bus.publish,
  };
};
