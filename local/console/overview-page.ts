import { html } from "hono/html";
import { type Mailing, mailingName } from "#domain/mail/mailing.ts";
import type { DeliveredMail } from "../system.ts";
import { type Coming, comingUp } from "./coming.ts";
import { type CohortFigures, cohortFigures, mailText } from "./figures.ts";
import type { Desk, Piece } from "./layout.ts";
import { pausePath } from "./pause-question.ts";
import { pausedNotice } from "./paused-mailings.ts";
import { unknownNotice } from "./unknown-mails.ts";
import { mailsByWeek } from "./week-chart.ts";

const COMING = 7;
const LATEST = 5;

/** The first page: cohorts, what comes next, the latest mails, and the year so far. */
export const overviewPage = async (desk: Desk): Promise<Piece> => {
  const [cohorts, coming] = await Promise.all([cohortFigures(desk), comingUp(desk, COMING)]);
  const paused = new Set((await desk.system.pausedMailings()).map(mailingName));
  return html`<h1 class="sr-only">Overview</h1>
    <section id="paused" data-live aria-label="Paused mailings">${await pausedNotice(desk)}</section>
    <section id="unknown" data-live aria-label="Mails that may not have gone out">${await unknownNotice(desk)}</section>
    <div class="columns">
      <div class="main-side">
        <section id="cohorts" data-live>
          <h2>Cohorts</h2>
          <div class="cards">${cohorts.map((cohort) => cohortCard(cohort, desk))}</div>
        </section>
        <section id="weeks" data-live class="panel"><h2>Mails by week</h2>${mailsByWeek(desk)}</section>
      </div>
      <div class="aside">
        <section id="coming" data-live class="panel"><h2>Coming up</h2>${comingList(coming, paused, desk)}</section>
        <section id="latest" data-live class="panel"><h2>Latest mails</h2>${latestMails(desk)}</section>
        ${rosterPanel()}
      </div>
    </div>`;
};

const cohortCard = (figures: CohortFigures, desk: Desk): Piece => {
  const { cohort, track, title, students, phases, standings, next } = figures;
  const { time } = desk;
  return html`<article class="card">
    <header><div><p class="eyebrow">${track}</p><h3>${title}</h3></div><p>${students} ${students === 1 ? "student" : "students"}</p></header>
    <ul class="chips">${phases.map((phase) => html`<li>${phase.title}${phases.length > 1 ? html` <b>${phase.students}</b>` : ""}</li>`)}</ul>
    ${standings.map((standing) => standingBar(standing, cohort, desk))}
    <p class="next">${next ? html`Next: ${next.title}, <time datetime="${next.opens}">${time.shortDate(`${next.opens}T12:00:00Z`)}, ${next.opens.slice(0, 4)}</time>` : "No milestone ahead"}</p>
  </article>`;
};

type Standing = CohortFigures["standings"][number];

const standingBar = (standing: Standing, cohort: string, desk: Desk): Piece => {
  const { occurrence, title, asked, completed } = standing;
  const waiting = new URLSearchParams({ cohort, unanswered: occurrence });
  return html`<div class="standing">
    <p><span>${title}</span> <b>${completed} of ${asked}</b></p>
    <progress max="${Math.max(asked, 1)}" value="${completed}" aria-label="${title}: ${completed} of ${asked} completed"></progress>
    <p><span>${closing(standing, desk)}</span> ${completed < asked ? html`<a href="/students?${waiting}" aria-label="Who has not answered: ${title}">Who has not answered</a>` : ""}</p>
  </div>`;
};

const closing = ({ closes }: Standing, { system, time }: Desk): string =>
  closes === undefined ? "" : `${closes < time.day(system.now()) ? "closed" : "closes"} ${time.plainDate(closes)}`;

const comingList = (coming: readonly Coming[], paused: ReadonlySet<string>, { time }: Desk): Piece =>
  coming.length === 0
    ? html`<p class="quiet">Nothing more is planned for anybody.</p>`
    : html`<ol class="coming">${coming.map(
        ({ at, what, students, isFewer, run }) => html`<li>
          <time datetime="${at}">${time.shortDate(at)}<span>${time.day(at).slice(0, 4)}, ${time.time(at)}</span></time>
          <p>${what}<span>${isFewer ? "up to " : ""}${students} ${students === 1 ? "student" : "students"}${run && pausing(run, what, paused)}</span></p>
        </li>`,
      )}</ol>`;

const pausing = (run: Mailing, what: string, paused: ReadonlySet<string>): Piece =>
  paused.has(mailingName(run))
    ? html` · <a href="/failures#paused">paused</a>`
    : html` · <a href="${pausePath(run)}" aria-label="Pause … ${what}">Pause …</a>`;

const latestMails = ({ system, program, time }: Desk): Piece => {
  const latest = system.mails().slice(-LATEST).reverse();
  if (latest.length === 0) return html`<p class="quiet">No mail has gone out yet.</p>`;
  const row = ({ messageId, subject, to, sentAt, tags }: DeliveredMail) => html`<li>
    <a href="/mails/${encodeURIComponent(messageId)}">${subject}</a>
    <p>${to}<span>${mailText(program, tags)} · ${time.shortDate(sentAt)}</span></p>
  </li>`;
  return html`<ul class="latest">${latest.map(row)}</ul><p><a href="/mails">All ${system.mails().length} mails</a></p>`;
};

const rosterPanel = (): Piece => html`<section class="panel">
  <h2>Roster</h2>
  <p class="quiet">New students and corrected addresses come by a roster file (CSV), as staff would upload it. Students who are not in the file stay as they are.</p>
  <div class="controls">
    <form method="post" action="/roster/late-joiner"><button>Let a student join late</button></form>
  </div>
  <form method="post" action="/roster" enctype="multipart/form-data" class="upload">
    <label for="roster">Upload a roster</label>
    <input id="roster" type="file" name="roster" accept=".csv,text/csv" required />
    <button>Upload</button>
  </form>
</section>`;
