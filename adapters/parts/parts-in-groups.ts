import * as z from "zod/mini";
import { Part } from "#domain/parts/part.ts";
import { readEach, type Unread } from "../dynamodb/items.ts";
import { groupNameOf } from "./group-changes.ts";
import { groupKeyOf } from "./group-memory.ts";
import { isUnread, type PartGroup, type PartGroups } from "./part-groups.ts";
import type { Parts } from "./parts.ts";

const Member = z.object({ part: Part });

/** The members of groups that can be read, in the order of their keys. */
export const partsIn = (groups: readonly PartGroup[], unread: Unread): Part[] => {
  const members = groups.flatMap((group) => Object.entries(group.members).map(([key, part]) => ({ key, part })));
  const sorted = members.toSorted((one, other) => (one.key < other.key ? -1 : 1));
  const parts = sorted.flatMap(({ key, part }) =>
    isUnread(part)
      ? readEach(Member, [{ key, part: part.unread }], () => key, unread).map((read) => read.part)
      : [part],
  );
  return parts.filter(({ movedTo }) => movedTo === undefined);
};

/** A group without members other than those that are wanted, by occurrence and student. */
const onlyOf = (group: PartGroup, wanted: ReadonlySet<string>): PartGroup => {
  const members = Object.entries(group.members).filter(([student]) => wanted.has(`${group.occurrence}/${student}`));
  return { ...group, members: Object.fromEntries(members) };
};

/** Reads parts of some students by their names, each group once; what cannot be read is left out, and told. */
export const ofStudentsIn =
  (groups: Pick<PartGroups, "some">): Parts["ofStudents"] =>
  async (parts, unread = () => {}) => {
    const names = [...new Map(parts.map(groupNameOf).map((name) => [groupKeyOf(name), name])).values()];
    const wanted = new Set(parts.map(({ occurrence, student }) => `${occurrence}/${student}`));
    const found = (await groups.some(names, unread)).map((group) => onlyOf(group, wanted));
    return partsIn(found, unread);
  };
