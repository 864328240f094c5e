import type { Parts } from "#adapters/parts/parts.ts";
import type { People } from "#adapters/people/people.ts";
import type { SuppressionList } from "#adapters/ses/suppression-list.ts";
import { partNamesInSight } from "#domain/calendar/current-occurrences.ts";
import type { Program } from "#domain/calendar/program.ts";
import { wavesOfUse } from "#domain/mail/planning.ts";
import type { Student } from "#domain/people/student.ts";
import { schoolDate } from "#domain/time/dates.ts";

/** What writing to an address again needs of the world. */
export interface RetryNeeds {
  program: Program;
  parts: Pick<Parts, "ofOccurrence" | "takeUp" | "resume">;
  roster: Pick<People, "forgetAddress">;
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

/**
 * Takes up what bounced and is of use, lets what was held back be planned again, and forgets that an address failed.
 * All stops are lifted, since a student on leave may return. Doing it twice changes nothing more; forgetting comes
 * last, so that a second run can finish what one that died began.
 * @param failed the address that failed
 * @param now ISO 8601 UTC
 */
export const writeAgain = async (
  { program, parts, roster }: Pick<RetryNeeds, "program" | "roster"> & { parts: Pick<Parts, "takeUp" | "resume"> },
  student: Student,
  failed: string,
  now: string,
): Promise<void> => {
  const today = schoolDate(now, program.school.timeZone);
  await parts.takeUp(wavesOfUse(program, student, today), now);
  await parts.resume(partNamesInSight(program, student, today), "suppressed");
  await roster.forgetAddress(student.schoolId, failed);
};

/**
 * Writes to a failed address again, also by SES, which forgets that it bounced. Doing it twice changes nothing more.
 * @param now ISO 8601 UTC
 */
export const retryAddress = async (needs: RetryNeeds, student: Student, now: string): Promise<void> => {
  await needs.suppressionList.forget(student.email);
  await writeAgain(needs, student, student.email, now);
};
