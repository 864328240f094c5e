import { html } from "hono/html";
import type { Html } from "../kit/html.ts";
import { nonceField } from "../student/layout.ts";
import type { GuestVisit } from "./guest-visit.ts";

/** The longest text that a guest may give of what they eat. */
export const LONGEST_DIETARY = 300;

const guestsField = ({ brings, standing }: GuestVisit): Html => {
  const now = standing.guests.seated + standing.guests.waiting;
  const numbers = Array.from({ length: brings.most + 1 }, (_, nth) => nth);
  return brings.most === 0
    ? html``
    : html`<p class="field"><label for="guests">How many guests do you bring?</label>
<select id="guests" name="guests">${numbers.map(
        (nth) => html`<option value="${nth}"${nth === now ? " selected" : ""}>${nth === 0 ? "none" : nth}</option>`,
      )}</select></p>`;
};

const dietaryField = ({ brings, dietary }: GuestVisit): Html =>
  brings.dietary
    ? html`<p class="field"><label for="dietary">What do you ${brings.most === 0 ? "" : "and your guests "}not eat?
<span class="soft">Seen by who runs the session alone, and deleted the day after it.</span></label>
<input type="text" id="dietary" name="dietary" maxlength="${LONGEST_DIETARY}" autocomplete="off"
value="${dietary}"></p>`
    : html``;

const button = (answer: "yes" | "no", label: string, look: "main" | "" = ""): Html =>
  html`<button name="answer" value="${answer}"${look === "" ? "" : html` class="${look}"`}>${label}</button>`;

const buttonsOf = (visit: GuestVisit): Html => {
  const { standing, brings, counts } = visit;
  const isIn = standing.state === "going" || standing.state === "waiting";
  const isFull = counts.free !== undefined && (counts.free === 0 || counts.waiting > 0);
  if (!isIn) {
    const yes = button("yes", isFull ? "Put me on the wait list" : "Yes, I will come", "main");
    return html`${yes}${standing.state === "declined" ? "" : button("no", "No, I cannot come")}`;
  }
  const asks = brings.most > 0 || brings.dietary;
  return html`${asks ? button("yes", "Save this", "main") : ""}${button("no", "I cannot come after all")}`;
};

/** The form by which a guest says yes or no, or changes their mind. */
export const answerForm = (visit: GuestVisit): Html =>
  visit.takesAnswers
    ? html`<form method="post" action="${visit.path}">${nonceField(visit.nonce)}
${guestsField(visit)}${dietaryField(visit)}
<div class="answers">${buttonsOf(visit)}</div></form>
<p class="soft after">Looking at this page says nothing. Only your button does.</p>`
    : html``;

/** The form that takes the code which the room shows, while it does. */
export const codeForm = (visit: GuestVisit): Html =>
  visit.isRoomOpen && visit.standing.state !== "attended"
    ? html`<section><h2>Are you there?</h2>
<form method="post" action="${visit.path}">${nonceField(visit.nonce)}
<p class="field"><label for="code">Type the code that the room shows.</label>
<input type="text" id="code" name="code" required maxlength="12" autocomplete="off" autocapitalize="characters"
spellcheck="false"></p>
<button class="main">I am here</button></form></section>`
    : html``;
