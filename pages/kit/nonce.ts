import { createHash } from "node:crypto";

/** What is read of a request for a page that holds a form. */
interface FormRequest {
  token: string;
  cookies: readonly string[];
  origin: string | undefined;
  fetchSite: string | undefined;
  form: URLSearchParams;
}

const LIFETIME_SECONDS = 24 * 60 * 60;

const hashed = (text: string, characters: number): string =>
  createHash("sha256").update(text).digest("base64url").slice(0, characters);

/**
 * What a page's form brings back: the same for a link in each tab, so that no tab outdates another. Nobody can work it
 * out who does not have the link. `again`: of a page that asks once more what a browser without cookies sent.
 */
export const nonceOf = (token: string, step: "first" | "again" = "first"): string => hashed(`${step} ${token}`, 22);

// Each link has its own cookie, so two links in one browser do not disturb each other. A hash hides the token.
const cookieOf = (token: string): string => `__Host-page-${hashed(token, 12)}=${nonceOf(token)}`;

/** Shows a browser's next request to be of one that had the page; a request from another site does not carry it. */
export const nonceCookie = (token: string): string =>
  `${cookieOf(token)}; Path=/; Max-Age=${LIFETIME_SECONDS}; Secure; HttpOnly; SameSite=Strict`;

/**
 * Where a form came from (ASVS 3.5.1), at our origin `site`. `ours`: from our page, in a browser that brings its cookie
 * back, or one that was asked again. `unsure`: from our page, in a browser without cookies: ask again. `foreign`: from
 * another site's page, or from none.
 */
export const formCameFrom = (request: FormRequest, site: string): "ours" | "unsure" | "foreign" => {
  const { origin = site, fetchSite = "same-origin", form, token, cookies } = request;
  // Browsers write the origin as `null` under our own referrer policy.
  if (fetchSite !== "same-origin" || (origin !== site && origin !== "null")) return "foreign";
  const echoed = form.get("nonce");
  if (echoed === nonceOf(token, "again")) return "ours";
  if (echoed !== nonceOf(token)) return "foreign";
  return cookies.includes(cookieOf(token)) ? "ours" : "unsure";
};
