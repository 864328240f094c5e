import { DECLINABLE_KINDS, type DeclinableKind } from "#domain/people/mail-kinds.ts";
import type { ChoiceRecord, Choices } from "./choices.ts";

type KeptChoices = Partial<Record<DeclinableKind, ChoiceRecord>>;

/** Students' choices of mail in memory. */
export const memoryChoices = (): Choices => {
  const choices = new Map<string, KeptChoices>();
  const moved = new Map<string, string>();
  const ownerOf = (student: string): string => {
    const next = moved.get(student);
    return next === undefined ? student : ownerOf(next);
  };
  const keptOf = (student: string): KeptChoices => choices.get(student) ?? {};
  const isDeclined = (kept: KeptChoices, kind: DeclinableKind) => kept[kind]?.declinedAt !== undefined;
  const declinedIn = (kept: KeptChoices) => DECLINABLE_KINDS.filter((kind) => isDeclined(kept, kind));
  const put = (student: string, declined: readonly DeclinableKind[], at: string) => {
    const kept = keptOf(student);
    const records = DECLINABLE_KINDS.map((kind) => {
      const declinedAt = declined.includes(kind) ? (kept[kind]?.declinedAt ?? at) : undefined;
      return [kind, { kind, declinedAt, takenBack: kept[kind]?.takenBack }];
    });
    choices.set(student, Object.fromEntries(records));
  };
  return {
    of: async (student) => declinedIn(keptOf(ownerOf(student))),
    all: async () =>
      new Map(
        [...choices].map(([student, kept]) => [student, declinedIn(kept)] as const).filter(([, { length }]) => length),
      ),
    decline: async (student, kind, at) => put(ownerOf(student), [...declinedIn(keptOf(ownerOf(student))), kind], at),
    save: async (student, declined, at) => put(ownerOf(student), declined, at),
    fold: async (from, into) => {
      const owner = ownerOf(from);
      if (owner === into) return;
      for (const { kind, declinedAt } of Object.values(keptOf(owner)))
        if (declinedAt !== undefined) put(into, [...declinedIn(keptOf(into)), kind], declinedAt);
      choices.delete(owner);
      moved.set(owner, into);
    },
    forget: async (student) => {
      choices.delete(student);
      moved.delete(student);
    },
    recorded: async (student) =>
      Object.values(keptOf(ownerOf(student))).filter(({ declinedAt, takenBack }) => declinedAt ?? takenBack),
    takeBack: async (student, kind, by) => {
      const kept = keptOf(student);
      if (!isDeclined(kept, kind)) return false;
      choices.set(student, { ...kept, [kind]: { kind, declinedAt: undefined, takenBack: by } });
      return true;
    },
  };
};
