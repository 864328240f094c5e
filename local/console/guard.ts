import type { MiddlewareHandler } from "hono";

/** The names under which a browser on this machine may ask; any other means that a foreign name was pointed at us. */
const OWN_HOSTS = new Set(["localhost", "127.0.0.1", "[::1]"]);

const HEADERS: Record<string, string> = {
  "content-security-policy":
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; connect-src 'self'; " +
    "frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
  "x-content-type-options": "nosniff",
  "referrer-policy": "same-origin",
  "cache-control": "no-store",
  "cross-origin-opener-policy": "same-origin",
};

const isForeign = (request: Request): boolean => {
  const site = request.headers.get("sec-fetch-site");
  const origin = request.headers.get("origin");
  if (site !== null && site !== "same-origin" && site !== "none") return true;
  return origin !== null && origin !== new URL(request.url).origin;
};

/**
 * Keeps the console to the person at this machine: refuses other host names (DNS rebinding) and changes ordered by
 * other sites, and puts the protective headers on every page that has none of its own.
 */
export const guard: MiddlewareHandler = async (context, next) => {
  const request = context.req.raw;
  if (!OWN_HOSTS.has(new URL(request.url).hostname)) return context.text("Ask for the console as localhost.", 421);
  if (request.method !== "GET" && request.method !== "HEAD" && isForeign(request))
    return context.text("The console takes orders from its own pages only.", 403);
  await next();
  for (const [name, value] of Object.entries(HEADERS))
    if (!context.res.headers.has(name)) context.res.headers.set(name, value);
};
