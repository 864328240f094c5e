import { html } from "hono/html";
import type { AnswerAsk } from "#domain/calendar/program.ts";
import { readableDate, schoolDate } from "#domain/time/dates.ts";
import type { Html } from "../kit/html.ts";
import { nonceField, page, wayThere } from "./layout.ts";
import type { AskingVisit } from "./visit.ts";

/** What stands above the question when the form comes back: `unanswered`, or sent from a page that was not fresh. */
export type Mistake = "unanswered" | "stale";

const MISTAKES: Record<Mistake, string> = {
  unanswered: "Choose one of the answers, then confirm.",
  stale:
    "Nothing was recorded yet, because this page was not fresh. Choose your answer and confirm once more. If this " +
    "keeps happening, allow cookies for this page.",
};

const until = ({ occurrence: { closes }, now, school }: AskingVisit): Html => {
  if (closes === undefined) return html``;
  return closes < schoolDate(now, school.timeZone)
    ? html`<p class="soft">This closed on ${readableDate(closes)}. You can still confirm it here.</p>`
    : html`<p class="soft">Please finish by ${readableDate(closes)}.</p>`;
};

const choice = ({ id, label }: AnswerAsk["answers"][number], first: boolean): Html =>
  html`<label class="choice"><input type="radio" name="answer"
  value="${id}" required${first ? " autofocus" : ""}> <span>${label}</span></label>`;

const wrong = (mistake: Mistake | undefined): Html =>
  mistake === undefined ? html`` : html`<p class="wrong" id="mistake" role="alert">${MISTAKES[mistake]}</p>`;

/** The page that a survey's mail leads to: what is asked and why, the way there, and one question to confirm it. */
export const surveyPage = (visit: AskingVisit, mistake?: Mistake): Html => {
  const { ask, occurrence, school } = visit;
  const title = occurrence.milestone.title;
  const described = mistake === undefined ? html`` : html` aria-describedby="mistake" aria-invalid="true"`;
  return page(
    school,
    mistake === undefined ? title : `Not recorded yet: ${title}`,
    html`<h1>${title}</h1>
<p>${ask.explanation}</p>
${until(visit)}
<p>${wayThere(ask.action)}</p>
<section>
<form method="post" action="${visit.path}" novalidate>
${nonceField(visit.nonce)}
<fieldset role="radiogroup"${described}>
<legend>${ask.question}</legend>
${wrong(mistake)}
${ask.answers.map((answer, nth) => choice(answer, nth === 0 && mistake !== undefined))}
</fieldset>
<button class="main">Confirm my answer</button>
</form>
<p class="soft after">Looking at this page records no answer. Only your confirmation does.</p>
</section>`,
  );
};
