import { html } from "hono/html";
import { nameOrNumber } from "#domain/people/greeting.ts";
import type { SessionGuest } from "#office/calendar/one-session.ts";
import type { Html } from "../../kit/html.ts";

/** The code that a room shows, or the button that makes one. */
export const roomForm = (path: string, code: string | undefined): Html => html`
  <section class="panel" aria-labelledby="room"><h2 id="room">Room code</h2>
    ${
      code === undefined
        ? html`<p>Show it in the room: who is there enters it on their own page, and counts as present. It is
          taken from 15 minutes before the session to 30 minutes after it.</p>`
        : html`<p class="lead"><strong class="code">${code}</strong></p>
          <p class="quiet">Good from 15 minutes before the session to 30 minutes after it.</p>`
    }
    <form method="post" action="${path}/room" class="controls">
      <button>${code === undefined ? "Make a code" : "Make another code"}</button>
    </form>
  </section>`;

/** Who came, to be ticked by staff; what is unticked and saved is taken back. */
export const attendanceForm = (path: string, guests: readonly SessionGuest[]): Html => html`
  <section class="panel" aria-labelledby="attendance"><h2 id="attendance">Who came</h2>
    ${guests.length === 0 ? html`<p class="quiet">Nobody was invited.</p>` : tickList(path, guests)}
  </section>`;

const tickList = (path: string, guests: readonly SessionGuest[]): Html =>
  html`<form method="post" action="${path}/attendance">
    <ul class="ticks">${guests.map(
      ({ student, standing }) => html`<li><label>
        <input type="hidden" name="shown" value="${student.person}" />
        <input type="checkbox" name="came" value="${student.person}"
          ${standing.state === "attended" ? "checked" : ""} />
        ${nameOrNumber(student)}</label></li>`,
    )}</ul>
    <p class="controls"><button class="primary">Save who came</button></p>
  </form>`;
