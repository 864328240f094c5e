import type { Parts } from "#adapters/parts/parts.ts";
import type { People } from "#adapters/people/people.ts";
import type { SuppressionList } from "#adapters/ses/suppression-list.ts";
import type { Sessions } from "#adapters/sessions/sessions.ts";
import { partNamesInSight } from "#domain/calendar/current-occurrences.ts";
import type { Program } from "#domain/calendar/program.ts";
import { wavesOfUse } from "#domain/mail/planning.ts";
import type { Student } from "#domain/people/student.ts";
import { sessionsToWatch } from "#domain/sessions/session-mails.ts";
import { sessionSubject } from "#domain/sessions/session-subject.ts";
import { schoolDate } from "#domain/time/dates.ts";

/** What writing to an address again needs of the world. */
export interface RetryNeeds {
  program: Program;
  sessions: Pick<Sessions, "all">;
  parts: Pick<Parts, "ofOccurrence" | "get" | "takeUp" | "resume">;
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

/** A student's parts in sessions that have not begun, and what of their mails bounced: plans say what is of use. */
const bouncedOfSessions = async (
  { program, parts, sessions }: Pick<WriteAgainNeeds, "program" | "sessions"> & { parts: Pick<Parts, "get"> },
  { person: student }: Student,
  now: string,
): Promise<{ part: { occurrence: string; student: string }; waves: string[] }[]> => {
  const ahead = sessionsToWatch(program, await sessions.all(), now).filter(({ startsAt }) => startsAt > now);
  const found = ahead.map(async ({ id }) => {
    const part = { occurrence: sessionSubject(id), student };
    const { mails = {} } = (await parts.get(part.occurrence, student)) ?? {};
    return { part, waves: Object.keys(mails).filter((wave) => mails[wave]?.state === "bounced") };
  });
  return Promise.all(found);
};

type WriteAgainNeeds = Pick<RetryNeeds, "program" | "people" | "sessions"> & {
  parts: Pick<Parts, "get" | "takeUp" | "resume">;
};

/**
 * Takes up what bounced and is of use, lets what was held back be planned again, and forgets that an address failed.
 * All stops are lifted, since a student on leave may return. Doing it twice changes nothing more; forgetting comes
 * last, so that a second run can finish what one that died began.
 * @param failed the address that failed
 * @param now ISO 8601 UTC
 */
export const writeAgain = async (
  needs: WriteAgainNeeds,
  student: Student,
  failed: string,
  now: string,
): Promise<void> => {
  const { program, parts, people: roster } = needs;
  const today = schoolDate(now, program.school.timeZone);
  const ofSessions = await bouncedOfSessions(needs, student, now);
  await parts.takeUp([...wavesOfUse(program, student, today), ...ofSessions], now);
  const names = [...partNamesInSight(program, student, today), ...ofSessions.map(({ part }) => part)];
  await parts.resume(names, "suppressed");
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
