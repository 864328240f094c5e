import { html } from "hono/html";
import type { AnswerAsk, PossibleAnswer } from "#domain/calendar/program.ts";
import { readableDate, schoolDate } from "#domain/time/dates.ts";
import type { Html } from "../kit/html.ts";
import { answeredInPart } from "./in-part.ts";
import { nonceField, page, wayThere } from "./layout.ts";
import type { AskingVisit } from "./visit.ts";

/** Why the form comes back. `unsure`: its browser keeps no cookies. `foreign`: it came from no page of ours. */
export interface Mistake {
  what: "unanswered" | "unsure" | "foreign";
  /** The answer in it that stays chosen. */
  chosen?: string | undefined;
}

const MISTAKES: Record<Mistake["what"], string> = {
  unanswered: "Choose one of the answers, then confirm.",
  foreign: "Nothing was recorded yet. Choose your answer and confirm it here.",
  unsure: "Nothing was recorded yet, since your browser keeps no cookies for this page. Please confirm once more.",
};

const until = ({ occurrence: { closes }, now, school }: AskingVisit): Html => {
  if (closes === undefined) return html``;
  return closes < schoolDate(now, school.timeZone)
    ? html`<p class="soft">This closed on ${readableDate(closes)}. You can still confirm it here.</p>`
    : html`<p class="soft">Please finish by ${readableDate(closes)}.</p>`;
};

const choice = ({ id, label }: PossibleAnswer, isChosen: boolean, isFocused: boolean): Html =>
  html`<label class="choice"><input type="radio" name="answer"
  value="${id}" required${isChosen ? " checked" : ""}${isFocused ? " autofocus" : ""}> <span>${label}</span></label>`;

const choices = ({ answers }: AnswerAsk, mistake: Mistake | undefined): Html[] => {
  const chosen = answers.find(({ id }) => id === mistake?.chosen);
  return answers.map((answer, nth) =>
    choice(answer, answer === chosen, mistake !== undefined && (chosen ? answer === chosen : nth === 0)),
  );
};

const wrong = (mistake: Mistake | undefined): Html =>
  mistake === undefined ? html`` : html`<p class="wrong" id="mistake" role="alert">${MISTAKES[mistake.what]}</p>`;

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
${answeredInPart(visit)}
${wayThere(ask.action)}
<section>
<form method="post" action="${visit.path}" novalidate>
${nonceField(visit.nonce)}
<fieldset role="radiogroup"${described}>
<legend>${ask.question}</legend>
${wrong(mistake)}
${choices(ask, mistake)}
</fieldset>
<button class="main">Confirm my answer</button>
</form>
<p class="soft after">Looking at this page records no answer. Only your confirmation does.</p>
</section>`,
  );
};
