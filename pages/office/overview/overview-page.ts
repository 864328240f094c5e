import { html } from "hono/html";
import { type Mailing, mailingName } from "#domain/mail/mailing.ts";
import type { Coming } from "#office/mailings/coming-up.ts";
import { type SentMail, subjectOf } from "#office/mails/sent-mails.ts";
import { counted } from "../../kit/counted.ts";
import type { Html } from "../../kit/html.ts";
import { firstMailingsNotice } from "../decisions/first-mailings.ts";
import { pausedNotice } from "../decisions/paused-mailings.ts";
import { unknownNotice } from "../decisions/unknown-mails.ts";
import type { Desk, Mailbox } from "../desk.ts";
import { heldNotice } from "../held/held-people.ts";
import { waitingNotice } from "../imports/import-list.ts";
import { mailPage, pausePage, STAFF_PAGES } from "../routes.ts";
import { cohortCard } from "./cohort-card.ts";
import { mailsByWeek } from "./week-chart.ts";

const COMING = 7;
const LATEST = 5;

/** The first page: cohorts, what comes next, the latest mails, and the year so far. */
export const overviewPage = async (desk: Desk): Promise<Html> => {
  const { office, mailbox } = desk;
  const [cohorts, coming] = await Promise.all([office.cohorts(), office.comingUp(COMING)]);
  const paused = new Set((await office.pausedMailings()).map(mailingName));
  return html`<h1 class="sr-only">Overview</h1>
    <section id="waiting" data-live aria-label="Rosters that wait">${await waitingNotice(desk)}</section>
    <section id="held" data-live aria-label="Held students">${await heldNotice(desk)}</section>
    <section id="paused" data-live aria-label="Paused mailings">${await pausedNotice(desk)}</section>
    ${
      desk.program.school.approval &&
      html`<section id="first" data-live aria-label="First mailings">${await firstMailingsNotice(desk)}</section>`
    }
    <section id="unknown" data-live aria-label="Mails that may not have gone out">${await unknownNotice(desk)}</section>
    <div class="columns">
      <div class="main-side">
        <section id="cohorts" data-live>
          <h2>Cohorts</h2>
          <div class="cards">${cohorts.map((cohort) => cohortCard(cohort, desk))}</div>
        </section>
        ${
          mailbox &&
          html`<section id="weeks" data-live class="panel"><h2>Mails by week</h2>
            ${mailsByWeek(desk, mailbox)}</section>`
        }
      </div>
      <div class="aside">
        <section id="coming" data-live class="panel"><h2>Coming up</h2>${comingList(coming, paused, desk)}</section>
        ${
          mailbox &&
          html`<section id="latest" data-live class="panel"><h2>Latest mails</h2>
            ${latestMails(desk, mailbox)}</section>`
        }
        ${desk.overviewPanel ?? ""}
      </div>
    </div>`;
};

const comingList = (coming: readonly Coming[], paused: ReadonlySet<string>, { time }: Desk): Html =>
  coming.length === 0
    ? html`<p class="quiet">Nothing more is planned for anybody.</p>`
    : html`<ol class="coming">${coming.map(
        ({ at, what, students, isFewer, mailing }) => html`<li>
          <time datetime="${at}">${time.shortDate(at)}<span>${time.day(at).slice(0, 4)}, ${time.time(at)}</span></time>
          <p>${what}<span>${isFewer ? "up to " : ""}${counted(students)} ${students === 1 ? "student" : "students"}${
            mailing && pausing(mailing, what, paused)
          }</span></p>
        </li>`,
      )}</ol>`;

const pausing = (mailing: Mailing, what: string, paused: ReadonlySet<string>): Html =>
  paused.has(mailingName(mailing))
    ? html` · <a href="${STAFF_PAGES.failures.path}#paused">paused</a>`
    : html` · <a class="whole" href="${pausePage(mailing)}" aria-label="Pause … ${what}">Pause …</a>`;

const latestMails = async ({ program, time, office }: Desk, mailbox: Mailbox): Promise<Html> => {
  const titles = await office.sessionTitles();
  const latest = mailbox.mails().slice(-LATEST).reverse();
  if (latest.length === 0) return html`<p class="quiet">No mail has gone out yet.</p>`;
  const row = (mail: SentMail) => html`<li>
    <a href="${mailPage(mail.messageId)}">${mail.subject}</a>
    <p>${mail.to}<span>${subjectOf(program, mail, titles)} · ${time.shortDate(mail.sentAt)}</span></p>
  </li>`;
  return html`<ul class="latest">${latest.map(row)}</ul>
    <p><a href="${STAFF_PAGES.mails.path}">All ${counted(mailbox.mails().length)} mails</a></p>`;
};
