import { html } from "hono/html";
import { cohortOf } from "#domain/people/cohort.ts";
import type { Student } from "#domain/people/student.ts";
import type { Standing } from "#domain/sessions/guest-list.ts";
import type { SortedSessions, TheirSession } from "#office/students/their-sessions.ts";
import { counted } from "../../kit/counted.ts";
import type { Html } from "../../kit/html.ts";
import { addressOf } from "../calendar/asked.ts";
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

const rowOf = ({ time }: Desk, one: TheirSession, says: Html | ""): Html => html`<li>
  <p><a href="${sessionPage(one.session.id)}">${one.session.title}</a>${says}</p>
  <p class="quiet">${time.both(one.session.startsAt)}</p></li>`;

/** What a student is invited to, the first of what comes after, and what is over of which they said something. */
export const sessionList = (
  desk: Desk,
  student: Student,
  { current, next, later, over }: SortedSessions,
): Html | "" => {
  if (current.length + next.length + over.length === 0) return "";
  const known = (theirs: readonly TheirSession[]) => theirs.map((one) => rowOf(desk, one, badge(one)));
  const ahead = next.map((one) =>
    rowOf(desk, one, html` <span class="quiet">invites ${desk.time.plainDate(desk.time.day(one.invitedFrom))}</span>`),
  );
  const calendar = addressOf({ month: desk.time.day(desk.now()).slice(0, 7), cohort: cohortOf(student), view: "list" });
  return html`<section id="sessions" data-live class="panel"><h2>Sessions</h2>
    ${current.length === 0 ? html`<p class="quiet">Invited to nothing that lies ahead.</p>` : ""}
    <ul class="tasks">${known(current)}</ul>
    ${next.length === 0 ? "" : html`<h3>Not invited yet</h3><ul class="tasks">${ahead}</ul>`}
    <p class="quiet">${later === 0 ? "" : `${counted(later)} more come later. `}<a href="${calendar}">The calendar of
      their class</a></p>
    ${
      over.length === 0
        ? ""
        : html`<details><summary>Over: ${counted(over.length)}</summary><ul class="tasks">${known(over)}</ul></details>`
    }</section>`;
};
