import type { Parts } from "#adapters/parts/parts.ts";
import type { People } from "#adapters/people/people.ts";
import { partNamesInSight, partsInSight } from "#domain/calendar/current-occurrences.ts";
import type { Program } from "#domain/calendar/program.ts";
import { wavesOfUse } from "#domain/mail/planning.ts";
import type { Enrolled } from "#domain/people/student.ts";
import { sessionOf } from "#domain/sessions/session-subject.ts";
import { schoolDate } from "#domain/time/dates.ts";
import { mapConcurrently } from "../listeners/map-concurrently.ts";
import type { BatchFailure } from "../listeners/queue-batch-listener.ts";
import type { AddressFeedback } from "./fold-feedback.ts";

export interface SuppressNeeds {
  program: Program;
  people: Pick<People, "enrolled" | "markAddress">;
  parts: Pick<Parts, "get" | "stop" | "resume" | "takeUp">;
}

/** Addresses marked, addresses that are not their student's any more, and messages that have to come back. */
export interface Suppressed {
  suppressed: number;
  notTheirs: number;
  failed: BatchFailure[];
}

const NOBODY: Suppressed = { suppressed: 0, notTheirs: 0, failed: [] };

/**
 * Marks addresses that failed, and stops their students' parts; if an address only returned a mail for now (a full
 * mailbox), it remembers that. If staff corrected an address, even while this runs, nobody stays stopped, and its
 * bounced mails are planned again. Running twice changes nothing more.
 */
export const suppress = async (needs: SuppressNeeds, addresses: readonly AddressFeedback[]): Promise<Suppressed> => {
  if (addresses.length === 0) return NOBODY;
  try {
    // No tag may hold the roster's key, the student id. Addresses fail seldom enough to read the whole roster.
    const students = new Map((await needs.people.enrolled()).map((student) => [student.person, student]));
    const ends = await mapConcurrently(addresses, (address) =>
      suppressOne(needs, students.get(address.student), address),
    );
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
    const isTheirs = () => needs.people.markAddress(student.schoolId, news);
    if (await isTheirs()) {
      if (news.state === "returned") return "remembered";
      await holdBack(needs, student, news.at);
      // An import may have corrected the address, and lifted the stops, before this had written them all.
      if (await isTheirs()) return "suppressed";
    }
    await liftOwnStops(needs, student, news.at);
    await takeUpAgain(needs, student, address);
    return "not theirs";
  } catch (error) {
    return { ids, error };
  }
};

// A part that is not there yet has no mail to hold back; `send-mail` stops it later.
const holdBack = async ({ program, parts }: SuppressNeeds, student: Enrolled, at: string): Promise<void> => {
  const inSight = await mapConcurrently(partsInSight(program, student, dayOf(program, at)), async (part) =>
    (await parts.get(part.occurrence, part.student)) === undefined ? [] : [part],
  );
  await parts.stop(inSight.flat(), { reason: "suppressed", at });
};

// A stop dated like this event was made for it, perhaps by a run that died. Another date means another cause.
const liftOwnStops = async ({ program, parts }: SuppressNeeds, student: Enrolled, at: string): Promise<void> => {
  const inSight = await mapConcurrently(partNamesInSight(program, student, dayOf(program, at)), async (part) =>
    (await parts.get(part.occurrence, part.student))?.stops?.suppressed === at ? [part] : [],
  );
  await parts.resume(inSight.flat(), "suppressed");
};

// The import that corrected the address knew nothing of these bounces. The next morning plans the mails of use.
const takeUpAgain = async (
  { program, parts }: SuppressNeeds,
  student: Enrolled,
  { bounced, broughtAt }: AddressFeedback,
): Promise<void> => {
  const ofUse = wavesOfUse(program, student, dayOf(program, broughtAt));
  const those = bounced.flatMap(({ occurrence, wave, attempt }) =>
    sessionOf(occurrence) !== undefined
      ? [{ part: { occurrence, student: student.person }, waves: [wave], attempt }]
      : ofUse
          .filter(({ part, waves }) => part.occurrence === occurrence && waves.includes(wave))
          .map(({ part }) => ({ part, waves: [wave], attempt })),
  );
  await parts.takeUp(those, broughtAt);
};

const dayOf = ({ school }: Program, at: string): string => schoolDate(at, school.timeZone);
