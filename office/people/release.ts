import type { People } from "#adapters/people/people.ts";
import { doubted, doubtsOf, HoldReason, isPause, pauseOf } from "#domain/people/held.ts";
import type { Student } from "#domain/people/student.ts";

/**
 * Lets go of somebody, as they stood when a person looked: what was doubted of them then holds them no more, and what
 * was planned meanwhile comes by the rules for who joins late. What staff paused stays paused. False where somebody
 * decided in between, or there is no doubt. Doing it twice changes nothing more.
 * @param backOn the school date, from which they count as newly come
 */
export const releasePerson = async (
  people: Pick<People, "hold">,
  { schoolId, held, released = [] }: Student,
  backOn: string,
): Promise<boolean> => {
  if (held === undefined || isPause(held)) return false;
  const decided = doubtsOf({ held }).flatMap((doubt) => (isPause(doubt) ? [] : [doubt.evidence]));
  const left = pauseOf({ held });
  return people.hold(schoolId, {
    held: left,
    seen: held.evidence,
    released: [...new Set([...released, ...decided])],
    ...(left === undefined && { backOn }),
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
  if (evidence === undefined || reason === undefined || (held !== undefined && !isPause(held))) return false;
  const left = released.filter((one) => one !== evidence);
  const again = doubted({ held, released: left }, [{ reason, since: at, evidence, says }]);
  return people.hold(schoolId, { held: again, seen: held?.evidence, released: left });
};
