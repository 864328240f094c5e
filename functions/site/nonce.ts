import { createHash, timingSafeEqual } from "node:crypto";
import type { SiteRequest } from "./request.ts";

/** 128 bits of chance (ASVS 11.5.1), as base64url. */
const NONCE = /^[\w-]{22}$/;

/** Seconds for which an opened page can be answered. */
const LIFETIME = 24 * 60 * 60;

/** One cookie a link, so that two links open in one browser do not undo each other. Tells nothing of the token. */
const cookieName = (token: string): string =>
  `__Host-page-${createHash("sha256").update(token).digest("base64url").slice(0, 12)}`;

/** The nonce that this browser was given when it got the page, if it was. */
export const nonceOf = ({ cookies, token }: Pick<SiteRequest, "cookies" | "token">): string | undefined => {
  const start = `${cookieName(token)}=`;
  const value = cookies.find((cookie) => cookie.startsWith(start))?.slice(start.length);
  return value !== undefined && NONCE.test(value) ? value : undefined;
};

/** The cookie that hands a nonce to the browser: for this host alone, never sent along from another site. */
export const nonceCookie = (token: string, nonce: string): string =>
  `${cookieName(token)}=${nonce}; Path=/; Max-Age=${LIFETIME}; Secure; HttpOnly; SameSite=Strict`;

/**
 * True where a form was sent from a page that this browser got from us: the nonce of the cookie comes back in the form
 * (ASVS 3.5.1), and neither `Sec-Fetch-Site` nor `Origin` says another site. Browsers write the origin as `null` under
 * our own referrer policy.
 * @param site origin of the site, e.g. `https://careers.school.example`
 */
export const isOurForm = (request: SiteRequest, site: string): boolean => {
  const { origin = site, fetchSite = "same-origin", form } = request;
  const nonce = nonceOf(request);
  const echoed = form.get("nonce") ?? "";
  return (
    fetchSite === "same-origin" &&
    (origin === site || origin === "null") &&
    nonce !== undefined &&
    NONCE.test(echoed) &&
    timingSafeEqual(Buffer.from(nonce), Buffer.from(echoed))
  );
};
