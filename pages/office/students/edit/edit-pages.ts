import type { Context, Hono } from "hono";
import { html } from "hono/html";
import type { Program } from "#domain/calendar/program.ts";
import { nameOrNumber } from "#domain/people/greeting.ts";
import type { Student } from "#domain/people/student.ts";
import { FORM_COLUMNS, type FormValues, studentRow, valuesOf } from "#office/imports/student-row.ts";
import type { Html } from "../../../kit/html.ts";
import { answer } from "../../answer.ts";
import type { Desk } from "../../desk.ts";
import { upload } from "../../imports/upload-pages.ts";
import { addStudentPage, correctStudentPage, STAFF_PAGES, studentPage } from "../../routes.ts";
import { studentFields } from "./student-form.ts";

const { path } = STAFF_PAGES.students;
const LONGEST_FIELD = 300;
const UNCHANGED = "The form says nothing new. Change a field first.";
const NUMBER_FIRST = "Say at least their number.";
const TOO_LONG = "A field is longer than any name or address. Shorten it.";

const WINS = html`<p class="quiet">It is judged like a roster of one row: you see what it changes, and of what it makes
  doubtful, before you say yes. The next roster that names them wins, column by column, where it says otherwise; a cell
  that is blank there leaves what stands here.</p>`;

const formIn = async (context: Context): Promise<FormValues> => {
  const form = await context.req.parseBody();
  return Object.fromEntries(
    FORM_COLUMNS.flatMap((column) => {
      const value = form[column];
      return typeof value === "string" ? [[column, value.trim()]] : [];
    }),
  );
};

const isTooLong = (said: FormValues): boolean => Object.values(said).some((value) => value.length > LONGEST_FIELD);

/** The routes by which a single student is added or corrected. */
export const editPages = (app: Hono, desk: Desk): void => {
  adding(app, desk);
  correcting(app, desk);
};

const adding = (app: Hono, desk: Desk): void => {
  const title = "Add a student";
  const shown = (context: Context, said: FormValues, fault?: string) =>
    answer(context, desk, { path, title, ...(fault && { status: 400 as const }) }, addPage(desk.program, said, fault));
  app.get(addStudentPage, (context) => shown(context, {}));
  app.post(addStudentPage, async (context) => {
    const said = await formIn(context);
    if (isTooLong(said)) return shown(context, {}, TOO_LONG);
    if (!said.student_id) return shown(context, said, NUMBER_FIRST);
    const file = studentRow(said);
    return file ? upload(context, desk, file) : shown(context, said, UNCHANGED);
  });
};

const correcting = (app: Hono, desk: Desk): void => {
  const route = `${path}/:key/correct`;
  const shown = (context: Context, student: Student, said: FormValues, fault?: string) => {
    const of = { path, title: "Correct a student", ...(fault && { status: 400 as const }) };
    return answer(context, desk, of, correctPage(desk.program, student, said, fault));
  };
  const find = async (context: Context) => (await desk.office.student(context.req.param("key") ?? ""))?.student;
  app.get(route, async (context) => {
    const student = await find(context);
    return student ? shown(context, student, valuesOf(student)) : context.notFound();
  });
  app.post(route, async (context) => {
    const student = await find(context);
    if (student === undefined) return context.notFound();
    const before = valuesOf(student);
    const said = { ...before, ...(await formIn(context)), student_id: student.schoolId };
    if (isTooLong(said)) return shown(context, student, before, TOO_LONG);
    const file = studentRow(said, before);
    return file ? upload(context, desk, file) : shown(context, student, said, UNCHANGED);
  });
};

const fields = (program: Program, action: string, said: FormValues, isNew: boolean, fault?: string): Html =>
  html`<form method="post" action="${action}" class="panel">
    ${fault === undefined ? "" : html`<p class="fault" role="alert">${fault}</p>`}
    ${studentFields(program, said, isNew)}${WINS}
    <p class="controls"><button class="primary">See what it changes</button></p></form>`;

const addPage = (program: Program, said: FormValues, fault?: string): Html => html`<p class="back"><a
  href="${path}">All students</a></p><h1>Add a student</h1>${fields(program, addStudentPage, said, true, fault)}`;

const correctPage = (program: Program, student: Student, said: FormValues, fault?: string): Html => html`
  <p class="back"><a href="${studentPage(student.person)}">${nameOrNumber(student)}</a></p>
  <h1>Correct what is known of ${nameOrNumber(student)}</h1>
  ${fields(program, correctStudentPage(student.person), said, false, fault)}`;
