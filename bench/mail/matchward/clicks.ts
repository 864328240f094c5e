import { signLink } from "#adapters/links/link-token.ts";
import { findOccurrence, linkExpiresAt } from "#domain/calendar/occurrences.ts";
import type { Program } from "#domain/calendar/program.ts";
import { nonceCookie, nonceOf } from "#pages/kit/nonce.ts";
import type { SiteRequest } from "../../../functions/site/request.ts";
import { answerRequest, type SiteNeeds } from "../../../functions/site/site.ts";
import { SURVEY } from "../cohort.ts";
import { KEYS } from "./school.ts";

/** The signed POST of a student who answers the survey, as their browser sends it. */
export const answerOf = (program: Program, student: string, now: string): SiteRequest => {
  const occurrence = findOccurrence(program, SURVEY.occurrence);
  if (occurrence === undefined) throw new Error(`The program has no ${SURVEY.milestone}.`);
  const expiresAt = linkExpiresAt(program, occurrence);
  const token = signLink(KEYS, { program: program.id, student, occurrence: SURVEY.occurrence, expiresAt });
  return {
    method: "POST",
    page: "survey",
    token,
    undo: false,
    cookies: [nonceCookie(token).replace(/;.*/, "")],
    origin: undefined,
    fetchSite: "same-origin",
    form: new URLSearchParams({ nonce: nonceOf(token), answer: SURVEY.answer }),
    now,
  };
};

/** Has the site take one student's answer. @throws Error where it does not */
export const answerSurvey = async (
  needs: SiteNeeds & { program: Program },
  student: string,
  now: string,
): Promise<void> => {
  const { statusCode } = await answerRequest(needs, answerOf(needs.program, student, now), async (failure) => {
    throw failure;
  });
  if (statusCode !== 200) throw new Error(`The site answered ${statusCode}.`);
};
