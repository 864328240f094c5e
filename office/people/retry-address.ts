import type { Parts } from "#adapters/parts/parts.ts";
import type { People } from "#adapters/people/people.ts";
import type { SuppressionList } from "#adapters/ses/suppression-list.ts";
import type { Sessions } from "#adapters/sessions/sessions.ts";
import { partNamesInSight } from "#domain/calendar/current-occurrences.ts";
import type { Program } from "#domain/calendar/program.ts";
import { wavesOfUse } from "#domain/mail/planning.ts";
import type { Part } from "#domain/parts/part.ts";
import type { Student } from "#domain/people/student.ts";
import { sessionsToWatch } from "#domain/sessions/session-mails.ts";
import { sessionSubject } from "#domain/sessions/session-subject.ts";
import { schoolDate } from "#domain/time/dates.ts";

/** What writing to an address again needs of the world. */
export interface RetryNeeds {
  program: Program;
  sessions: Pick<Sessions, "all">;
  parts: Pick<Parts, "ofOccurrence" | "asOfNow" | "takeUp" | "resume">;
  people: Pick<People, "forgetAddress">;
  suppressionList: SuppressionList;
}

/** A mail that bounced and is still of use. */
export interface BouncedMail {
  occurrence: string;
  wave: string;
}

/** The bounced mails that would go out once more, were the student's address tried again. @param now ISO 8601 UTC */
export const bouncedOfUse = async (
  { program, parts }: Pick<RetryNeeds, "program" | "parts">,
  student: Student,
  now: string,
): Promise<BouncedMail[]> => {
  const ofUse = wavesOfUse(program, student, schoolDate(now, program.school.timeZone));
  const found = ofUse.map(async ({ part: { occurrence }, waves }) => {
    const part = (await parts.ofOccurrence(occurrence)).find((one) => one.student === student.person);
    return waves.filter((wave) => part?.mails[wave]?.state === "bounced").map((wave) => ({ occurrence, wave }));
  });
  return (await Promise.all(found)).flat();
};

/** The parts in a session that has not begun: what bounced of its mails, by student. */
interface BouncedOfSession {
  occurrence: string;
  waves: ReadonlyMap<string, string[]>;
}

/** What bounced of sessions to come, each read once for all students: their plans say what is of use. */
const bouncedOfSessions = async (
  { program, parts, sessions }: Pick<WriteAgainNeeds, "program" | "sessions" | "parts">,
  now: string,
): Promise<BouncedOfSession[]> => {
  const ahead = sessionsToWatch(program, await sessions.all(), now).filter(({ startsAt }) => startsAt > now);
  const found = ahead.map(async ({ id }) => {
    const occurrence = sessionSubject(id);
    const known = await parts.asOfNow(occurrence);
    return { occurrence, waves: new Map(known.map(({ student, mails }) => [student, bouncedIn(mails)])) };
  });
  return Promise.all(found);
};

const bouncedIn = (mails: Part["mails"]): string[] =>
  Object.keys(mails).filter((wave) => mails[wave]?.state === "bounced");

type WriteAgainNeeds = Pick<RetryNeeds, "program" | "people" | "sessions"> & {
  parts: Pick<Parts, "asOfNow" | "takeUp" | "resume">;
};

/**
 * Makes the function that takes up what bounced and is of use to a student, lets what was held back be planned again,
 * and forgets that an address failed. All stops are lifted, since a student on leave may return. Doing it twice changes
 * nothing more; forgetting comes last, so that a second run can finish what one that died began.
 * @param now ISO 8601 UTC
 */
export const writingAgain = async (
  needs: WriteAgainNeeds,
  now: string,
): Promise<(student: Student, failed: string) => Promise<void>> => {
  const { program, parts, people } = needs;
  const today = schoolDate(now, program.school.timeZone);
  const bounced = await bouncedOfSessions(needs, now);
  return async (student, failed) => {
    const ofSessions = bounced.map(({ occurrence, waves }) => ({
      part: { occurrence, student: student.person },
      waves: waves.get(student.person) ?? [],
    }));
    await parts.takeUp([...wavesOfUse(program, student, today), ...ofSessions], now);
    const names = [...partNamesInSight(program, student, today), ...ofSessions.map(({ part }) => part)];
    await parts.resume(names, "suppressed");
    await people.forgetAddress(student.schoolId, failed);
  };
};

/**
 * Writes to a failed address again, also by SES, which forgets that it bounced. Doing it twice changes nothing more.
 * @param now ISO 8601 UTC
 */
export const retryAddress = async (needs: RetryNeeds, student: Student, now: string): Promise<void> => {
  await needs.suppressionList.forget(student.email);
  const writeAgain = await writingAgain(needs, now);
  await writeAgain(student, student.email);
};
