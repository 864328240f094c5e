import { folding, goingOver } from "#domain/parts/folding.ts";
import { forgotten } from "#domain/parts/forgetting.ts";
import { owing } from "#domain/parts/owed-mails.ts";
import * as changes from "#domain/parts/part-changes.ts";
import { type backOff, spreadOut } from "../backoff.ts";
import { changeOne, type GroupChanges, groupChanges, mustBeSaid } from "./group-changes.ts";
import { groupMemory } from "./group-memory.ts";
import { type OwnParts, ownPartsIn } from "./own-parts.ts";
import type { MemberChange, PartGroups } from "./part-groups.ts";
import type { Parts } from "./parts.ts";
import { ofStudentsIn, partsIn } from "./parts-in-groups.ts";
import { someOf } from "./some-parts.ts";
import { type TaskWrites, taskWrites } from "./task-writes.ts";

/** With this wave an occurrence begins for a class. */
const FIRST_WAVE = "open";

type NoMailChange = "ofOccurrence" | "asOfNow" | "some" | "ofStudents" | "fold" | "forget";
type MailChanges = Omit<Parts, keyof TaskWrites | keyof OwnParts | NoMailChange>;

const mailChanges = (changeAll: GroupChanges): MailChanges => {
  const changeEach = async <Said>(all: readonly MemberChange<Said>[]): Promise<Said[]> =>
    (await changeAll(all)).map(mustBeSaid);

  return {
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

    decide: (part, wave, decided) => changeOne(changeAll, part, changes.deciding(wave, decided)),

    takeUp: async (bounced, at) => {
      await changeEach(
        bounced.map(({ part, waves, attempt }) => ({ part, change: changes.takingUp(waves, at, attempt) })),
      );
    },

    miss: async (missed) => {
      await changeEach(missed.map(({ part, wave, mail }) => ({ part, change: changes.missing(part, wave, mail) })));
    },

    owe: async (owed) => {
      await changeEach(owed.map(({ part, wave, mail }) => ({ part, change: owing(part, wave, mail) })));
    },

    stop: async (parts, stop) => {
      await changeEach(parts.map((part) => ({ part, change: changes.stopping(part, stop) })));
    },

    resume: async (parts, reason) => {
      await changeEach(parts.map((part) => ({ part, change: changes.resuming(reason) })));
    },
  };
};

const foldingBy =
  (changeAll: GroupChanges): Parts["fold"] =>
  async (part, into) => {
    const foldOnce = async (): Promise<boolean> => {
      const stands = await changeOne(changeAll, part, (found) => ({ said: found }));
      if (stands !== undefined) await changeOne(changeAll, into, folding(into, stands));
      return stands !== undefined;
    };
    if (!(await foldOnce())) return false;
    await changeOne(changeAll, part, goingOver(into.student));
    // Whoever answered before the mark was written is in it now.
    return foldOnce();
  };

/**
 * Students' parts, kept together by groups of classmates. Each method may run twice: a change is worked out from the
 * part as it stands, so that only the first run changes anything. Changes of several parts are one write a group.
 * @param wait what is done between two tries to write a group, given how many failed
 */
export const groupedParts = (groups: PartGroups, wait: typeof backOff = spreadOut): Parts => {
  const known = groupMemory();
  const changeAll = groupChanges(groups, known, wait);

  return {
    ofOccurrence: async (occurrence, unread = () => {}) =>
      partsIn(await groups.ofOccurrence(occurrence, unread), unread),

    asOfNow: async (occurrence) => partsIn(await groups.ofOccurrence(occurrence, () => {}, "as of now"), () => {}),

    some: someOf(groups),
    ofStudents: ofStudentsIn(groups),
    fold: foldingBy(changeAll),
    forget: async (part) => {
      await changeOne(changeAll, part, (stands) => ({ said: undefined, ...(stands && { part: forgotten(stands) }) }));
    },

    ...ownPartsIn(groups, known, changeAll),
    ...mailChanges(changeAll),
    ...taskWrites(changeAll),
  };
};
