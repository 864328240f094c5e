import { html } from "hono/html";
import { readableDate, schoolDate } from "#domain/time/dates.ts";
import type { School } from "#domain/time/school.ts";
import type { Html } from "../kit/html.ts";
import { checkMark, nonceField, page } from "./layout.ts";

/** What stands above: what was done, or why nothing was. */
export type CalendarNote = "made" | "stopped" | "changed" | "unsure" | "foreign";

/** One look at a student's page about their calendar. Nothing of the student is in it but a new address. */
export interface CalendarVisit {
  school: School;
  /** The path of the page itself: forms go there. */
  path: string;
  nonce: string;
  /** How often the address changed: what a form means is the one that its page showed. */
  issue: number;
  /** Since when the address is good, ISO 8601 UTC; absent where there is none. */
  since?: string | undefined;
  note?: CalendarNote;
  /** The address that was just made. It is never shown again. */
  address?: string;
}

const WRONG: Partial<Record<CalendarNote, string>> = {
  changed: "Nothing was changed: it has been done already, perhaps in another window.",
  unsure: "Nothing was changed yet, since your browser keeps no cookies for this page. Please press once more.",
  foreign: "Nothing was changed yet. Please press the button here.",
};

const webcal = (address: string): string => address.replace(/^https?:/, "webcal:");

const byApple = (address: string | undefined): Html =>
  address === undefined
    ? html`on a Mac choose File and New Calendar Subscription, on an iPhone Add Subscription Calendar, and paste the
address.`
    : html`<a href="${webcal(address)}">open this link</a> on your iPhone, iPad or Mac, and press Subscribe.`;

const ways = (address: string | undefined): Html => html`<section><h2>How to subscribe</h2>
<ul>
<li><strong>Google Calendar</strong>: on a computer press + beside “Other calendars”, choose “From URL”, and paste the
address; Google looks for changes when it likes, and may lag by a day.</li>
<li><strong>Apple Calendar</strong>: ${byApple(address)}</li>
<li><strong>Outlook</strong>: on the web choose Add calendar and Subscribe from web, and paste the address.</li>
</ul>
<p class="soft">That a session moves or is cancelled is told by mail as well, to everybody who knew of it.</p>
</section>`;

const form = ({ path, nonce, issue }: CalendarVisit, wish: "make" | "stop", button: Html): Html =>
  html`<form method="post" action="${path}">${nonceField(nonce)}
<input type="hidden" name="issue" value="${issue}"><input type="hidden" name="wish" value="${wish}">${button}</form>`;

const made = (address: string): Html => html`${checkMark}<h1>Your calendar has an address.</h1>
<p role="status" class="code">${address}</p>
<p>It is shown now and never again. Whoever has it sees your calendar, so keep it to yourself.</p>`;

const standing = (visit: CalendarVisit): Html => {
  const { since, school } = visit;
  if (since === undefined)
    return html`<p>With an address of its own, the calendar on your phone or computer shows your sessions with your
answers, your last days to answer, and days like Match Day. It follows each change by itself.</p>
${form(visit, "make", html`<button class="main">Make my address</button>`)}`;
  return html`<p>Your calendar has had an address since ${readableDate(schoolDate(since, school.timeZone))}, which
is not shown again.</p>
<p>You lost it, or somebody else has it? With a new one the old one ends.</p>
${form(visit, "make", html`<button class="main">Make a new address</button>`)}
${form(visit, "stop", html`<button class="quiet">End it, and make none</button>`)}`;
};

/** The page on which a student gets their calendar's address, gets another, or ends it. To look changes nothing. */
export const calendarPage = (visit: CalendarVisit): Html => {
  const { school, note, address } = visit;
  const wrong = note && WRONG[note];
  const title = wrong === undefined ? "Your calendar" : "Not changed: your calendar";
  const top =
    address === undefined
      ? html`<h1>${note === "stopped" ? "Your calendar’s address has ended." : "Your calendar"}</h1>
${wrong === undefined ? "" : html`<p class="wrong" role="alert">${wrong}</p>`}${standing(visit)}`
      : made(address);
  return page(school, title, html`${top}${ways(address)}`);
};
