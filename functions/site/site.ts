import type { Choices } from "#adapters/choices/choices.ts";
import type { LinkKeySource } from "#adapters/links/link-keys.ts";
import { readLink } from "#adapters/links/link-token.ts";
import type { Parts } from "#adapters/parts/parts.ts";
import type { AccessCodes } from "#adapters/people/access-codes.ts";
import { findOccurrence, type Occurrence } from "#domain/calendar/occurrences.ts";
import { type AnswerAsk, answerAskOf, type Program } from "#domain/calendar/program.ts";
import { isTaskSettled, type Part } from "#domain/parts/part.ts";
import { mayTakeBack } from "#domain/parts/task-changes.ts";
import type { Html } from "#pages/kit/html.ts";
import { isOurForm, nonceCookie, nonceOf } from "#pages/kit/nonce.ts";
import { type Completion, doneAlreadyPage, notYetPage, thanksPage, undonePage } from "#pages/student/answered.ts";
import { accessCodePage, accessCodeShownPage, informationPage } from "#pages/student/information.ts";
import type { Problem } from "#pages/student/problem.ts";
import { surveyPage } from "#pages/student/survey.ts";
import type { AskingVisit, Visit } from "#pages/student/visit.ts";
import type { TellFailure } from "../listeners/page-listener.ts";
import { answerChoice } from "./choice.ts";
import { problemReply, type Reply, reply, withoutBody } from "./reply.ts";
import { pathTo, type SiteRequest } from "./request.ts";
import { signedLink } from "./signed-link.ts";

/** The site reads no roster: no page shows a name. */
export interface SiteNeeds {
  program: Program;
  parts: Pick<Parts, "get" | "markOpened" | "complete" | "reopen">;
  codes: Pick<AccessCodes, "get">;
  choices: Pick<Choices, "of" | "decline" | "save">;
  keys: LinkKeySource;
  siteUrl: string;
  /** Makes 128 random bits, as base64url. */
  newNonce: () => string;
}

interface OpenedPage {
  request: SiteRequest;
  occurrence: Occurrence;
  part: Part;
  visit: Visit;
}

const METHODS = new Set(["GET", "HEAD", "POST"]);

/**
 * Answers a request for a student's page. GET and HEAD change nothing but the part's `opened` mark: mail scanners open
 * links. A POST counts only from a page that this browser got from us; any other gets the form again. Running twice:
 * the first answer or undo stands, the second gets the same page. Throws only if a record or the key cannot be had.
 */
export const answerRequest = async (needs: SiteNeeds, request: SiteRequest): Promise<Reply> => {
  if (!METHODS.has(request.method) || (request.undo && request.method !== "POST")) {
    const allow = request.undo ? "POST" : "GET, HEAD, POST";
    return withoutBody(request, await problemReply(needs.program.school, "not-allowed", { allow }));
  }
  if (request.page !== "survey") return withoutBody(request, await answerChoice(needs, request, request.page));
  const opened = await open(needs, request);
  if (typeof opened === "string") return withoutBody(request, await problemReply(needs.program.school, opened));
  return request.method === "POST" ? post(needs, opened) : withoutBody(request, await get(needs, opened));
};

/** Answers a request. If that fails, the page says so without the reason, and `tell` learns it. */
export const answerOrApologize = async (needs: SiteNeeds, request: SiteRequest, tell: TellFailure): Promise<Reply> => {
  try {
    return await answerRequest(needs, request);
  } catch (error) {
    await tell(error);
    return withoutBody(request, await problemReply(needs.program.school, "failed"));
  }
};

const open = async (needs: SiteNeeds, request: SiteRequest): Promise<OpenedPage | Problem> => {
  const { program, parts, siteUrl } = needs;
  const link = await signedLink(needs, request, readLink);
  if (!link.ok) return link.reason === "expired" ? "expired" : "broken";
  const occurrence = findOccurrence(program, link.occurrence);
  const part = occurrence && (await parts.get(occurrence.id, link.student));
  if (occurrence === undefined || part === undefined) return "unknown";
  const visit: Visit = {
    school: program.school,
    occurrence,
    path: pathTo(siteUrl, "survey", request.token),
    nonce: nonceOf(request) ?? needs.newNonce(),
    expiresAt: link.expiresAt,
    now: request.now,
  };
  return { request, occurrence, part, visit };
};

// Hands the browser the nonce that the form brings back.
const formReply = ({ request, visit }: OpenedPage, status: number, page: Html): Promise<Reply> =>
  reply(status, page, { cookies: [nonceCookie(request.token, visit.nonce)] });

const get = async ({ parts }: SiteNeeds, opened: OpenedPage): Promise<Reply> => {
  const { request, occurrence, part, visit } = opened;
  if (part.openedAt === undefined) await parts.markOpened(occurrence.id, part.student, request.now);
  return formReply(opened, 200, pageOf(visit, part));
};

const pageOf = (visit: Visit, part: Part): Html => {
  const { milestone } = visit.occurrence;
  const ask = answerAskOf(milestone);
  if (ask === undefined) return milestone.showsAccessCode ? accessCodePage(visit) : informationPage(visit);
  return isTaskSettled(part)
    ? doneAlreadyPage({ ...visit, ask }, completionOf(part, visit))
    : surveyPage({ ...visit, ask });
};

const completionOf = (part: Part, { now }: Visit): Completion => {
  const { task } = part;
  const { attested } = task?.evidence ?? {};
  const completedAt = attested?.at ?? task?.at ?? now;
  return { completedAt, answer: attested?.answer, canUndo: mayTakeBack(part) };
};

const post = (needs: SiteNeeds, opened: OpenedPage): Promise<Reply> => {
  const { milestone } = opened.occurrence;
  const ours = isOurForm(opened.request, new URL(needs.siteUrl).origin);
  const ask = answerAskOf(milestone);
  if (ask !== undefined) {
    const visit = { ...opened.visit, ask };
    if (!ours) return formReply(opened, 403, refused(visit, opened.part));
    return opened.request.undo ? undo(needs, opened, visit) : answer(needs, opened, visit);
  }
  if (!milestone.showsAccessCode || opened.request.undo) {
    return problemReply(needs.program.school, "not-allowed", { allow: "GET, HEAD" });
  }
  return ours ? showCode(needs, opened) : formReply(opened, 403, accessCodePage(opened.visit, true));
};

const refused = (visit: AskingVisit, part: Part): Html =>
  isTaskSettled(part) ? pageOf(visit, part) : surveyPage(visit, "stale");

const answer = async (needs: SiteNeeds, opened: OpenedPage, visit: AskingVisit): Promise<Reply> => {
  const { parts } = needs;
  const { request, occurrence, part } = opened;
  const given = answerIn(visit.ask, request.form);
  if (given === undefined) return formReply(opened, 422, surveyPage(visit, "unanswered"));
  if (!given.completes) {
    return formReply(opened, 200, isTaskSettled(part) ? pageOf(visit, part) : notYetPage(visit));
  }
  const done = await parts.complete(occurrence.id, part.student, { id: given.id, at: request.now });
  if (done === undefined) return problemReply(visit.school, "unknown");
  // If a list or the office settled the task first, the student has nothing left to confirm.
  const page = mayTakeBack(done) ? thanksPage(visit, completionOf(done, visit)) : pageOf(visit, done);
  return formReply(opened, 200, page);
};

const answerIn = (ask: AnswerAsk, form: URLSearchParams) => ask.answers.find(({ id }) => id === form.get("answer"));

const undo = async (needs: SiteNeeds, opened: OpenedPage, visit: AskingVisit): Promise<Reply> => {
  const { part } = opened;
  if (isTaskSettled(part) && !mayTakeBack(part)) return formReply(opened, 200, pageOf(visit, part));
  await needs.parts.reopen(opened.occurrence.id, opened.part.student, opened.request.now);
  return formReply(opened, 200, undonePage(visit));
};

const showCode = async ({ codes }: SiteNeeds, opened: OpenedPage): Promise<Reply> =>
  formReply(opened, 200, accessCodeShownPage(opened.visit, await codes.get(opened.part.student)));
