import { html } from "hono/html";
import { nameOrNumber } from "#domain/people/greeting.ts";
import type { CellPerson, ProgressCell } from "#office/progress/progress-cell.ts";
import type { Settling, TickedPeople } from "#office/progress/settling.ts";
import { cohortTitle } from "#office/titles.ts";
import { counted } from "../../kit/counted.ts";
import type { Html } from "../../kit/html.ts";
import type { Desk } from "../desk.ts";
import { cellPage, settlePage } from "../routes.ts";

/** The most characters of why a task is waived. */
export const LONGEST_REASON = 300;

const TITLES: Record<Settling, string> = {
  done: "Have they done it?",
  waive: "Waive it for them?",
  undo: "Take back what staff said of them?",
};

const EFFECTS: Record<Settling, string> = {
  done: "it is recorded as done by your word, and no more mails of it go to them.",
  waive: "it is waived by your word, and no more mails of it go to them.",
  undo: "it is due again, and mails that are still ahead go to them.",
};

const BUTTONS: Record<Settling, string> = { done: "Record as done", waive: "Waive", undo: "Make due again" };

const people = (count: number): string => `${counted(count)} ${count === 1 ? "student" : "students"}`;

const placeOf = ({ cohort, occurrence }: ProgressCell): string => cellPage(cohort, occurrence.id);

const back = (cell: ProgressCell): Html =>
  html`<p class="back"><a href="${placeOf(cell)}">${cell.occurrence.milestone.title}</a></p>`;

/** As many names as stand open by themselves. */
const FEW = 24;

const names = (title: string, those: readonly CellPerson[]): Html =>
  html`<details class="names" ${those.length <= FEW ? "open" : ""}><summary>${title}: ${counted(those.length)}</summary>
    <ul class="plain">${those.map(({ student }) => html`<li>${nameOrNumber(student)}</li>`)}</ul></details>`;

// What is sent along is who was shown, and how they stood: who changed since stays as they are.
const seen = (those: readonly CellPerson[], later = 0): Html[] =>
  those.map(
    ({ student, part }) => html`<input type="hidden" name="seen" value="${student.person} ${part.revision + later}" />`,
  );

/** Asks whether those who are ticked are to be settled, and says what that does. */
export const settleQuestion = (
  desk: Desk,
  cell: ProgressCell,
  settling: Settling,
  { to, left }: TickedPeople,
  fault?: string,
): Html => html`${back(cell)}
  <h1>${TITLES[settling]}</h1>
  <section class="panel">
    <h2>${cell.occurrence.milestone.title}</h2>
    <p class="lead">${cohortTitle(desk.program, cell.cohort)}</p>
    ${to.length === 0 ? nobody(cell, left) : question(cell, settling, to, fault)}
    ${left.length > 0 && to.length > 0 ? names("Left as they are, since it would change nothing", left) : ""}
  </section>`;

const nobody = (cell: ProgressCell, left: readonly CellPerson[]): Html =>
  html`<p>${
    left.length === 0
      ? "Nobody is ticked. Tick somebody in the list first."
      : "It would change nothing for any of them."
  }</p><p class="controls"><a class="button" href="${placeOf(cell)}">Back to the list</a></p>`;

const question = (
  cell: ProgressCell,
  settling: Settling,
  to: readonly CellPerson[],
  fault: string | undefined,
): Html => html`<p>${people(to.length)}: ${EFFECTS[settling]} It can be taken back.</p>
  ${fault === undefined ? "" : html`<p class="wrong" role="alert" id="fault">${fault}</p>`}
  <form method="post" action="${settlePage(cell.cohort, cell.occurrence.id)}">
    ${seen(to)}
    ${settling === "waive" ? reasonField(fault) : ""}
    <p class="controls"><button class="primary" name="do" value="${settling}">${BUTTONS[settling]}</button>
      <a class="button" href="${placeOf(cell)}">Leave it</a></p>
  </form>
  ${names("Who", to)}`;

const reasonField = (fault: string | undefined): Html => html`<p><label for="reason">Why, for whoever asks later</label>
  <input id="reason" name="reason" required maxlength="${LONGEST_REASON}" ${
    fault === undefined ? "" : html`aria-invalid="true" aria-describedby="fault"`
  } /></p>`;

const DONE: Record<Settling, string> = { done: "recorded as done", waive: "waived", undo: "due again" };

/** What came of it, and the way to take it back. */
export const settledPage = (
  cell: ProgressCell,
  settling: Settling,
  changed: readonly CellPerson[],
  meanwhile: number,
): Html => html`${back(cell)}
  <h1>${changed.length === 0 ? "Nothing was changed" : `${people(changed.length)}: ${DONE[settling]}`}</h1>
  ${
    meanwhile > 0
      ? html`<p role="status">${people(meanwhile)} stood otherwise by then: somebody settled it meanwhile. They stay as
        they are; look at them again.</p>`
      : ""
  }
  ${changed.length === 0 || settling === "undo" ? "" : takeBack(cell, changed)}
  <p class="controls"><a class="button" href="${placeOf(cell)}">Back to the list</a></p>`;

const takeBack = (cell: ProgressCell, changed: readonly CellPerson[]): Html =>
  html`<form method="post" action="${settlePage(cell.cohort, cell.occurrence.id)}" class="controls">
    ${seen(changed, 1)}<button name="do" value="undo">Take it back</button></form>`;
