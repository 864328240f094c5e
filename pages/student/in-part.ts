import { html } from "hono/html";
import type { Html } from "../kit/html.ts";
import { undoPath } from "../routes.ts";
import { nonceField } from "./layout.ts";
import type { AskingVisit } from "./visit.ts";
import { readableInstant } from "./when.ts";

/** What a student answered so far without being done; nothing where they did not. */
export const answeredInPart = ({ answers, ask, school }: AskingVisit): Html => {
  const given = ask.answers.filter(({ id }) => answers[id] !== undefined);
  if (given.length === 0) return html``;
  return html`<dl><dt>Your answer so far</dt>${given.map(
    ({ id, label }) =>
      html`<dd>${label} <span class="soft">(${readableInstant(answers[id] ?? "", school.timeZone)})</span></dd>`,
  )}</dl>`;
};

/** The form that takes one answer back. */
export const undoForm = ({ path, nonce }: AskingVisit, answer: string | undefined): Html => html`<form
method="post" action="${undoPath(path)}">
${nonceField(nonce)}${answer === undefined ? "" : html`<input type="hidden" name="answer" value="${answer}">`}
<button class="quiet">Undo this answer</button></form>`;
