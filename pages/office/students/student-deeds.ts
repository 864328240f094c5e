import { html } from "hono/html";
import { doubtsOf, isPause } from "#domain/people/held.ts";
import type { Student } from "#domain/people/student.ts";
import type { Html } from "../../kit/html.ts";
import {
  correctStudentPage,
  erasePage,
  exportPage,
  notePage,
  pauseStudentPage,
  recordsPage,
  theirMailsPage,
} from "../routes.ts";

const NOBODY_ELSE = { actor: "", action: "", day: "" };

/** What staff can do about a student, each with the question that comes first; who may not is not offered it. */
export const studentDeeds = (student: Student): Html => {
  const isPaused = doubtsOf(student).some(isPause);
  const key = student.person;
  return html`<p class="controls">
    ${isPaused ? "" : html`<a class="button" href="${pauseStudentPage(key)}">Pause their mails …</a>`}
    <a class="button" href="${correctStudentPage(key)}">Correct …</a>
    <a class="button" href="${notePage(key)}">My note</a>
    <a class="button" href="${theirMailsPage(key)}">Mails they got</a>
    <a class="button" href="${recordsPage({ ...NOBODY_ELSE, student: key })}">What was done about them</a>
    <a class="button" href="${exportPage(key)}">All that is on record</a>
    ${student.status === "graduated" ? html`<a class="button" href="${erasePage(key)}">Erase them …</a>` : ""}
  </p>`;
};
