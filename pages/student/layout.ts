import { html, raw } from "hono/html";
import type { AnswerAsk } from "#domain/calendar/program.ts";
import type { School } from "#domain/time/school.ts";
import type { Html } from "../kit/html.ts";
import { PLAN_HOME } from "../routes.ts";
import { STYLE } from "./style.ts";

const PERSONAL: Html = html`<p>This page is yours alone: its link came in your mail, so please do not forward it.
<br><a href="${PLAN_HOME}">See your whole plan</a></p>`;

/** The school's logo as its mails have it, or its name. */
const nameOf = ({ logo, name }: School): Html =>
  logo === undefined
    ? html`<strong>${name}</strong>`
    : html`<img src="${logo.url}" alt="${logo.alt}" width="160" referrerpolicy="no-referrer">`;

/**
 * A whole document: the school at the top, the office at the foot.
 * @param head what else stands in its head
 */
export const framed = (school: School, title: string, main: Html, foot: Html, head: Html | string = ""): Html =>
  html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} · ${school.office.name}, ${school.shortName}</title>
<style>${raw(STYLE)}</style>${head}
</head>
<body>
<header>${nameOf(school)}<br>${school.office.name}</header>
<main>${main}</main>
<footer>
<p>Questions? Write to <a href="mailto:${school.office.email}">${school.office.email}</a>.</p>
${foot}
</footer>
</body>
</html>
`;

/** Every page of the site is one card. No script, nothing from elsewhere but the school's logo. */
export const page = (school: School, title: string, card: Html, note: Html = PERSONAL): Html =>
  framed(school, title, html`<div class="card">${card}</div>`, note);

/** A check mark that is seen and not read out: the heading beside it says the same. */
export const checkMark: Html = html`<svg class="mark" viewBox="0 0 48 48" aria-hidden="true" focusable="false">
<circle cx="24" cy="24" r="22" fill="none" stroke="currentColor" stroke-width="2.5"/>
<path d="M14.5 24.5l6.5 6.5 13-14" fill="none" stroke="currentColor" stroke-width="3.5"
stroke-linecap="round" stroke-linejoin="round"/></svg>`;

/** An arrow that is seen and words that are read out, at the end of a link that leaves this page open. */
export const newTab: Html = html`<span aria-hidden="true">&nbsp;↗</span><span
class="unseen"> (opens in a new tab)</span>`;

/** The button that leads to where the thing is done. */
export const wayThere = (action: AnswerAsk["action"]): Html =>
  action === undefined
    ? html``
    : html`<p><a class="button" href="${action.url}" target="_blank"
rel="noopener noreferrer"><span>${action.label}${newTab}</span></a></p>`;

/** A form field that nobody sees: the nonce that this browser was given. */
export const nonceField = (nonce: string): Html => html`<input type="hidden" name="nonce" value="${nonce}">`;
