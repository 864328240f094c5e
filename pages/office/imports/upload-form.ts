import { html } from "hono/html";
import type { Program } from "#domain/calendar/program.ts";
import { firstStateOf, leadsTo } from "#domain/parts/task-states.ts";
import type { SessionTitles } from "#office/mails/sent-mails.ts";
import type { Html } from "../../kit/html.ts";
import { addStudentPage, UPLOADING } from "../routes.ts";

const fileField = (name: string): Html => html`<label class="field" for="${name}">File (CSV or Excel, at most 4 MB)
  <input id="${name}" type="file" name="file" accept=".csv,.xlsx" required /></label>`;

const form = (as: Html, name: string): Html =>
  html`<form method="post" action="${UPLOADING}" enctype="multipart/form-data">${as}${fileField(name)}
    <p class="controls"><button class="primary">Upload</button></p></form>`;

const rosterForm = form(
  html`<label class="field" for="as">What it is
    <select id="as" name="as">
      <option value="desk">Students that changed or are new, sessions, or people with roles</option>
      <option value="complete">A roster that names everybody: who is missing is held</option>
    </select></label>`,
  "roster-file",
);

/** What lists can show of a milestone. */
const listable = ({ milestones }: Program): Program["milestones"] =>
  milestones.filter(
    ({ ask }) => ask && leadsTo(ask.type, { from: firstStateOf(ask.type), to: "verified", by: "witness" }),
  );

const evidenceForm = (program: Program): Html =>
  form(
    html`<input type="hidden" name="as" value="evidence" />
      <label class="field" for="milestone">Who did what
        <select id="milestone" name="milestone">${listable(program).map(
          ({ id, title }) => html`<option value="${id}">${title}</option>`,
        )}</select></label>`,
    "evidence-file",
  );

/** By which a list of who came goes in: to one of some sessions, or to the one that is given. */
export const attendanceUpload = (sessions: SessionTitles, only?: string): Html =>
  form(
    html`<input type="hidden" name="as" value="attendance" />
      ${
        only === undefined
          ? html`<label class="field" for="session">Who came to which session
            <select id="session" name="session">${[...sessions].map(
              ([id, title]) => html`<option value="${id}">${title}</option>`,
            )}</select></label>`
          : html`<input type="hidden" name="session" value="${only}" />`
      }`,
    "attendance-file",
  );

/** The ways by which files go in, with what becomes of each. */
export const uploadPanel = (program: Program, sessions: SessionTitles): Html => html`<section class="panel"
  aria-labelledby="upload"><h2 id="upload">Upload</h2>
  <p>A roster waits until you have seen what it changes, and said yes. Sessions and people with roles, which their
    header tells from one, count at once.</p>
  ${rosterForm}
  <p class="controls"><a href="${addStudentPage}">Add a single student by a form</a></p>
  <details><summary>A list of who did something, or who came</summary>
    <p class="quiet">It counts at once, with a report of what came of each line.</p>
    <div class="cards"><div>${evidenceForm(program)}</div>
      ${sessions.size === 0 ? "" : html`<div>${attendanceUpload(sessions)}</div>`}</div>
  </details></section>`;
