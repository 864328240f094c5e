import { Hono } from "hono";
import { guard } from "#pages/kit/guard.ts";
import type { TellFailure } from "../listeners/page-listener.ts";
import { fetchRequest, replyOf } from "../web/fetched.ts";
import type { HttpRequest } from "../web/http-request.ts";
import { PROTECTIVE, type Reply } from "../web/reply.ts";
import { addDoor, type Door, type DoorRequest } from "./door.ts";

interface Behind {
  /** What a page of another site is told that orders something here. */
  refusal: string;
  /** What the pages may load: the content security policy, but for what all pages have in common. */
  loads: string;
  /** Adds the pages. */
  add(app: Hono<DoorRequest>): void;
}

const NOTHING_ELSE = "form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

// No page runs a script; unlike a student's link, an address here is no secret to whom it leads to.
const headersFor = (loads: string): Record<string, string> => ({
  ...PROTECTIVE,
  "referrer-policy": "same-origin",
  "content-security-policy": `default-src 'none'; ${loads}; ${NOTHING_ELSE}`,
});

/**
 * Pages behind a door: `sign-in`, `callback`, `sign-out`, and all others for whom they are. A page that fails says so
 * without the reason, and `tell` learns it.
 */
export const pagesBehind = <Said extends string>(
  door: Door<Said>,
  { refusal, loads, add }: Behind,
): Hono<DoorRequest> => {
  const app = new Hono<DoorRequest>();
  const headers = Object.entries(headersFor(loads));
  app.use(guard(refusal));
  app.use(async (context, next) => {
    await next();
    for (const [name, value] of headers) if (!context.res.headers.has(name)) context.res.headers.set(name, value);
  });
  addDoor(app, door);
  add(app);
  app.notFound((context) => door.reply(context, "not-here"));
  app.onError(async (error, context) => {
    await context.env.tell(error);
    return door.reply(context, "failed");
  });
  return app;
};

/** Lets pages answer the HTTP API. @param siteUrl where the pages are in public */
export const answerHttp =
  (app: Hono<DoorRequest>, siteUrl: string) =>
  async (event: HttpRequest, tell: TellFailure): Promise<Reply> => {
    const { timeEpoch, requestId: request = "" } = event.requestContext;
    const now = new Date(timeEpoch).toISOString();
    return replyOf(await app.fetch(fetchRequest(event, siteUrl), { now, request, tell }));
  };
