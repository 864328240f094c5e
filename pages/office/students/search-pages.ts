import type { Hono } from "hono";
import { html } from "hono/html";
import type { Student } from "#domain/people/student.ts";
import { counted } from "../../kit/counted.ts";
import type { Html } from "../../kit/html.ts";
import { answer } from "../answer.ts";
import type { Desk } from "../desk.ts";
import { LONGEST_TERM, SEARCHING, STAFF_PAGES, studentPage } from "../routes.ts";
import { personRow } from "./person-row.ts";

const { path } = STAFF_PAGES.students;
const SEARCHED = { path, title: "Find a student" };
const MOST_SHOWN = 30;

/** The routes of the search in the head of every page: one who is found is led to, several are listed. */
export const searchPages = (app: Hono, desk: Desk): void => {
  app.get(SEARCHING, (context) => answer(context, desk, SEARCHED, ASKED));
  app.post(SEARCHING, async (context) => {
    const given = (await context.req.parseBody()).term;
    const term = typeof given === "string" ? given.trim() : "";
    if (term === "" || term.length > LONGEST_TERM) return answer(context, desk, { ...SEARCHED, status: 400 }, ASKED);
    const { listed } = await desk.office.students({ q: term, cohort: "", unanswered: "", held: false });
    const [only, ...others] = listed;
    if (only !== undefined && others.length === 0) return context.redirect(studentPage(only.person), 303);
    return answer(context, desk, SEARCHED, found(desk, term, listed));
  });
};

const ASKED = html`<h1>Find a student</h1>
  <p>Write a part of a name, a number or an address into the field at the top of the page.</p>`;

const found = (desk: Desk, term: string, students: readonly Student[]): Html => {
  if (students.length === 0)
    return html`<h1>Nobody found</h1>
      <p>No student here has “${term}” in their name, number or address. A part of it finds more, such as the last
        name alone. <a href="${path}">All students</a></p>`;
  const more = students.length - MOST_SHOWN;
  return html`<h1>${counted(students.length)} students found</h1>
    <p class="quiet count">“${term}”${
      more > 0 ? `, the first ${MOST_SHOWN}: write more of it to see the others` : ""
    }</p>
    <ul class="people">${students.slice(0, MOST_SHOWN).map((student) => personRow(desk, student))}</ul>`;
};
