import { Part } from "#domain/parts/part.ts";
import type { Changed, PartName } from "#domain/parts/part-changes.ts";
import { isCountedAnew } from "#domain/parts/progress.ts";
import { type TaskChange, taskChangeOf } from "#domain/parts/task-changes.ts";
import type { Unread } from "../dynamodb/items.ts";

/** What names a group's item: classmates' parts in one occurrence. */
export interface GroupName {
  occurrence: string;
  group: string;
}

/** The parts of a group of students in one occurrence, as they are stored together. */
export interface PartGroup extends GroupName {
  /** Counts the writes, from 1. */
  version: number;
  /**
   * Each member's part by their opaque keys; as it was stored until it is read, so that one faulty part harms no
   * neighbor.
   */
  members: Members;
  /** What this write makes of tasks, for the table's stream to tell; of a group that was read, nothing. */
  news: readonly TaskChange[];
  /** True where this write changes what is counted of its parts; of a group that was read it is not known. */
  isCountedAnew?: boolean;
  /** Ids of the latest writes, by which a writer whose answer was lost knows its own. */
  writes: readonly string[];
}

/** A part as it was stored, which nobody has read: it may be faulty, and is written back as it is. */
export interface UnreadPart {
  unread: unknown;
  toJSON(): unknown;
}

export type Members = Readonly<Record<string, Part | UnreadPart>>;

/** What became of a write: done, or refused by the group as it stands. */
export type GroupWritten = { ok: true } | { ok: false; stands: PartGroup | undefined };

/** The stored groups. */
export interface PartGroups {
  /** A group as of now. */
  read(name: GroupName): Promise<PartGroup | undefined>;
  /** Those of these groups that can be read, as they were a moment ago; `unread` is told of the others. */
  some(names: readonly GroupName[], unread: Unread): Promise<PartGroup[]>;
  /** Writes a group over the version before it; the first version, where there is none. */
  write(group: PartGroup): Promise<GroupWritten>;
  /**
   * All groups of an occurrence that can be read, in the order of their names; `unread` is told the names of the
   * others. May lack what was written a moment ago, unless they are asked for as of now.
   */
  ofOccurrence(occurrence: string, unread: Unread, how?: "as of now"): Promise<PartGroup[]>;
}

/** One member's change within a change of a group. */
export interface MemberChange<Said> {
  part: PartName;
  change: (part: Part | undefined) => Changed<Said>;
}

/** What was said of a member's change; `failure` where their part cannot be read or written, and stays as it is. */
export type SaidOfMember<Said> = { said: Said } | { failure: unknown };

function asStored(this: UnreadPart): unknown {
  return this.unread;
}

/** A part as it came from the store. Reading all of a group would cost more than all else of a change. */
export const unreadPart = (unread: unknown): UnreadPart => ({ unread, toJSON: asStored });

/** True for a part that has to be read. */
export const isUnread = (member: Part | UnreadPart): member is UnreadPart => "unread" in member;

/** A member's part; `undefined` where there is none. Throws a zod error where it cannot be read. */
export const memberOf = ({ members }: PartGroup, student: string): Part | undefined => {
  const member = members[student];
  return member === undefined || !isUnread(member) ? member : Part.parse(member.unread);
};

/**
 * Members by their keys, to be filled. Without a prototype V8 keeps them as a dictionary; of an object with one it
 * would keep a shape for each key that is first in some group, and copying a group would cost more the more groups
 * there are.
 */
export const newMembers = (): Record<string, Part | UnreadPart> => Object.create(null);

/** What a change makes of one member, and its news of their task. */
const changedMember = <Said>(
  group: PartGroup,
  { part: { student }, change }: MemberChange<Said>,
): { said: SaidOfMember<Said>; part?: Part; news?: TaskChange | undefined; isCountedAnew?: boolean } => {
  try {
    const before = memberOf(group, student);
    const { said, part } = change(before);
    if (part === undefined) return { said: { said } };
    return { said: { said }, part, news: taskChangeOf(before, part), isCountedAnew: isCountedAnew(before, part) };
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
  let [isChanged, isRecounted] = [false, false];
  const said = changes.map((one) => {
    const changed = changedMember(next, one);
    if (changed.news) news.push(changed.news);
    if (changed.part) members[one.part.student] = changed.part;
    isChanged ||= changed.part !== undefined;
    isRecounted ||= changed.isCountedAnew === true;
    return changed.said;
  });
  return isChanged ? { said, next: { ...next, news, isCountedAnew: isRecounted } } : { said };
};
