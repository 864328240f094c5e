import type { MiddlewareHandler } from "hono";

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
 * Refuses changes that another site's pages order, in the words of `refusal`, and puts the protective headers on every
 * page that has none of its own.
 */
export const guard =
  (refusal: string): MiddlewareHandler =>
  async (context, next) => {
    const request = context.req.raw;
    if (request.method !== "GET" && request.method !== "HEAD" && isForeign(request)) return context.text(refusal, 403);
    await next();
    for (const [name, value] of Object.entries(HEADERS))
      if (!context.res.headers.has(name)) context.res.headers.set(name, value);
  };
