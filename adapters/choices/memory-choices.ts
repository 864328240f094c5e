import { DECLINABLE_KINDS, type DeclinableKind } from "#domain/people/mail-kinds.ts";
import type { Choices } from "./choices.ts";

/** Students' choices of mail in memory. */
export const memoryChoices = (): Choices => {
  const choices = new Map<string, readonly DeclinableKind[]>();
  const of = (student: string) => [...(choices.get(student) ?? [])];
  const put = (student: string, declined: readonly DeclinableKind[]) =>
    void choices.set(
      student,
      DECLINABLE_KINDS.filter((kind) => declined.includes(kind)),
    );
  return {
    of: async (student) => of(student),
    all: async () => new Map([...choices].filter(([, kinds]) => kinds.length > 0)),
    decline: async (student, kind) => put(student, [...of(student), kind]),
    save: async (student, declined) => put(student, declined),
  };
};
