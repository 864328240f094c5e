import type { GroupName, PartGroup, PartGroups } from "../part-groups.ts";

/** Told of every write, with the item before and after, in the order of the writes: what a table's stream would show. */
export type Watch<Stored> = (before: Stored | undefined, after: Stored) => void;

/** Groups of parts in memory, as JSON: what was read of one is no part of what is stored. */
export const memoryPartGroups = (watch: Watch<PartGroup> = () => {}): PartGroups => {
  const groups = new Map<string, string>();
  const keyOf = ({ occurrence, group }: GroupName): string => JSON.stringify([occurrence, group]);
  const find = (name: GroupName): PartGroup | undefined => {
    const stored = groups.get(keyOf(name));
    return stored === undefined ? undefined : JSON.parse(stored);
  };
  return {
    read: async (name) => find(name),

    write: async (group) => {
      const stands = find(group);
      if ((stands?.version ?? 0) !== group.version - 1) return { ok: false, stands };
      groups.set(keyOf(group), JSON.stringify(group));
      watch(stands, group);
      return { ok: true };
    },

    ofOccurrence: async (occurrence) =>
      [...groups.values()]
        .map((stored): PartGroup => JSON.parse(stored))
        .filter((group) => group.occurrence === occurrence)
        .toSorted((one, other) => (one.group < other.group ? -1 : 1)),
  };
};
