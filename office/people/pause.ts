import type { People } from "#adapters/people/people.ts";
import { doubted, doubtsOf, isPause, withoutPause } from "#domain/people/held.ts";
import type { Student } from "#domain/people/student.ts";

/**
 * Pauses somebody by hand: no mail goes to them until staff take them up again, whatever a roster says. It is a hold,
 * so that it is looked at when mails are planned, and again when each is sent. False where they are paused already, or
 * somebody decided of them in between. Doing it twice changes nothing more.
 * @param at ISO 8601 UTC; `says`: by whom and why, for whoever asks later
 */
export const pausePerson = async (
  people: Pick<People, "hold">,
  { schoolId, held, released }: Pick<Student, "schoolId" | "held" | "released">,
  { at, says }: { at: string; says: string },
): Promise<boolean> => {
  if (doubtsOf({ held }).some(isPause)) return false;
  const pause = { reason: "paused" as const, since: at, evidence: `paused:${at}`, says };
  return people.hold(schoolId, { held: doubted({ held, released }, [pause]), seen: held?.evidence });
};

/**
 * Takes somebody up again. What came due meanwhile comes by the rules for who joins late: one mail, not all of them;
 * where a doubt is left, they stay held by it. False where they are not paused, or somebody decided in between.
 * @param backOn the school date, from which they count as newly come
 */
export const takeUpPerson = async (
  people: Pick<People, "hold">,
  { schoolId, held }: Pick<Student, "schoolId" | "held">,
  backOn: string,
): Promise<boolean> => {
  if (!doubtsOf({ held }).some(isPause)) return false;
  const left = withoutPause({ held });
  return people.hold(schoolId, { held: left, seen: held?.evidence, ...(left === undefined && { backOn }) });
};
