import { readCalendarPath } from "#pages/routes.ts";
import type { TellFailure } from "../listeners/page-listener.ts";
import { type HttpRequest, readHttp } from "../web/http-request.ts";
import { orApologize } from "../web/or-apologize.ts";
import type { Reply } from "../web/reply.ts";
import { answerFeed } from "./calendar-feed.ts";
import { answerCalendarPage } from "./calendar-page.ts";
import type { FeedsNeeds } from "./needs.ts";

const answer = (needs: FeedsNeeds, event: HttpRequest, tell: TellFailure): Promise<Reply> => {
  const token = readCalendarPath(event.rawPath);
  const request = readHttp(event);
  if (token !== undefined) return answerCalendarPage(needs, { ...request, token });
  return answerFeed(needs, { path: event.rawPath, known: event.headers["if-none-match"], now: request.now }, tell);
};

/** Answers a calendar program's poll, or a look at the page about a calendar; one that fails as `orApologize` says. */
export const answerOrApologize = (needs: FeedsNeeds, event: HttpRequest, tell: TellFailure): Promise<Reply> => {
  const { method } = event.requestContext.http;
  return orApologize({ school: needs.program.school, method, tell }, () => answer(needs, event, tell));
};
