import { groupedParts } from "#adapters/parts/grouped-parts.ts";
import type { PartGroups } from "#adapters/parts/part-groups.ts";
import type { Parts } from "#adapters/parts/parts.ts";
import type { Ground } from "./ground.ts";
import { type Process, travelling } from "./process.ts";
import type { Outside } from "./wiring.ts";

/** A function that stays warm: what it remembers of groups serves its next call, too. */
interface Instance {
  name: string;
  process: Process;
  parts: Parts;
}

/** How likely a call finds a warm instance where there is one. */
const WARM = 0.8;

/** The instances of each world, by its records. */
const known = new WeakMap<Outside["records"], Instance[]>();

/**
 * Parts as that process changes them: each read and write of a group travels by itself. A process has one, whatever it
 * does side by side, and may take it over from an earlier one that has answered.
 */
export const partsFor = (ground: Ground, process: Process, outside: Outside): Parts => {
  const all = known.get(outside.records) ?? [];
  const own = all.find((one) => one.process === process && !process.isDead());
  if (own !== undefined) return own.parts;
  const instances = all.filter((one) => !one.process.isDead());
  known.set(outside.records, instances);
  const [name = ""] = process.name.split(" ");
  const idle = instances.find((one) => one.name === name && one.process.isOver());
  if (idle === undefined || !ground.chance.is(WARM)) return started(ground, instances, { name, process }, outside);
  idle.process = process;
  return idle.parts;
};

const started = (
  ground: Ground,
  instances: Instance[],
  of: Omit<Instance, "parts">,
  { records, variant }: Outside,
): Parts => {
  const reach = () => travelling(ground, instance.process, "groups", records.groups);
  const reached: PartGroups = {
    read: (name) => reach().read(name),
    write: (group) => reach().write(group),
    ofOccurrence: (...asked) => reach().ofOccurrence(...asked),
    some: (...asked) => reach().some(...asked),
  };
  const wait = (tries: number) =>
    new Promise<void>((goOn) => {
      const { process } = instance;
      ground.agenda.after(ground.chance.int(0, 25 * 2 ** Math.min(tries, 5)), () => process.isDead() || goOn());
    });
  const groups = variant.groups?.(reached) ?? reached;
  const parts = groupedParts(groups, wait);
  const instance: Instance = { ...of, parts: variant.parts?.(parts, groups) ?? parts };
  instances.push(instance);
  return instance.parts;
};
