import * as z from "zod/mini";
import { Part } from "#domain/part.ts";
import * as changes from "#domain/part-changes.ts";
import { groupOf } from "#domain/student-groups.ts";
import { completing, opening, reopening } from "#domain/task-changes.ts";
import { backOff } from "./backoff.ts";
import { readEach } from "./items.ts";
import {
  changedGroup,
  type GroupName,
  isKnown,
  type MemberChange,
  memberOf,
  type PartGroup,
  type PartGroups,
  type SaidOfMember,
} from "./part-groups.ts";
import type { Parts } from "./records.ts";

/** More tries than a class that clicks in the same second needs: of those who collide, one gets through each time. */
const MOST_TRIES = 40;

/** With this wave an occurrence begins for a class. */
const FIRST_WAVE = "open";

/** Groups that are remembered, so that settling a claim, or taking an answer to a page, begins with a write. */
const MOST_REMEMBERED = 8;

/** A group was written by others all the time: the change was not made. */
export class GroupIsBusy extends Error {
  override readonly name = "PartNotChanged";
}

const UNSAID = { failure: new Error("Nothing was said of a change.") };

const keyOf = ({ occurrence, group }: GroupName): string => `${occurrence}/${group}`;

interface Memory {
  recall(name: GroupName): PartGroup | undefined;
  forget(name: GroupName): void;
  remember(group: PartGroup): void;
}

/**
 * Groups as this process last read or wrote them. A write over one that others have changed since is refused, and shows
 * the new one.
 */
const memory = (): Memory => {
  const groups = new Map<string, PartGroup>();
  return {
    recall: (name) => groups.get(keyOf(name)),
    forget: (name) => void groups.delete(keyOf(name)),
    remember: (group) => {
      groups.delete(keyOf(group));
      groups.set(keyOf(group), group);
      const [oldest] = groups.keys();
      if (groups.size > MOST_REMEMBERED && oldest !== undefined) groups.delete(oldest);
    },
  };
};

/**
 * Changes members of one group in one write: reads the group, works the changes out, and writes it over the version it
 * was read at; where someone else wrote in between, works them out again on what stands then. A group that is likely to
 * be new is not read first: if it is there, the write is refused, and shows it.
 */
const groupChanger =
  (groups: PartGroups, { recall, remember, forget }: Memory, wait: typeof backOff) =>
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
    throw new GroupIsBusy(`Others kept writing group ${name.group} of ${name.occurrence.replace("@", " in ")}.`);
  };

const Member = z.object({ part: Part });

const nameOf = ({ occurrence, student }: changes.PartName): GroupName => ({ occurrence, group: groupOf(student) });

const mustBeSaid = <Said>(said: SaidOfMember<Said>): Said => {
  if ("failure" in said) throw said.failure;
  return said.said;
};

/**
 * Students' parts, kept together by groups of classmates. Each method may run twice: a change is worked out from the
 * part as it stands, so that only the first run changes anything. Changes of several parts are one write a group.
 * @param wait what is done between two tries to write a group, given how many failed
 */
export const groupedParts = (groups: PartGroups, wait: typeof backOff = backOff): Parts => {
  const known = memory();
  const changeGroup = groupChanger(groups, known, wait);

  /** Changes parts of any groups side by side; a group that fails keeps no other from being written. Never throws. */
  const changeAll = async <Said>(all: readonly MemberChange<Said>[], isNew = false): Promise<SaidOfMember<Said>[]> => {
    const byGroup = Map.groupBy(all, ({ part }) => keyOf(nameOf(part)));
    const said = new Map<MemberChange<Said>, SaidOfMember<Said>>();
    await Promise.all(
      [...byGroup.values()].map(async (members) => {
        const answers = await answersOf(members, isNew);
        for (const [nth, member] of members.entries()) said.set(member, answers[nth] ?? UNSAID);
      }),
    );
    return all.map((member) => said.get(member) ?? UNSAID);
  };

  const answersOf = async <Said>(
    members: readonly MemberChange<Said>[],
    isNew: boolean,
  ): Promise<SaidOfMember<Said>[]> => {
    const [first] = members;
    if (first === undefined) return [];
    try {
      return await changeGroup(nameOf(first.part), members, isNew);
    } catch (failure) {
      return members.map(() => ({ failure }));
    }
  };

  const changeEach = async <Said>(all: readonly MemberChange<Said>[]): Promise<Said[]> =>
    (await changeAll(all)).map(mustBeSaid);

  const changeOne = async <Said>(part: changes.PartName, change: changes.PartChange<Said>): Promise<Said> =>
    mustBeSaid((await changeAll([{ part, change }]))[0] ?? UNSAID);

  return {
    ofOccurrence: async (occurrence, unread = () => {}) => {
      const found = await groups.ofOccurrence(occurrence, unread);
      const members = found.flatMap((group) => Object.entries(group.members).map(([key, part]) => ({ key, part })));
      const sorted = members.toSorted((one, other) => (one.key < other.key ? -1 : 1));
      return sorted.flatMap(({ key, part }) =>
        isKnown(part) ? [part] : readEach(Member, [{ key, part }], () => key, unread).map((read) => read.part),
      );
    },

    get: async (occurrence, student): Promise<Part | undefined> => {
      const group = await groups.read(nameOf({ occurrence, student }));
      if (group === undefined) return undefined;
      known.remember(group);
      return memberOf(group, student);
    },

    claim: async (parts, wave, mail) => {
      const claims = parts.map((part) => ({ part, change: changes.claiming(part, wave, mail) }));
      const said = await changeAll(claims, wave === FIRST_WAVE);
      return said.map((one) => ("failure" in one ? { kind: "failed" } : one.said));
    },

    settle: async (settled) => {
      const known = await changeEach(
        settled.map(({ part, wave, mail }) => ({ part, change: changes.settling(wave, mail) })),
      );
      const unknown = settled.find((_, nth) => !known[nth]);
      if (unknown) {
        throw new Error(`Wave ${unknown.wave} of ${unknown.part.occurrence} was settled without having been claimed.`);
      }
    },

    learn: async (news) => {
      const said = await changeAll(
        news.map(({ part, wave, mail }) => ({ part, change: changes.learning(wave, mail) })),
      );
      return said.map((one) => ("failure" in one ? "failed" : one.said));
    },

    decide: (part, wave, decided) => changeOne(part, changes.deciding(wave, decided)),

    takeUp: async (bounced, at) => {
      await changeEach(bounced.map(({ part, waves }) => ({ part, change: changes.takingUp(waves, at) })));
    },

    miss: async (missed) => {
      await changeEach(missed.map(({ part, wave, mail }) => ({ part, change: changes.missing(part, wave, mail) })));
    },

    stop: async (parts, stop) => {
      await changeEach(parts.map((part) => ({ part, change: changes.stopping(part, stop) })));
    },

    resume: async (parts, reason) => {
      await changeEach(parts.map((part) => ({ part, change: changes.resuming(reason) })));
    },

    markOpened: async (occurrence, student, at) => {
      await changeOne({ occurrence, student }, opening(at));
    },

    complete: (occurrence, student, answer) => changeOne({ occurrence, student }, completing(answer)),

    reopen: (occurrence, student, at) => changeOne({ occurrence, student }, reopening(at)),
  };
};
