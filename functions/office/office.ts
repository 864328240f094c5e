import { Hono } from "hono";
import { guard } from "#pages/kit/guard.ts";
import type { TellFailure } from "../listeners/page-listener.ts";
import { fetchRequest, replyOf } from "../web/fetched.ts";
import type { HttpRequest } from "../web/http-request.ts";
import { PROTECTIVE, type Reply } from "../web/reply.ts";
import { addDoor } from "./door.ts";
import { doorReply, HOME, type OfficeNeeds, type OfficeRequest } from "./needs.ts";
import { answerStaff } from "./staff.ts";

// No page runs a script; unlike a student's link, an address here is no secret to whom it leads to.
const HEADERS: Record<string, string> = {
  ...PROTECTIVE,
  "referrer-policy": "same-origin",
  "content-security-policy":
    "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
};

/**
 * The pages of staff behind their sign-in: `sign-in`, `callback`, `sign-out`, and all others for whom they are. A page
 * that fails says so without the reason, and `tell` learns it.
 */
export const officePages = (needs: OfficeNeeds): Hono<OfficeRequest> => {
  const app = new Hono<OfficeRequest>();
  app.use(guard("The office takes orders from its own pages only."));
  app.use(async (context, next) => {
    await next();
    for (const [name, value] of Object.entries(HEADERS))
      if (!context.res.headers.has(name)) context.res.headers.set(name, value);
  });
  addDoor(app, needs);
  for (const path of [HOME, `${HOME}/*`]) app.on(["GET", "POST"], path, (context) => answerStaff(context, needs));
  app.notFound((context) => doorReply(context, needs, "not-here"));
  app.onError(async (error, context) => {
    await context.env.tell(error);
    return doorReply(context, needs, "failed");
  });
  return app;
};

/** Answers the HTTP API. Running twice: what was decided stands, and the second request is told so. */
export const answerOffice = (needs: OfficeNeeds): ((event: HttpRequest, tell: TellFailure) => Promise<Reply>) => {
  const app = officePages(needs);
  return async (event, tell) => {
    const { timeEpoch, requestId: request = "" } = event.requestContext;
    const now = new Date(timeEpoch).toISOString();
    return replyOf(await app.fetch(fetchRequest(event, needs.siteUrl), { now, request, tell }));
  };
};
