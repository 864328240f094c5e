import type { EscalationMail } from "#adapters/escalations/escalations.ts";
import { readAdvisorLink } from "#adapters/links/advisor-token.ts";
import { addDays, schoolDate } from "#domain/time/dates.ts";
import { type AdvisorNote, advisorPage } from "#pages/advisor/students.ts";
import { formCameFrom, nonceCookie, nonceOf } from "#pages/kit/nonce.ts";
import { advisorPath, readAdvisorPath } from "#pages/routes.ts";
import type { Problem } from "#pages/student/problem.ts";
import type { TellFailure } from "../listeners/page-listener.ts";
import { type BrowserRequest, type HttpRequest, pathAt, readHttp } from "../web/http-request.ts";
import { orApologize } from "../web/or-apologize.ts";
import { problemReply, type Reply, reply, seeOther } from "../web/reply.ts";
import { signedLink } from "../web/signed-link.ts";
import type { HearAdvisorsNeeds } from "./needs.ts";
import { studentsOf } from "./on-page.ts";
import { record } from "./record.ts";

interface OpenedMail {
  request: BrowserRequest & { token: string };
  mail: EscalationMail;
  /** The path of the page. */
  path: string;
  /** The last school date on which the link answers. */
  until: string;
}

/**
 * Answers a request for an advisor's page. GET and HEAD change nothing: mail scanners open links. A POST counts only
 * from a page that this browser got from us, and leads back to the page. Running twice: what was said stands. Throws
 * only if a record or the key cannot be had.
 */
const hearAdvisor = async (needs: HearAdvisorsNeeds, event: HttpRequest): Promise<Reply> => {
  const request = { ...readHttp(event), token: readAdvisorPath(event.rawPath) };
  const problem = (what: Problem, headers = {}) => problemReply(needs.program.school, what, headers);
  if (!["GET", "HEAD", "POST"].includes(request.method)) return problem("not-allowed", { allow: "GET, HEAD, POST" });
  const opened = request.token === "" ? "broken" : await open(needs, request);
  if (typeof opened === "string") return problem(opened);
  if (request.method !== "POST") return show(needs, opened, 200);
  const from = formCameFrom(request, new URL(needs.siteUrl).origin);
  if (from !== "ours") return show(needs, opened, 403, from);
  const done = await record(needs, opened.mail, request);
  if (done === "too-often") return problem(done);
  return done === "unanswered" ? show(needs, opened, 422, done) : backTo(needs, opened);
};

/** Answers a request; one that fails as `orApologize` says. */
export const hearOrApologize = (needs: HearAdvisorsNeeds, event: HttpRequest, tell: TellFailure): Promise<Reply> => {
  const { method } = event.requestContext.http;
  return orApologize({ school: needs.program.school, method, tell }, () => hearAdvisor(needs, event));
};

const open = async (needs: HearAdvisorsNeeds, request: OpenedMail["request"]): Promise<OpenedMail | Problem> => {
  const link = await signedLink(needs, request, readAdvisorLink);
  if (!link.ok) return link.reason === "expired" ? "answers-expired" : "broken";
  const mail = await needs.escalations.get(link.escalation);
  if (mail === undefined) return "unknown";
  const path = pathAt(needs.siteUrl, advisorPath(request.token));
  const until = addDays(schoolDate(link.expiresAt, needs.program.school.timeZone), -1);
  return { request, mail, path, until };
};

const show = async (
  needs: HearAdvisorsNeeds,
  { request, mail, path, until }: OpenedMail,
  status: number,
  note?: AdvisorNote,
) => {
  const { school } = needs.program;
  const nonce = nonceOf(request.token, note === "unsure" ? "again" : "first");
  const students = await studentsOf(needs, mail);
  const shown = advisorPage({ school, path, nonce, until, students }, note);
  return reply(school, status, shown, { cookies: [nonceCookie(request.token)] });
};

// To look again after it was recorded sends nothing a second time.
const backTo = ({ program }: HearAdvisorsNeeds, { path, request }: OpenedMail): Reply =>
  seeOther(program.school, path, [nonceCookie(request.token)]);
