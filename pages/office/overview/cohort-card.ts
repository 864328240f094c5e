import { html } from "hono/html";
import type { CohortFigures, SurveyProgress } from "#office/progress/cohort-figures.ts";
import { counted } from "../../kit/counted.ts";
import type { Html } from "../../kit/html.ts";
import type { Desk } from "../desk.ts";
import { unansweredPage } from "../routes.ts";

/** One cohort: its phases, how its surveys stand, and what comes next. */
export const cohortCard = (figures: CohortFigures, desk: Desk): Html => {
  const { cohort, track, title, students, phases, surveys, next } = figures;
  const { time } = desk;
  return html`<article class="card">
    <header>
      <div><p class="eyebrow">${track}</p><h3>${title}</h3></div>
      <p>${counted(students)} ${students === 1 ? "student" : "students"}</p></header>
    <ul class="chips">${phases.map(
      (phase) => html`<li>${phase.title}${phases.length > 1 ? html` <b>${counted(phase.students)}</b>` : ""}</li>`,
    )}</ul>
    ${surveys.map((survey) => surveyBar(survey, cohort, desk))}
    <p class="next">${
      next
        ? html`Next: ${next.title}, <time
          datetime="${next.opens}">${time.shortPlainDate(next.opens)}, ${next.opens.slice(0, 4)}</time>`
        : "No milestone ahead"
    }</p>
  </article>`;
};

const surveyBar = (survey: SurveyProgress, cohort: string, desk: Desk): Html => {
  const { occurrence, title, asked, completed, inPart } = survey;
  return html`<div class="standing">
    <p><span>${title}</span> <b>${counted(completed)} of ${counted(asked)}</b>${inPartToo(inPart)}</p>
    <progress max="${Math.max(asked, 1)}" value="${completed}"
      aria-label="${title}: ${completed} of ${asked} completed"></progress>
    <p><span>${closing(survey, desk)}</span>
      ${
        completed < asked
          ? html`<a href="${unansweredPage(cohort, occurrence)}"
            aria-label="Who has not answered: ${title}">Who has not answered</a>`
          : ""
      }</p>
  </div>`;
};

const inPartToo = (count: number): Html => (count === 0 ? html`` : html` <small>and ${count} in part</small>`);

const closing = ({ closes }: SurveyProgress, { now, time }: Desk): string =>
  closes === undefined ? "" : `${closes < time.day(now()) ? "closed" : "closes"} ${time.plainDate(closes)}`;
