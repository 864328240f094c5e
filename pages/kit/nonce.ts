import { createHash, timingSafeEqual } from "node:crypto";

// 128 random bits (ASVS 11.5.1), as base64url.
const NONCE = /^[\w-]{22}$/;

/** What is read of a request for a page that holds a form. */
interface FormRequest {
  token: string;
  cookies: readonly string[];
  origin: string | undefined;
  fetchSite: string | undefined;
  form: URLSearchParams;
}

const LIFETIME_SECONDS = 24 * 60 * 60;

// Each link has its own cookie, so two links in one browser do not disturb each other. A hash hides the token.
const cookieName = (token: string): string =>
  `__Host-page-${createHash("sha256").update(token).digest("base64url").slice(0, 12)}`;

/** The nonce that this browser got with the page, if it got one. */
export const nonceOf = ({ cookies, token }: Pick<FormRequest, "cookies" | "token">): string | undefined => {
  const start = `${cookieName(token)}=`;
  const value = cookies.find((cookie) => cookie.startsWith(start))?.slice(start.length);
  return value !== undefined && NONCE.test(value) ? value : undefined;
};

/** Hands a nonce to the browser, for this host alone; a request from another site does not carry it. */
export const nonceCookie = (token: string, nonce: string): string =>
  `${cookieName(token)}=${nonce}; Path=/; Max-Age=${LIFETIME_SECONDS}; Secure; HttpOnly; SameSite=Strict`;

/** True for a form from a page that this browser got from us, at origin `site`: its nonce comes back (ASVS 3.5.1). */
export const isOurForm = (request: FormRequest, site: string): boolean => {
  const { origin = site, fetchSite = "same-origin", form } = request;
  const nonce = nonceOf(request);
  const echoed = form.get("nonce") ?? "";
  return (
    fetchSite === "same-origin" &&
    // Browsers write the origin as `null` under our own referrer policy.
    (origin === site || origin === "null") &&
    nonce !== undefined &&
    NONCE.test(echoed) &&
    timingSafeEqual(Buffer.from(nonce), Buffer.from(echoed))
  );
};
