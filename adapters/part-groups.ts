import { Part } from "#domain/part.ts";
import { type Changed, type PartName, type TaskChange, taskChangeOf } from "#domain/part-changes.ts";
import type { Unread } from "./items.ts";

/** What names a group's item: classmates' parts in one occurrence. */
export interface GroupName {
  occurrence: string;
  group: string;
}

/** The parts of a group of students in one occurrence, as they are stored together. */
export interface PartGroup extends GroupName {
  /** Counts the writes, from 1. */
  version: number;
  /** Each member's part as it is stored, by their opaque keys: unknown until it is read, so that one faulty part harms no neighbor. */
  members: Readonly<Record<string, unknown>>;
  /** What this write makes of tasks, for the table's stream to tell; of a group that was read, nothing. */
  news: readonly TaskChange[];
  /** Ids of the latest writes, by which a writer whose answer was lost knows its own. */
  writes: readonly string[];
}

/** What became of a write: done, or refused by the group as it stands. */
export type Written = { ok: true } | { ok: false; stands: PartGroup | undefined };

/** The stored groups. */
export interface PartGroups {
  /** A group as of now. */
  read(name: GroupName): Promise<PartGroup | undefined>;
  /** Writes a group over the version before it; the first version, where there is none. */
  write(group: PartGroup): Promise<Written>;
  /** All groups of an occurrence that can be read, in the order of their names; `unread` is told the names of the others. */
  ofOccurrence(occurrence: string, unread: Unread): Promise<PartGroup[]>;
}

/** One member's change within a change of a group. */
export interface MemberChange<Said> {
  part: PartName;
  change: (part: Part | undefined) => Changed<Said>;
}

/** What was said of a member's change; `failure` where their part cannot be read or written, and stays as it is. */
export type SaidOfMember<Said> = { said: Said } | { failure: unknown };

/** A member's part; `undefined` where there is none. Throws a zod error where it cannot be read. */
export const memberOf = ({ members }: PartGroup, student: string): Part | undefined => {
  const stored = members[student];
  return stored === undefined ? undefined : Part.parse(stored);
};

/**
 * Changes members of a group one after the other. Answers what was said of each, and the group's next version, or none
 * where nothing changes.
 */
export const changedGroup = <Said>(
  name: GroupName,
  stands: PartGroup | undefined,
  changes: readonly MemberChange<Said>[],
): { said: SaidOfMember<Said>[]; next?: PartGroup } => {
  const members: Record<string, unknown> = { ...stands?.members };
  const news: TaskChange[] = [];
  let isChanged = false;
  const said = changes.map(({ part: { student }, change }): SaidOfMember<Said> => {
    const before = Part.safeParse(members[student]);
    if (members[student] !== undefined && !before.success) return { failure: before.error };
    const changed = change(before.data);
    if (changed.part === undefined) return { said: changed.said };
    const told = taskChangeOf(before.data, changed.part);
    if (told !== undefined) news.push(told);
    members[student] = changed.part;
    isChanged = true;
    return { said: changed.said };
  });
  if (!isChanged) return { said };
  return { said, next: { ...name, version: (stands?.version ?? 0) + 1, members, news, writes: stands?.writes ?? [] } };
};
