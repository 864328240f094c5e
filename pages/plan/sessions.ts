import { html } from "hono/html";
import { readableSpan } from "#domain/time/readable-times.ts";
import type { TheirSession } from "#office/students/their-sessions.ts";
import type { Html } from "../kit/html.ts";
import type { PlanVisit } from "./visit.ts";

const STANDING: Record<TheirSession["standing"]["state"], string> = {
  invited: "Will you come? Please say so",
  going: "You have a seat",
  waiting: "You are on the wait list",
  declined: "You said that you cannot come",
  attended: "You were there",
  missed: "You had a seat, and are not on the list of those who came",
};

const standingOf = ({ session, standing: { state, position } }: TheirSession): string => {
  if (session.status === "cancelled") return "Cancelled";
  if (state === "invited" && session.rsvp === "none") return "You need not say whether you come";
  if (state === "going" && session.capacity === undefined) return "You are coming";
  return state === "waiting" && position !== undefined
    ? `You are number ${position} on the wait list`
    : STANDING[state];
};

const row = ({ school, links, titleOf }: PlanVisit, one: TheirSession): Html => {
  const { session } = one;
  const where = session.place === undefined ? "" : `, ${session.place}`;
  return html`<li><span class="what"><a href="${links.session(session)}">${titleOf(session)}</a>
<span class="badge">${standingOf(one)}</span></span>
<span class="soft">${readableSpan(session.startsAt, session.endsAt, school.timeZone)}${where}</span></li>`;
};

const coming = ({ school, titleOf }: PlanVisit, { session }: TheirSession): Html =>
  html`<li><span class="what">${titleOf(session)}</span><span class="soft">${readableSpan(
    session.startsAt,
    session.endsAt,
    school.timeZone,
  )}. We will invite you by mail.</span></li>`;

/** The sessions that a student is invited to or answered, and the next that they will be. */
export const sessionsSection = (visit: PlanVisit): Html => {
  const { current, next, later, over } = visit.sessions;
  const none = current.length + next.length + over.length === 0;
  return html`<section class="card" aria-labelledby="sessions"><h2 id="sessions">Your sessions</h2>
${none ? html`<p>No session is planned for you yet. Invitations come by mail.</p>` : ""}
${current.length === 0 ? "" : html`<ul class="rows">${current.map((one) => row(visit, one))}</ul>`}
${next.length === 0 ? "" : html`<h3>Coming up</h3><ul class="rows">${next.map((one) => coming(visit, one))}</ul>`}
${later === 0 ? "" : html`<p class="soft">And ${later} more later on.</p>`}
${
  over.length === 0
    ? ""
    : html`<details><summary>Over: ${over.length}</summary>
<ul class="rows">${over.map((one) => row(visit, one))}</ul></details>`
}</section>`;
};
