import type { Parts } from "#adapters/parts/parts.ts";
import type { Roster } from "#adapters/people/roster.ts";
import { partNamesInSight, partsInSight } from "#domain/calendar/current-occurrences.ts";
import type { Program } from "#domain/calendar/program.ts";
import { wavesOfUse } from "#domain/mail/planning.ts";
import type { Enrolled } from "#domain/people/student.ts";
import { schoolDate } from "#domain/time/dates.ts";
import type { BatchFailure } from "../listeners/queue-batch-listener.ts";
import { sideBySide } from "../listeners/side-by-side.ts";
import type { AddressHeard } from "./heard.ts";

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
 * Marks addresses that failed, where they are still their students', and holds back what these are mailed about now; of
 * one that a mail came back from for now it is remembered alone. What is told of an address that was corrected holds
 * nobody back, also where the correction comes while this runs, or between two runs; what bounced from it is taken up
 * again for the new one. The roster is read once, and not at all where no address failed. Running twice changes nothing
 * more.
 */
export const suppress = async (needs: SuppressNeeds, addresses: readonly AddressHeard[]): Promise<Suppressed> => {
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
  address: AddressHeard,
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
    await letGo(needs, student, news.at);
    await takeUpAgain(needs, student, address);
    return "not theirs";
  } catch (error) {
    return { ids, error };
  }
};

/** Stops the parts that are there. One that is not has no mail to hold back; `send-mail` stops those to come. */
const holdBack = async ({ program, parts }: SuppressNeeds, student: Enrolled, at: string): Promise<void> => {
  const inSight = await sideBySide(partsInSight(program, student, dayOf(program, at)), async (part) =>
    (await parts.get(part.occurrence, part.student)) === undefined ? [] : [part],
  );
  await parts.stop(inSight.flat(), { reason: "suppressed", at });
};

/** Lifts the stops that the same news made, by this run or by one that died: those of another instant have other grounds. */
const letGo = async ({ program, parts }: SuppressNeeds, student: Enrolled, at: string): Promise<void> => {
  const inSight = await sideBySide(partNamesInSight(program, student, dayOf(program, at)), async (part) =>
    (await parts.get(part.occurrence, part.student))?.stops?.suppressed === at ? [part] : [],
  );
  await parts.resume(inSight.flat(), "suppressed");
};

/** The import that corrected the address did not know of these yet: as far as they are of use, the next morning plans them. */
const takeUpAgain = async (
  { program, parts }: SuppressNeeds,
  student: Enrolled,
  { bounced, broughtAt }: AddressHeard,
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
