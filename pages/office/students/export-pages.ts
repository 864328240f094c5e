import type { Hono } from "hono";
import { html } from "hono/html";
import type { StudentExport } from "#office/students/export-student.ts";
import type { Html } from "../../kit/html.ts";
import { answer } from "../answer.ts";
import type { Desk } from "../desk.ts";
import { exportData, STAFF_PAGES, studentPage } from "../routes.ts";

const { path } = STAFF_PAGES.students;

/** The routes of everything on record of a student: a page to read and print, and the same as data. */
export const exportPages = (app: Hono, desk: Desk): void => {
  const { office } = desk;
  app.get(`${path}/:key/export`, async (context) => {
    const key = context.req.param("key");
    const file = await office.student(key);
    if (file === undefined) return context.notFound();
    const all = await office.exportStudent(file);
    return answer(context, desk, { path, title: "All that is on record" }, exportedPage(desk, key, all));
  });
  app.get(`${path}/:key/export/student.json`, async (context) => {
    const file = await office.student(context.req.param("key"));
    if (file === undefined) return context.notFound();
    return context.body(`${JSON.stringify(await office.exportStudent(file), null, 2)}\n`, 200, {
      "content-type": "application/json; charset=utf-8",
      "content-disposition": 'attachment; filename="student.json"',
    });
  });
};

const exportedPage = ({ time }: Desk, key: string, { at, school, chapters }: StudentExport): Html => html`
  <p class="back"><a href="${studentPage(key)}">The student’s page</a></p>
  <h1>All that is on record</h1>
  <p class="lead">At ${school}, as of ${time.both(at)}. Marks of deans are not in it, nor
    is the specialty that they lean to, unless a dean gathers it, nor notes that advisors keep for themselves.
    <a class="button" href="${exportData(key)}">Download as JSON</a></p>
  ${chapters.map(
    ({ title, lines }) =>
      html`<section class="panel"><h2>${title}</h2>${
        lines.length === 0
          ? html`<p class="quiet">Nothing.</p>`
          : html`<dl class="facts wide">${lines.map(
              ({ what, says }) => html`<div><dt>${what}</dt><dd>${says}</dd></div>`,
            )}</dl>`
      }</section>`,
  )}`;
