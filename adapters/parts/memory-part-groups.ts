import { isDeepStrictEqual } from "node:util";
import { Part } from "#domain/parts/part.ts";
import { frozen } from "../dynamodb/frozen.ts";
import type { Watch } from "../dynamodb/watch.ts";
import {
  type GroupName,
  isUnread,
  newMembers,
  type PartGroup,
  type PartGroups,
  type UnreadPart,
  unreadPart,
} from "./part-groups.ts";

/**
 * A value as JSON would bring it back, but for its texts: they are shared, since nobody can change one, and a class has
 * most of them in common.
 */
const asJson = (value: unknown): unknown => {
  if (typeof value === "string" || Number.isInteger(value)) return value;
  if (typeof value !== "object" || value === null || Object.getPrototypeOf(value) !== Object.prototype) {
    return JSON.parse(JSON.stringify(value));
  }
  const copy: Record<string, unknown> = {};
  for (const [name, one] of Object.entries(value)) if (one !== undefined) copy[name] = asJson(one);
  return copy;
};

/**
 * A member's part as JSON would bring it back; what is stored already is so, and is shared, since nobody can change it.
 * Where reading it would make nothing else of it, it is read here once and for all.
 */
const stored = (member: Part | UnreadPart): Part | UnreadPart => {
  if (Object.isFrozen(member)) return member;
  const copy = asJson(isUnread(member) ? member.unread : member);
  const { data } = Part.safeParse(copy);
  return data !== undefined && isDeepStrictEqual(data, copy) ? frozen(data) : frozen(unreadPart(copy));
};

/** Groups of parts in memory. What was read of one can change nothing of what is stored. */
export const memoryPartGroups = (watch: Watch<PartGroup> = () => {}): PartGroups => {
  const occurrences = new Map<string, Map<string, PartGroup>>();
  const find = ({ occurrence, group }: GroupName): PartGroup | undefined => occurrences.get(occurrence)?.get(group);
  return {
    read: async (name) => find(name),

    some: async (names) => names.flatMap((name) => find(name) ?? []),

    write: async (group) => {
      const stands = find(group);
      if ((stands?.version ?? 0) !== group.version - 1) return { ok: false, stands };
      const members = newMembers();
      for (const [key, part] of Object.entries(group.members)) members[key] = stored(part);
      const { isCountedAnew, ...kept } = group;
      const after = Object.freeze({ ...kept, members: Object.freeze(members), news: [] });
      const groups = occurrences.get(group.occurrence) ?? new Map<string, PartGroup>();
      occurrences.set(group.occurrence, groups.set(group.group, after));
      watch(stands, { ...after, news: group.news, ...(isCountedAnew && { isCountedAnew }) });
      return { ok: true };
    },

    ofOccurrence: async (occurrence) =>
      [...(occurrences.get(occurrence)?.values() ?? [])].toSorted((one, other) => (one.group < other.group ? -1 : 1)),
  };
};
