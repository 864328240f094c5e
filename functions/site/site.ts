import type { Choices } from "#adapters/choices/choices.ts";
import type { LinkKeySource } from "#adapters/links/link-keys.ts";
import { readLink } from "#adapters/links/link-token.ts";
import type { Parts } from "#adapters/parts/parts.ts";
import type { AccessCodes } from "#adapters/people/access-codes.ts";
import type { Occurrence } from "#domain/calendar/occurrences.ts";
import {
  type AnswerAsk,
  answerAskOf,
  otherParts,
  type PossibleAnswer,
  type Program,
} from "#domain/calendar/program.ts";
import { isTaskSettled, type Part } from "#domain/parts/part.ts";
import { changesTooOften, mayTakeBack } from "#domain/parts/task-changes.ts";
import type { Html } from "#pages/kit/html.ts";
import { formCameFrom, nonceCookie, nonceOf } from "#pages/kit/nonce.ts";
import { type Completion, doneAlreadyPage, notedPage, thanksPage, undonePage } from "#pages/student/answered.ts";
import { accessCodePage, accessCodeShownPage, informationPage } from "#pages/student/information.ts";
import type { Problem } from "#pages/student/problem.ts";
import { surveyPage } from "#pages/student/survey.ts";
import type { AskingVisit, Visit } from "#pages/student/visit.ts";
import type { TellFailure } from "../listeners/page-listener.ts";
import { orApologize } from "../web/or-apologize.ts";
import { problemReply, type Reply, reply, seeOther } from "../web/reply.ts";
import { signedLink } from "../web/signed-link.ts";
import { answerChoice } from "./choice.ts";
import { pathTo, type SiteRequest } from "./request.ts";

/** The site reads no roster: no page shows a name. */
export interface SiteNeeds {
  program: Pick<Program, "id" | "school">;
  /** Undefined where the program has no such occurrence. */
  occurrenceOf(id: string): Occurrence | undefined;
  parts: Pick<Parts, "get" | "markOpened" | "complete" | "progress" | "reopen" | "retract">;
  codes: Pick<AccessCodes, "get">;
  choices: Pick<Choices, "of" | "decline" | "save">;
  keys: LinkKeySource;
  siteUrl: string;
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
export const answerRequest = async (needs: SiteNeeds, request: SiteRequest, tell: TellFailure): Promise<Reply> => {
  const problem = (what: Problem, headers = {}) => problemReply(needs.program.school, what, headers);
  if (!METHODS.has(request.method)) return problem("not-allowed", { allow: "GET, HEAD, POST" });
  if (request.leadsOn !== undefined) return seeOther(needs.program.school, request.leadsOn, []);
  // A path that is no page's has no token, and needs neither key nor record.
  if (request.token === "") return problem("broken");
  if (request.page !== "survey") return answerChoice(needs, request, request.page);
  const opened = await open(needs, request);
  if (typeof opened === "string") return problem(opened);
  return request.method === "POST" ? post(needs, opened) : get(needs, opened, tell);
};

/** Answers a request; one that fails as `orApologize` says. */
export const answerOrApologize = (needs: SiteNeeds, request: SiteRequest, tell: TellFailure): Promise<Reply> => {
  const { method } = request;
  return orApologize({ school: needs.program.school, method, tell }, () => answerRequest(needs, request, tell));
};

const open = async (needs: SiteNeeds, request: SiteRequest): Promise<OpenedPage | Problem> => {
  const { program, parts, siteUrl } = needs;
  const link = await signedLink(needs, request, readLink);
  if (!link.ok) return link.reason === "expired" ? "expired" : "broken";
  const occurrence = needs.occurrenceOf(link.occurrence);
  const part = occurrence && (await parts.get(occurrence.id, link.student));
  if (occurrence === undefined || part === undefined) return "unknown";
  const visit: Visit = {
    school: program.school,
    occurrence,
    path: pathTo(siteUrl, "survey", request.token),
    expiresAt: link.expiresAt,
    nonce: nonceOf(request.token),
    answers: part.task?.answers ?? {},
    now: request.now,
  };
  return { request, occurrence, part, visit };
};

const formReply = ({ request, visit }: OpenedPage, status: number, page: Html): Promise<Reply> =>
  reply(visit.school, status, page, { cookies: [nonceCookie(request.token)] });

const get = async ({ parts }: SiteNeeds, opened: OpenedPage, tell: TellFailure): Promise<Reply> => {
  const { request, occurrence, part, visit } = opened;
  // The page is the student's whether or not it is on record that they looked at it.
  if (part.openedAt === undefined) await parts.markOpened(occurrence.id, part.student, request.now).catch(tell);
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
  const { occurrence, request } = opened;
  const from = formCameFrom(request, new URL(needs.siteUrl).origin);
  const visit = { ...opened.visit, nonce: nonceOf(request.token, from === "unsure" ? "again" : "first") };
  const ask = answerAskOf(occurrence.milestone);
  if (ask !== undefined) {
    if (changesTooOften(opened.part, request.now)) return problemReply(needs.program.school, "too-often");
    if (from !== "ours") return formReply(opened, 403, refused({ ...visit, ask }, opened, from));
    return request.undo ? undo(needs, opened, { ...visit, ask }) : answer(needs, opened, { ...visit, ask });
  }
  if (!occurrence.milestone.showsAccessCode || request.undo) {
    return problemReply(needs.program.school, "not-allowed", { allow: "GET, HEAD" });
  }
  return from === "ours" ? showCode(needs, opened) : formReply(opened, 403, accessCodePage(visit, from));
};

// What another site's page chose is nobody's choice.
const refused = (visit: AskingVisit, { part, request }: OpenedPage, from: "unsure" | "foreign"): Html => {
  if (isTaskSettled(part)) return pageOf(visit, part);
  const chosen = from === "unsure" ? (request.form.get("answer") ?? undefined) : undefined;
  return surveyPage(visit, { what: from, chosen });
};

const answer = async (needs: SiteNeeds, opened: OpenedPage, visit: AskingVisit): Promise<Reply> => {
  const { request } = opened;
  const given = answerIn(visit.ask, request.form);
  if (given === undefined) return formReply(opened, 422, surveyPage(visit, { what: "unanswered" }));
  const done = await recorded(needs, opened, visit.ask, given);
  if (done === undefined) return problemReply(visit.school, "unknown");
  if (!isTaskSettled(done))
    return formReply(opened, 200, notedPage({ ...visit, answers: done.task?.answers ?? {} }, given.id));
  // If a list or the office settled the task first, the student has nothing left to confirm.
  const isTheirs = given.completes || done.task?.evidence.attested?.answer === given.id;
  const page = mayTakeBack(done) && isTheirs ? thanksPage(visit, completionOf(done, visit)) : pageOf(visit, done);
  return formReply(opened, 200, page);
};

/** Records an answer. What stands already costs nothing more than the read that showed it. */
const recorded = async (
  { parts }: SiteNeeds,
  { request, occurrence, part }: OpenedPage,
  ask: AnswerAsk,
  { id, completes, ...given }: PossibleAnswer,
): Promise<Part | undefined> => {
  const at = request.now;
  if (isTaskSettled(part) || (part.task?.answers?.[id] !== undefined && given.isPart === undefined)) return part;
  if (completes) return parts.complete(occurrence.id, part.student, { id, at });
  const others = otherParts(ask, { id, completes, ...given });
  return parts.progress(occurrence.id, part.student, { id, at, ...(others && { others }) });
};

const answerIn = (ask: AnswerAsk, form: URLSearchParams) => ask.answers.find(({ id }) => id === form.get("answer"));

const undo = async (needs: SiteNeeds, opened: OpenedPage, visit: AskingVisit): Promise<Reply> => {
  const { part, request } = opened;
  const given = part.task?.evidence.attested?.answer;
  const named = request.form.get("answer") ?? given;
  const stands = isTaskSettled(part) && !(mayTakeBack(part) && named === given);
  if (stands) return formReply(opened, 200, pageOf(visit, part));
  await takeBack(needs, opened, named);
  return formReply(opened, 200, undonePage(visit));
};

/** Takes back one answer, and what it completed. Twice takes back nothing more. */
const takeBack = async (
  { parts }: SiteNeeds,
  { part, occurrence, request }: OpenedPage,
  answer: string | undefined,
) => {
  if (isTaskSettled(part)) await parts.reopen(occurrence.id, part.student, request.now);
  else if (answer !== undefined && part.task?.answers?.[answer])
    await parts.retract(occurrence.id, part.student, answer);
};

const showCode = async ({ codes }: SiteNeeds, opened: OpenedPage): Promise<Reply> =>
  formReply(opened, 200, accessCodeShownPage(opened.visit, await codes.get(opened.part.student)));
