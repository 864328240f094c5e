import { html, raw } from "hono/html";
import type { School } from "#domain/time/school.ts";
import type { Html } from "../kit/html.ts";
import { framed } from "../student/layout.ts";
import { STYLE_HASH } from "../student/style.ts";
import { PLAN_STYLE, PLAN_STYLE_HASH } from "./style.ts";

/** What pages of my plan may load. */
export const planLoads = ({ logo }: School): string => {
  const pictures = logo === undefined ? "" : `; img-src ${new URL(logo.url).origin}`;
  return `style-src '${STYLE_HASH}' '${PLAN_STYLE_HASH}'${pictures}`;
};

const HEAD: Html = html`<style>${raw(PLAN_STYLE)}</style>`;

const YOURS: Html = html`<p>Only you see this plan, by your own sign-in.</p>`;

/** A document of my plan. */
export const planFrame = (school: School, title: string, main: Html, foot: Html = YOURS): Html =>
  framed(school, title, main, foot, HEAD);
