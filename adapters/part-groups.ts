import { Part } from "#domain/part.ts";
import type { Changed, PartName } from "#domain/part-changes.ts";
import { type TaskChange, taskChangeOf } from "#domain/task-changes.ts";
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

/** Parts that this process has read or made: reading them once more would cost more than all else of a change. */
const known = new WeakSet<object>();

/** True for a part that was read or made here, and so needs no reading. */
export const isKnown = (stored: unknown): stored is Part =>
  typeof stored === "object" && stored !== null && known.has(stored);

/** Takes note of a part that needs no reading any more. */
export const knowing = (part: Part): Part => {
  known.add(part);
  return part;
};

/** A member's part; `undefined` where there is none. Throws a zod error where it cannot be read. */
export const memberOf = ({ members }: PartGroup, student: string): Part | undefined => {
  const stored = members[student];
  if (stored === undefined || isKnown(stored)) return stored;
  return knowing(Part.parse(stored));
};

/**
 * Members by their keys, to be filled. Without a prototype V8 keeps them as a dictionary; of an object with one it would
 * keep a shape for each key that is first in some group, and copying a group would cost more the more groups there are.
 */
export const newMembers = (): Record<string, unknown> => Object.create(null);

/** What a change makes of one member, and its news of their task. */
const changedMember = <Said>(
  group: PartGroup,
  { part: { student }, change }: MemberChange<Said>,
): { said: SaidOfMember<Said>; part?: Part; news?: TaskChange | undefined } => {
  try {
    const before = memberOf(group, student);
    const { said, part } = change(before);
    return part ? { said: { said }, part: knowing(part), news: taskChangeOf(before, part) } : { said: { said } };
  } catch (failure) {
    return { said: { failure } };
  }
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
  const members = Object.assign(newMembers(), stands?.members);
  const { version = 0, writes = [] } = stands ?? {};
  const next: PartGroup = { ...name, version: version + 1, members, news: [], writes };
  const news: TaskChange[] = [];
  let isChanged = false;
  const said = changes.map((one) => {
    const changed = changedMember(next, one);
    if (changed.news) news.push(changed.news);
    if (changed.part) members[one.part.student] = changed.part;
    isChanged ||= changed.part !== undefined;
    return changed.said;
  });
  return isChanged ? { said, next: { ...next, news } } : { said };
};
