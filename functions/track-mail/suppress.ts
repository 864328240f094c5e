import type { Parts } from "#adapters/parts/parts.ts";
import type { Roster } from "#adapters/people/roster.ts";
import { partNamesInSight, partsInSight } from "#domain/calendar/current-occurrences.ts";
import type { Program } from "#domain/calendar/program.ts";
import { wavesOfUse } from "#domain/mail/planning.ts";
import type { Enrolled } from "#domain/people/student.ts";
import { schoolDate } from "#domain/time/dates.ts";
import type { BatchFailure } from "../listeners/queue-batch-listener.ts";
import { sideBySide } from "../listeners/side-by-side.ts";
import type { AddressFeedback } from "./fold-feedback.ts";

export interface SuppressNeeds {
  program: Program;
  roster: Pick<Roster, "enrolled" | "markAddress">;
  parts: Pick<Parts, "get" | "stop" | "resume" | "takeUp">;
}

/** How many addresses were marked, how many were not their student's any more, and what could not be done. */
export interface Suppressed {
  suppressed: number;
  notTheirs: number;
  failed: BatchFailure[];
}

const NOBODY: Suppressed = { suppressed: 0, notTheirs: 0, failed: [] };

/**
 * Marks addresses that failed, and stops the current parts of their students. An address from which a mail came back
 * for now (a full mailbox, say) is only remembered. An address that staff corrected meanwhile stops nobody, also where
 * the correction comes while this runs: what bounced from it is taken up again for the new address. The roster is read
 * once, and not at all where no address failed. Running twice changes nothing more.
 */
export const suppress = async (needs: SuppressNeeds, addresses: readonly AddressFeedback[]): Promise<Suppressed> => {
  if (addresses.length === 0) return NOBODY;
  try {
    // The roster is kept by student id, which no tag may hold; addresses fail seldom enough to look through all of it.
    const students = new Map((await needs.roster.enrolled()).map((student) => [student.person, student]));
    const ends = await sideBySide(addresses, (address) => suppressOne(needs, students.get(address.student), address));
    return {
      suppressed: ends.filter((end) => end === "suppressed").length,
      notTheirs: ends.filter((end) => end === "not theirs").length,
      failed: ends.filter((end) => typeof end === "object"),
    };
  } catch (error) {
    return { ...NOBODY, failed: [{ ids: addresses.flatMap(({ ids }) => ids), error }] };
  }
};

const suppressOne = async (
  needs: SuppressNeeds,
  student: Enrolled | undefined,
  address: AddressFeedback,
): Promise<"suppressed" | "remembered" | "not theirs" | BatchFailure> => {
  const { news, ids } = address;
  try {
    if (student === undefined) return "not theirs";
    const isTheirs = () => needs.roster.markAddress(student.schoolId, news);
    if (await isTheirs()) {
      if (news.state === "returned") return "remembered";
      await holdBack(needs, student, news.at);
      // An import that corrected the address meanwhile may have lifted the stops before they were all there.
      if (await isTheirs()) return "suppressed";
    }
    await liftOwnStops(needs, student, news.at);
    await takeUpAgain(needs, student, address);
    return "not theirs";
  } catch (error) {
    return { ids, error };
  }
};

/** Stops the parts that are there. Where there is none, no mail is to be held back; `send-mail` stops parts to come. */
const holdBack = async ({ program, parts }: SuppressNeeds, student: Enrolled, at: string): Promise<void> => {
  const inSight = await sideBySide(partsInSight(program, student, dayOf(program, at)), async (part) =>
    (await parts.get(part.occurrence, part.student)) === undefined ? [] : [part],
  );
  await parts.stop(inSight.flat(), { reason: "suppressed", at });
};

/**
 * Lifts the stops that this event made, in this run or in one that died. A stop of another instant has another cause,
 * and stays.
 */
const liftOwnStops = async ({ program, parts }: SuppressNeeds, student: Enrolled, at: string): Promise<void> => {
  const inSight = await sideBySide(partNamesInSight(program, student, dayOf(program, at)), async (part) =>
    (await parts.get(part.occurrence, part.student))?.stops?.suppressed === at ? [part] : [],
  );
  await parts.resume(inSight.flat(), "suppressed");
};

/**
 * The import that corrected the address could not know of these bounces. The next morning plans those mails, if still
 * of use.
 */
const takeUpAgain = async (
  { program, parts }: SuppressNeeds,
  student: Enrolled,
  { bounced, broughtAt }: AddressFeedback,
): Promise<void> => {
  const ofUse = wavesOfUse(program, student, dayOf(program, broughtAt));
  const those = bounced.flatMap(({ occurrence, wave, attempt }) =>
    ofUse
      .filter(({ part, waves }) => part.occurrence === occurrence && waves.includes(wave))
      .map(({ part }) => ({ part, waves: [wave], attempt })),
  );
  await parts.takeUp(those, broughtAt);
};

const dayOf = ({ school }: Program, at: string): string => schoolDate(at, school.timeZone);
