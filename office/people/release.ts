import type { People } from "#adapters/people/people.ts";
import { doubtsOf, HoldReason } from "#domain/people/held.ts";
import type { Student } from "#domain/people/student.ts";

/**
 * Lets go of somebody, as they stood when a person looked: what was doubted of them then holds them no more, and what
 * was planned meanwhile comes by the rules for who joins late. False where somebody decided in between. Doing it twice
 * changes nothing more.
 * @param backOn the school date, from which they count as newly come
 */
export const releasePerson = async (
  people: Pick<People, "hold">,
  { schoolId, held, released = [] }: Student,
  backOn: string,
): Promise<boolean> => {
  if (held === undefined) return false;
  const decided = doubtsOf({ held }).map(({ evidence }) => evidence);
  return people.hold(schoolId, {
    held: undefined,
    seen: held.evidence,
    released: [...new Set([...released, ...decided])],
    backOn,
  });
};

/**
 * Holds somebody again of whom a person let go, for what was doubted last; the first doubt's sentence is gone with the
 * hold, so that `says` gives another. False where they are held already, nothing was ever doubted, or somebody decided
 * in between.
 * @param at ISO 8601 UTC
 */
export const holdAgain = async (
  people: Pick<People, "hold">,
  { schoolId, held, released = [] }: Student,
  { at, says }: { at: string; says: string },
): Promise<boolean> => {
  const evidence = released.at(-1);
  const reason = HoldReason.safeParse(evidence?.split(":")[0]).data;
  if (held !== undefined || evidence === undefined || reason === undefined) return false;
  const left = released.filter((one) => one !== evidence);
  return people.hold(schoolId, { held: { reason, since: at, evidence, says }, seen: undefined, released: left });
};
