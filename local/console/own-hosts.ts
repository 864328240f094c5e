import type { MiddlewareHandler } from "hono";

/** The names under which a browser on this machine may ask; any other means that a foreign name was pointed at us. */
const OWN_HOSTS = new Set(["localhost", "127.0.0.1", "[::1]"]);

/** Keeps the console to the person at this machine: refuses other host names (DNS rebinding). */
export const ownHosts: MiddlewareHandler = async (context, next) => {
  if (!OWN_HOSTS.has(new URL(context.req.raw.url).hostname))
    return context.text("Ask for the console as localhost.", 421);
  return next();
};
