import type { PartChange, PartName } from "#domain/parts/part-changes.ts";
import { groupOf } from "#domain/people/student-groups.ts";
import type { backOff } from "../backoff.ts";
import { type GroupMemory, groupKeyOf } from "./group-memory.ts";
import { changedGroup, type GroupName, type MemberChange, type PartGroups, type SaidOfMember } from "./part-groups.ts";

/** More tries than a class that clicks in the same second needs: of those who collide, one gets through each time. */
const MOST_TRIES = 40;

/** A group was written by others all the time: the change was not made. */
class GroupIsBusy extends Error {
  override readonly name = "PartNotChanged";
}

/** The group in which a student's part is kept. */
export const groupNameOf = ({ occurrence, student }: PartName): GroupName => ({ occurrence, group: groupOf(student) });

/** Stands where a change was answered with nothing. */
export const UNSAID = { failure: new Error("Nothing was said of a change.") };

/**
 * Changes members of one group in one write: reads the group, works the changes out, and writes it over the version it
 * was read at; where someone else wrote in between, waits, reads it again, and works them out on what stands then. A
 * group that is likely to be new is not read first: if it is there, the write is refused, and shows it.
 */
const changerOf =
  (groups: PartGroups, { recall, remember, forget }: GroupMemory, wait: typeof backOff) =>
  async (
    name: GroupName,
    members: readonly MemberChange<undefined>[],
    isNew: boolean,
  ): Promise<SaidOfMember<undefined>[]> => {
    const recalled = recall(name);
    forget(name);
    const first = recalled || isNew ? changedGroup(name, recalled, members) : undefined;
    // That nothing changes may be said of what stands now alone.
    let tried = first?.next ? first : changedGroup(name, await groups.read(name), members);
    for (let tries = 1; tries <= MOST_TRIES; tries += 1) {
      if (tried.next === undefined) return tried.said;
      const written = await groups.write(tried.next);
      if (written.ok) {
        remember(tried.next);
        return tried.said;
      }
      tried = changedGroup(name, written.stands, members);
      if (tried.next === undefined) return tried.said;
      // What the refusal showed is old by the end of the wait: of many who write at once, all but one would be refused.
      await wait(tries);
      tried = changedGroup(name, await groups.read(name), members);
    }
    throw new GroupIsBusy(`Others kept writing group ${name.group} of ${name.occurrence}.`);
  };

/** Changes parts of any groups side by side; a group that fails keeps no other from being written. Never throws. */
export type GroupChanges = <Said>(
  all: readonly MemberChange<Said>[],
  /** True where the groups are likely to be new. */
  areNew?: boolean,
) => Promise<SaidOfMember<Said>[]>;

/** Changes of one caller, each of which keeps itself what it was answered. */
interface QueuedChanges {
  members: readonly MemberChange<undefined>[];
  isNew: boolean;
  answer: (said: readonly SaidOfMember<undefined>[]) => void;
}

type ChangeGroup = (
  name: GroupName,
  members: readonly MemberChange<undefined>[],
  isNew: boolean,
) => Promise<SaidOfMember<undefined>[]>;

/**
 * Lets what one process does to a group at the same time go into one write: what comes while a write is under way waits
 * for it, and all that waits is written together.
 */
const together = (changeGroup: ChangeGroup) => {
  const lines = new Map<string, QueuedChanges[]>();

  const serve = async (name: GroupName, line: QueuedChanges[]): Promise<void> => {
    while (line.length > 0) {
      const served = line.splice(0);
      const members = served.flatMap((one) => one.members);
      const areNew = served.every(({ isNew }) => isNew);
      const said = await changeGroup(name, members, areNew).catch((failure: unknown) =>
        members.map(() => ({ failure })),
      );
      for (const one of served) one.answer(said.splice(0, one.members.length));
    }
    lines.delete(groupKeyOf(name));
  };

  return (name: GroupName, members: QueuedChanges["members"], isNew: boolean) =>
    new Promise<readonly SaidOfMember<undefined>[]>((answer) => {
      const key = groupKeyOf(name);
      const line = lines.get(key) ?? [];
      line.push({ members, isNew, answer });
      if (lines.has(key)) return;
      lines.set(key, line);
      void serve(name, line);
    });
};

/** @param wait what is done between two tries to write a group, given how many failed */
export const groupChanges = (groups: PartGroups, memory: GroupMemory, wait: typeof backOff): GroupChanges => {
  const changeGroup = together(changerOf(groups, memory, wait));
  return async <Said>(all: readonly MemberChange<Said>[], areNew = false) => {
    const said = new Map<MemberChange<Said>, SaidOfMember<Said>>();
    const keeping = (member: MemberChange<Said>): MemberChange<undefined> => ({
      part: member.part,
      change: (part) => {
        const changed = member.change(part);
        said.set(member, { said: changed.said });
        return { ...changed, said: undefined };
      },
    });
    const changeMembers = async (members: readonly MemberChange<Said>[]): Promise<void> => {
      const [first] = members;
      if (first === undefined) return;
      const answers = await changeGroup(groupNameOf(first.part), members.map(keeping), areNew);
      for (const [nth, member] of members.entries()) {
        const answer = answers[nth] ?? UNSAID;
        if ("failure" in answer) said.set(member, answer);
      }
    };
    const byGroup = Map.groupBy(all, ({ part }) => groupKeyOf(groupNameOf(part)));
    await Promise.all([...byGroup.values()].map(changeMembers));
    return all.map((member) => said.get(member) ?? UNSAID);
  };
};

/** What was said of a member's change; throws why there is nothing. */
export const mustBeSaid = <Said>(said: SaidOfMember<Said>): Said => {
  if ("failure" in said) throw said.failure;
  return said.said;
};

/** Changes one part. */
export const changeOne = async <Said>(
  changeAll: GroupChanges,
  part: PartName,
  change: PartChange<Said>,
): Promise<Said> => mustBeSaid((await changeAll([{ part, change }]))[0] ?? UNSAID);
