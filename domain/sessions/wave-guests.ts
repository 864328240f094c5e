import type { Program } from "../calendar/program.ts";
import { addDays, schoolDate } from "../time/dates.ts";
import { emptyList, type GuestList, personOf, seatsOf } from "./guest-list.ts";
import { isInvited } from "./guests.ts";
import type { KnownSession, Session } from "./session.ts";
import { eveWave, isAtOnce, isCorrection } from "./session-waves.ts";

/** What guests said of a session, and who came; by their opaque keys. */
export interface GuestAnswers {
  /** Said yes and has a seat. */
  isGoing(person: string): boolean;
  /** True where they, or a guest of theirs, came in that order and have a seat. */
  hasSeat(person: string, place: number): boolean;
  hasDeclined(person: string): boolean;
  /** Undefined where nobody wrote down who came. */
  came: ReadonlySet<string> | undefined;
}

export const answersOf = (list: GuestList): GuestAnswers => {
  const seated = new Set(seatsOf(list).seated);
  const came = Object.keys(list.came);
  return {
    isGoing: (person) => seated.has(person),
    hasSeat: (person, place) => [...seated].some((one) => personOf(one) === person && list.places[one] === place),
    hasDeclined: (person) => list.declined[person] !== undefined,
    came: came.length === 0 ? undefined : new Set(came),
  };
};

export const NO_ANSWERS: GuestAnswers = answersOf(emptyList("none"));

/** Whether a wave is for whom it concerns, by what they said. Who was told what before, the claim judges. */
export const isMeant = (
  { session, answers }: { session: Pick<Session, "status" | "rsvp">; answers: GuestAnswers },
  person: string,
  wave: string,
): boolean => {
  if (isCorrection(wave)) return session.status === "planned" || !answers.hasDeclined(person);
  if (session.status === "cancelled") return false;
  if (wave === "open") return true;
  if (wave === "thanks") return answers.came?.has(person) ?? answers.isGoing(person);
  if (wave.startsWith("day-before") && session.rsvp === "none") return !answers.hasDeclined(person);
  const [, place] = /^seat-(\d+)$/.exec(wave) ?? [];
  return place === undefined ? answers.isGoing(person) : answers.hasSeat(person, Number(place));
};

/** Whoever is invited, or has a seat from when they were: nobody loses theirs by another class or track. */
export const isGuest = (
  { program, session, answers }: { program: Program; session: Session; answers: GuestAnswers },
  student: Parameters<typeof isInvited>[2] & { person: string },
): boolean => answers.isGoing(student.person) || isInvited(program, session, student);

/** True of the waves for which their person must be a guest still. */
export const isForGuests = (wave: string): boolean => !isAtOnce(wave) && wave !== "thanks";

export const THANKED_FOR = 14;

/** Why a wave may not go out any more at an instant, if so. */
export const whyLate = (program: Program, session: KnownSession, wave: string, now: string): string | undefined => {
  const { timeZone } = program.school;
  if (wave === "thanks") {
    const last = addDays(schoolDate(session.endsAt, timeZone), THANKED_FOR);
    return schoolDate(now, timeZone) > last ? `it ended more than ${THANKED_FOR} days ago` : undefined;
  }
  if (now >= session.startsAt) return "it has begun";
  if (wave.startsWith("moved-") && wave !== `moved-${session.sequence}`) return "it changed again";
  if (wave === "cancelled" && session.status === "planned") return "it takes place after all";
  return wave.startsWith("day-before") && wave !== eveWave(session, timeZone) ? "its day changed" : undefined;
};
