import { readCalendarPath } from "#pages/routes.ts";
import type { TellFailure } from "../listeners/page-listener.ts";
import { type HttpRequest, readHttp } from "../web/http-request.ts";
import { problemReply, type Reply, withoutBody } from "../web/reply.ts";
import { answerFeed } from "./calendar-feed.ts";
import { answerCalendarPage } from "./calendar-page.ts";
import type { FeedsNeeds } from "./needs.ts";

const answer = (needs: FeedsNeeds, event: HttpRequest, tell: TellFailure): Promise<Reply> => {
  const token = readCalendarPath(event.rawPath);
  const request = readHttp(event);
  if (token !== undefined) return answerCalendarPage(needs, { ...request, token });
  return answerFeed(needs, { path: event.rawPath, known: event.headers["if-none-match"], now: request.now }, tell);
};

/**
 * Answers a calendar program's poll, or a student's look at the page about their calendar. If that fails, the answer
 * says so without the reason, and `tell` learns it.
 */
export const answerOrApologize = async (needs: FeedsNeeds, event: HttpRequest, tell: TellFailure): Promise<Reply> => {
  const { method } = event.requestContext.http;
  try {
    return withoutBody({ method }, await answer(needs, event, tell));
  } catch (error) {
    await tell(error);
    return withoutBody({ method }, await problemReply(needs.program.school, "failed"));
  }
};
