import type { PartName } from "#domain/parts/part-changes.ts";
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
 * was read at; where someone else wrote in between, works them out again on what stands then. A group that is likely to
 * be new is not read first: if it is there, the write is refused, and shows it.
 */
const changerOf =
  (groups: PartGroups, { recall, remember, forget }: GroupMemory, wait: typeof backOff) =>
  async <Said>(
    name: GroupName,
    members: readonly MemberChange<Said>[],
    isNew: boolean,
  ): Promise<SaidOfMember<Said>[]> => {
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
      if (tried.next !== undefined) await wait(tries);
    }
    throw new GroupIsBusy(`Others kept writing group ${name.group} of ${name.occurrence}.`);
  };

/** Changes parts of any groups side by side; a group that fails keeps no other from being written. Never throws. */
export type GroupChanges = <Said>(
  all: readonly MemberChange<Said>[],
  /** True where the groups are likely to be new. */
  areNew?: boolean,
) => Promise<SaidOfMember<Said>[]>;

/** @param wait what is done between two tries to write a group, given how many failed */
export const groupChanges = (groups: PartGroups, memory: GroupMemory, wait: typeof backOff): GroupChanges => {
  const changeGroup = changerOf(groups, memory, wait);
  return async <Said>(all: readonly MemberChange<Said>[], areNew = false) => {
    const said = new Map<MemberChange<Said>, SaidOfMember<Said>>();
    const changeMembers = async (members: readonly MemberChange<Said>[]): Promise<void> => {
      const [first] = members;
      if (first === undefined) return;
      try {
        const answers = await changeGroup(groupNameOf(first.part), members, areNew);
        for (const [nth, member] of members.entries()) said.set(member, answers[nth] ?? UNSAID);
      } catch (failure) {
        for (const member of members) said.set(member, { failure });
      }
    };
    const byGroup = Map.groupBy(all, ({ part }) => groupKeyOf(groupNameOf(part)));
    await Promise.all([...byGroup.values()].map(changeMembers));
    return all.map((member) => said.get(member) ?? UNSAID);
  };
};
