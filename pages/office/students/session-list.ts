import { html } from "hono/html";
import type { Standing } from "#domain/sessions/guest-list.ts";
import type { TheirSession } from "#office/students/their-sessions.ts";
import type { Html } from "../../kit/html.ts";
import type { Desk } from "../desk.ts";
import { sessionPage } from "../routes.ts";

const STANDS: Record<Standing["state"], { says: string; look: string }> = {
  invited: { says: "no answer", look: "due" },
  going: { says: "going", look: "good" },
  waiting: { says: "wait list", look: "due" },
  declined: { says: "said no", look: "" },
  attended: { says: "came", look: "good" },
  missed: { says: "did not come", look: "bad" },
};

const badge = ({ session, standing }: TheirSession): Html | "" => {
  if (session.status === "cancelled") return html` <b class="badge">cancelled</b>`;
  if (standing.state === "invited" && session.rsvp === "none") return "";
  const { says, look } = STANDS[standing.state];
  return html` <b class="badge ${look}">${says}</b>`;
};

/** The sessions of a student that lie ahead, and of those that are over the ones they said something of. */
export const sessionList = ({ time, now }: Desk, theirs: readonly TheirSession[]): Html | "" => {
  const shown = theirs.filter(({ session, standing }) => session.endsAt > now() || standing.state !== "invited");
  if (shown.length === 0) return "";
  const row = (one: TheirSession) => html`<li>
    <p><a href="${sessionPage(one.session.id)}">${one.session.title}</a>${badge(one)}</p>
    <p class="quiet">${time.both(one.session.startsAt)}</p></li>`;
  return html`<section id="sessions" data-live class="panel"><h2>Sessions</h2>
    <ul class="tasks">${shown.map(row)}</ul></section>`;
};
