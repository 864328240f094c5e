import { html } from "hono/html";
import { nameOrNumber } from "#domain/people/greeting.ts";
import type { Standing } from "#domain/sessions/guest-list.ts";
import type { SessionGuest } from "#office/calendar/one-session.ts";
import { counted } from "../../kit/counted.ts";
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

/** As many ticks as are shown without being asked for: of all, and of those who are looked for first. */
const [FEW, FEW_EXPECTED] = [30, 60];

/** Who came, to be ticked by staff; what is unticked and saved is taken back. */
export const attendanceForm = (path: string, guests: readonly SessionGuest[]): Html => html`
  <section class="panel" aria-labelledby="attendance"><h2 id="attendance">Who came</h2>
    ${guests.length === 0 ? html`<p class="quiet">Nobody was invited.</p>` : tickList(path, guests)}
  </section>`;

const EXPECTED: readonly string[] = ["going", "attended", "missed"] satisfies Standing["state"][];

/** Those who said yes or came stand open, all others behind their number. */
const tickList = (path: string, guests: readonly SessionGuest[]): Html => {
  const { expected = [], others = [] } = Object.groupBy(guests, ({ standing }) =>
    EXPECTED.includes(standing.state) ? "expected" : "others",
  );
  return html`<form method="post" action="${path}/attendance">
    ${ticks("Said yes, or came", expected, expected.length <= FEW_EXPECTED)}
    ${ticks(expected.length === 0 ? "Everybody who was invited" : "Everybody else", others, guests.length <= FEW)}
    <p class="controls"><button class="primary">Save who came</button></p>
  </form>`;
};

const ticks = (title: string, guests: readonly SessionGuest[], isOpen: boolean): Html | "" =>
  guests.length === 0
    ? ""
    : html`<details class="names" ${isOpen ? "open" : ""}><summary>${title}: ${counted(guests.length)}</summary>
    <ul class="ticks">${guests.map(
      ({ student, standing }) => html`<li><label>
        <input type="hidden" name="shown" value="${student.person}" />
        <input type="checkbox" name="came" value="${student.person}"
          ${standing.state === "attended" ? "checked" : ""} />
        ${nameOrNumber(student)}</label></li>`,
    )}</ul></details>`;
