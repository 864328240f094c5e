import type { School } from "#domain/time/school.ts";
import type { Html } from "#pages/kit/html.ts";
import { type Problem, problemPage, statusOf } from "#pages/student/problem.ts";
import { STYLE_HASH } from "#pages/student/style.ts";

/** A response of the HTTP API, payload format 2.0. */
export interface Reply {
  statusCode: number;
  headers: Record<string, string>;
  cookies: string[];
  body: string;
}

// No page runs a script, is framed, stored or indexed, or loads from elsewhere but the logo; a site that a student goes
// to next does not learn the link. Source: ASVS 5.0.0, 3.4.1 to 3.4.8 and 14.3.2.
const [NOTHING_ELSE, NO_FRAME] = ["default-src 'none'", "base-uri 'none'; frame-ancestors 'none'"];
export const PROTECTIVE: Record<string, string> = {
  "content-type": "text/html; charset=utf-8",
  "strict-transport-security": "max-age=63072000; includeSubDomains; preload",
  "referrer-policy": "no-referrer",
  "x-content-type-options": "nosniff",
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
  "permissions-policy": "camera=(), microphone=(), geolocation=()",
  "cache-control": "no-store",
  "x-robots-tag": "noindex, nofollow",
};

const policyFor = ({ logo }: School): string => {
  const pictures = logo === undefined ? "" : ` img-src ${new URL(logo.url).origin};`;
  return `${NOTHING_ELSE}; style-src '${STYLE_HASH}';${pictures} form-action 'self'; ${NO_FRAME}`;
};

const headersFor = (school: School): Record<string, string> => ({
  "content-type": "text/html; charset=utf-8",
  ...PROTECTIVE,
  "content-security-policy": policyFor(school),
});

/** A page as an answer, with the headers that every answer has. */
export const reply = async (
  school: School,
  statusCode: number,
  page: Html,
  more: Partial<Reply> = {},
): Promise<Reply> => ({
  statusCode,
  cookies: more.cookies ?? [],
  headers: { ...headersFor(school), ...more.headers },
  body: String(await page),
});

/** Leads on to a page by a GET, with the headers and cookies that the page has; nothing of it is looked up for that. */
export const seeOther = (school: School, location: string, cookies: string[]): Reply => ({
  statusCode: 303,
  cookies,
  headers: { ...headersFor(school), location },
  body: "",
});

export const problemReply = (school: School, what: Problem, headers: Record<string, string> = {}): Promise<Reply> =>
  reply(school, statusOf(what), problemPage(school, what), { headers });

export const withoutBody = ({ method }: { method: string }, answer: Reply): Reply =>
  method === "HEAD" ? { ...answer, body: "" } : answer;
