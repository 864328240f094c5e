import { html } from "hono/html";
import type { Html } from "../kit/html.ts";
import { checkMark } from "../student/layout.ts";
import type { GuestVisit } from "./guest-visit.ts";

const several = (count: number, what: "guest" | "seat"): string => `${count} ${what}${count === 1 ? "" : "s"}`;

const isOver = ({ session, now }: GuestVisit): boolean => session.endsAt <= now;
const hasBegun = ({ session, now }: GuestVisit): boolean => session.startsAt <= now;

const guestsWait = ({ standing: { guests, position } }: GuestVisit): Html =>
  guests.waiting === 0
    ? html``
    : html`<p>${several(guests.waiting, "guest")} of yours ${guests.waiting === 1 ? "waits" : "wait"} for a seat, number
${position} on the wait list.</p>`;

const going = (visit: GuestVisit): Html => {
  const { standing, counts } = visit;
  const { seated } = standing.guests;
  const what = counts.free === undefined ? "You are coming" : "You have a seat";
  const too = seated === 0 ? "" : `, and ${several(seated, "guest")} with you`;
  return html`${checkMark}<h2>${what}${too}.</h2>
${guestsWait(visit)}`;
};

const waiting = ({
  standing: { position },
}: GuestVisit): Html => html`<h2>You are number ${position} on the wait list.</h2>
<p>All seats are taken. A seat that becomes free goes to whoever waits longest, and we write to you when it is
yours.</p>`;

const seatsLeft = ({ free, waiting: wait }: GuestVisit["counts"]): Html => {
  if (free === undefined) return html``;
  if (free > 0 && wait === 0)
    return html`<p class="soft">${several(free, "seat")} ${free === 1 ? "is" : "are"} free.</p>`;
  return html`<p class="soft">All seats are taken${wait === 0 ? "" : `, and ${wait} wait`}. With a yes you come onto the
wait list.</p>`;
};

const invited = ({ session, counts }: GuestVisit): Html => html`<h2>Will you come?</h2>
${session.rsvp === "required" ? html`<p>Please say so either way: seats are counted.</p>` : ""}
${seatsLeft(counts)}`;

const declined = ({ counts }: GuestVisit): Html => html`<h2>You said that you are not coming.</h2>
<p>You can change your mind until it begins.</p>${seatsLeft(counts)}`;

const afterwards = ({ standing: { state } }: GuestVisit): Html =>
  state === "missed"
    ? html`<h2>This session is over.</h2><p>You had a seat and are not on the list of those who came. If you were there,
please write to us.</p>`
    : html`<h2>This session is over.</h2>`;

/** Where the guest stands, in plain words. */
export const standingOnPage = (visit: GuestVisit): Html => {
  const { session, standing } = visit;
  if (session.status === "cancelled") return html`<h2>This session was cancelled.</h2><p>You need not do anything.</p>`;
  if (standing.state === "attended") return html`${checkMark}<h2>You were there. Thank you for coming.</h2>`;
  if (isOver(visit)) return afterwards(visit);
  if (standing.state === "going") return going(visit);
  if (standing.state === "waiting") return waiting(visit);
  if (session.rsvp === "none") return html`<h2>You need not say whether you come.</h2>`;
  if (hasBegun(visit)) return html`<h2>This session has begun.</h2>`;
  return standing.state === "declined" ? declined(visit) : invited(visit);
};
