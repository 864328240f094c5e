import type { GroupName, PartGroup } from "./part-groups.ts";

/** Groups that are remembered, so that settling a claim, or taking an answer to a page, begins with a write. */
const MOST_REMEMBERED = 8;

/** What one process knows of groups. */
export interface GroupMemory {
  recall(name: GroupName): PartGroup | undefined;
  forget(name: GroupName): void;
  remember(group: PartGroup): void;
}

/**
 * Groups as this process last read or wrote them. A write over one that others have changed since is refused, and shows
 * the new one.
 */
export const groupMemory = (): GroupMemory => {
  const groups = new Map<string, PartGroup>();
  return {
    recall: (name) => groups.get(groupKeyOf(name)),
    forget: (name) => void groups.delete(groupKeyOf(name)),
    remember: (group) => {
      groups.delete(groupKeyOf(group));
      groups.set(groupKeyOf(group), group);
      const [oldest] = groups.keys();
      if (groups.size > MOST_REMEMBERED && oldest !== undefined) groups.delete(oldest);
    },
  };
};

/** A group's name as one text. */
export const groupKeyOf = ({ occurrence, group }: GroupName): string => `${occurrence}/${group}`;
