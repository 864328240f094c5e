import { html } from "hono/html";
import { isTaskSettled } from "#domain/parts/part.ts";
import { cohortOf } from "#domain/people/cohort.ts";
import { statusOn } from "#domain/people/enrollment.ts";
import { nameOrNumber } from "#domain/people/greeting.ts";
import type { DeclinableKind } from "#domain/people/mail-kinds.ts";
import { readableAddress } from "#domain/people/readable-address.ts";
import type { Student } from "#domain/people/student.ts";
import type { School } from "#domain/time/school.ts";
import type { SessionTitles } from "#office/mails/sent-mails.ts";
import type { StudentFile, StudentTask } from "#office/students/student-file.ts";
import { sessionMoments, sortSessions, type TheirSession } from "#office/students/their-sessions.ts";
import { type Moment, timelineOf } from "#office/students/timeline.ts";
import { cohortTitle, phaseTitle } from "#office/titles.ts";
import { counted } from "../../kit/counted.ts";
import type { Html } from "../../kit/html.ts";
import { KIND_TITLES } from "../../kit/kind-titles.ts";
import type { Desk } from "../desk.ts";
import { heldPanel } from "../held/held-people.ts";
import { pausePanel } from "../held/pause-student.ts";
import { choiceBackPage, mailPage, STAFF_PAGES, sessionPage, studentItemPage, studentLinkPage } from "../routes.ts";
import { whyForm } from "./item/item-page.ts";
import { ownNameFact } from "./reach/own-name.ts";
import { addressState } from "./reach/retry-address.ts";
import { sessionList } from "./session-list.ts";
import { studentDeeds } from "./student-deeds.ts";

/** What belongs beside a student's file. `others`: who may be the same person. */
interface BesideFile {
  others: readonly Student[];
  sessions: readonly TheirSession[];
}

/** One student: who they are, and everything that happened and will. */
export const studentPage = (desk: Desk, file: StudentFile, { others, sessions }: BesideFile): Html => {
  const { student, tasks, declined } = file;
  const sorted = sortSessions(sessions, desk.now());
  const more = [...(desk.history?.(student) ?? []), ...sessionMoments(sorted, desk.now())];
  const moments = timelineOf(desk.program, file, desk.now(), more);
  return html`<p class="back"><a href="${STAFF_PAGES.students.path}">All students</a></p>
    <h1>${nameOrNumber(student)}</h1>
    ${heldPanel(desk, student, others)}${pausePanel(desk, student)}
    <div class="columns">
      <section id="timeline" data-live><h2>Timeline</h2>${timeline(desk, moments, sessions)}</section>
      <div class="aside">
        <section id="facts" data-live class="panel"><h2>Facts</h2>${facts(desk, student, declined)}
          ${studentDeeds(student)}</section>
        <section id="tasks" data-live class="panel"><h2>Milestones</h2>
          ${whyForm(desk.program, student)}
          <ul class="tasks">${tasks.map((task) => taskRow(desk, student, task))}</ul></section>
        ${sessionList(desk, student, sorted)}
      </div>
    </div>`;
};

const facts = (
  { program, time, now, overviewPanel }: Desk,
  student: Student,
  declined: readonly DeclinableKind[],
): Html => html`<dl class="facts">
  <div><dt>Phase</dt><dd>${phaseTitle(program, student)}</dd></div>
  <div><dt>Cohort</dt><dd>${cohortTitle(program, cohortOf(student))}</dd></div>
  <div><dt>Entered</dt><dd>${student.anchors.matriculation}</dd></div>
  <div><dt>Society</dt><dd>${student.society}</dd></div>
  <div><dt>Status</dt><dd>${statusOn(student, time.day(now()))}</dd></div>
  ${leave(time, student)}
  <div><dt>Address</dt><dd>${readableAddress(student.email)}${addressState(time, student)}</dd></div>
  ${ownNameFact(time, student)}
  <div><dt>Number</dt><dd>${student.schoolId}</dd></div>
  ${
    declined.length === 0
      ? ""
      : html`<div><dt>Declined mails</dt><dd>${declined.map(
          (kind) => html`<div>${KIND_TITLES[kind]} <a class="button small"
            href="${choiceBackPage(student.person, kind)}">They want these again …</a></div>`,
        )}</dd></div>`
  }
  <div><dt>In the roster since</dt><dd>${time.plainDate(student.joinedOn)}</dd></div>
</dl>${overviewPanel ? BY_ROSTER : byOffice(program.school)}`;

const BY_ROSTER = html`<p class="quiet">Something is wrong here? Correct it in the roster and upload that on the page
  “Today”; the row of column names and this one student’s row are enough.</p>`;

// Where no roster can be uploaded beside the pages.
const byOffice = ({ office: { name, email } }: School): Html =>
  html`<p class="quiet">Something is wrong here? ${name} corrects it: <a href="mailto:${email}">${email}</a></p>`;

const leave = (time: Desk["time"], { leaveFrom, leaveUntil }: Student): Html | string => {
  const from = leaveFrom && `from ${time.plainDate(leaveFrom)}`;
  const until = leaveUntil && `until ${time.plainDate(leaveUntil)}`;
  return from || until ? html`<div><dt>Leave</dt><dd>${[from, until].filter(Boolean).join(" ")}</dd></div>` : "";
};

const taskRow = (desk: Desk, student: Student, { occurrence, part }: StudentTask): Html => {
  const { time, now, linkTo } = desk;
  const { milestone, id, opens, closes } = occurrence;
  const link =
    part &&
    linkTo &&
    html` <a href="${studentLinkPage(student.person, id)}" target="_blank" rel="noopener">Open their page</a>`;
  const dates = closes ? `${time.plainDate(opens)} to ${time.plainDate(closes)}` : time.plainDate(opens);
  const isClosed = closes !== undefined && closes < time.day(now());
  const item = studentItemPage(student.person, id);
  return html`<li><p><a href="${item}">${milestone.title}</a>${stateBadge({ occurrence, part }, isClosed)}</p>
    <p class="quiet">${dates}${link}</p></li>`;
};

/** How a student's part stands; what is due and has closed is late, and what closed before they came never asked. */
const stateBadge = ({ occurrence, part }: StudentTask, isClosed: boolean): Html | "" => {
  if (isTaskSettled(part)) return html` <b class="badge good">done</b>`;
  if (part?.task && isClosed) return html` <b class="badge bad">not done</b>`;
  if (part?.task?.answers) return html` <b class="badge due">due, answered in part</b>`;
  if (part?.task) return html` <b class="badge due">due</b>`;
  if (part !== undefined) return html` <b class="badge">told</b>`;
  return occurrence.milestone.ask && !isClosed ? html` <b class="badge">asks</b>` : "";
};

/** As much of what is planned as is shown without being asked for. */
const AHEAD = 8;

const timeline = (desk: Desk, moments: readonly Moment[], sessions: BesideFile["sessions"]): Html => {
  const titles = new Map(sessions.map(({ session: { id, title } }) => [id, title]));
  const now = desk.now();
  const past = moments.filter(({ kind }) => kind !== "ahead");
  const ahead = moments.filter(({ kind }) => kind === "ahead");
  const later = ahead.slice(AHEAD);
  return html`<ol class="timeline">
    ${past.map((moment) => momentRow(desk, moment, titles))}
    <li class="today"><time datetime="${now}">${desk.time.both(now)}</time><p>Now</p></li>
    ${ahead.slice(0, AHEAD).map((moment) => momentRow(desk, moment, titles))}
  </ol>${
    later.length === 0
      ? ""
      : html`<details><summary>Planned later: ${counted(later.length)}</summary>
    <ol class="timeline">${later.map((moment) => momentRow(desk, moment, titles))}</ol></details>`
  }`;
};

const KINDS: Record<Moment["kind"], string> = {
  phase: "Phase",
  mail: "Mail",
  answer: "Answer",
  advisor: "Advisor",
  seen: "Seen",
  missed: "Note",
  ahead: "Planned",
};

const momentRow = ({ time }: Desk, { at, kind, what, messageId, session }: Moment, titles: SessionTitles): Html => {
  const place = session === undefined ? undefined : sessionPage(session);
  const main = messageId === undefined ? place : mailPage(messageId);
  const also = messageId && place ? html` · <a href="${place}">${titles.get(session ?? "") ?? "the session"}</a>` : "";
  const text = main === undefined ? html`${what}` : html`<a href="${main}">${what}</a>${also}`;
  return html`<li class="${kind}"><time datetime="${at}">${time.both(at)}</time>
    <p><span>${KINDS[kind]}</span> ${text}</p></li>`;
};
