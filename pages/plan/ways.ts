import { html } from "hono/html";
import { readableDate, schoolDate } from "#domain/time/dates.ts";
import type { Html } from "../kit/html.ts";
import { KIND_TITLES } from "../kit/kind-titles.ts";
import type { PlanVisit } from "./visit.ts";

/** The calendar that a program on their phone may subscribe to, and which mails they get. */
export const waysSection = ({ school, links, calendarSince, declined }: PlanVisit): Html => {
  const since = calendarSince === undefined ? undefined : readableDate(schoolDate(calendarSince, school.timeZone));
  const kinds = declined.map((kind) => KIND_TITLES[kind]).join(", ");
  return html`<section class="card" aria-labelledby="ways"><h2 id="ways">How we reach you</h2>
<h3>Your calendar</h3>
<p>${
    since === undefined
      ? "Your sessions and last days can stand in the calendar of your phone or computer, and follow each change."
      : `The calendar of your phone or computer can follow your plan: its address is good since ${since}.`
  }</p>
<p><a class="button" href="${links.calendar}">${
    since === undefined ? "Get an address and subscribe" : "Subscribe or renew the address"
  }</a></p>
<h3>Your mails</h3>
<p>${declined.length === 0 ? "You get all of our mails." : `You get no mails of these kinds: ${kinds}.`}</p>
<p><a class="button" href="${links.choices}">Choose your mails</a></p></section>`;
};
