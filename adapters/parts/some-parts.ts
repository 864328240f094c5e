import { groupNameOf } from "./group-changes.ts";
import { memberOf, type PartGroups } from "./part-groups.ts";
import type { Parts } from "./parts.ts";

/** Reads parts by their names, each group once. */
export const someOf =
  (groups: PartGroups): Parts["some"] =>
  async (parts) => {
    const names = new Map(parts.map(groupNameOf).map((name) => [`${name.occurrence}/${name.group}`, name]));
    const read = new Map(
      await Promise.all([...names].map(async ([key, name]) => [key, await groups.read(name)] as const)),
    );
    return parts.map((part) => {
      const { occurrence, group } = groupNameOf(part);
      const found = read.get(`${occurrence}/${group}`);
      return found && memberOf(found, part.student);
    });
  };
