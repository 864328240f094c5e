import { html, raw } from "hono/html";
import { mailingName } from "#domain/mail/mailing.ts";
import { type SentMail, subjectOf } from "#office/mails/sent-mails.ts";
import { counted } from "../../kit/counted.ts";
import type { Html } from "../../kit/html.ts";
import { correctionsNotice } from "../corrections/corrections.ts";
import { firstMailingsNotice } from "../decisions/first-mailings.ts";
import { pausedNotice } from "../decisions/paused-mailings.ts";
import { unknownNotice } from "../decisions/unknown-mails.ts";
import type { Desk, Mailbox } from "../desk.ts";
import { heldNotice } from "../held/held-people.ts";
import { waitingNotice } from "../imports/import-list.ts";
import { firstYear } from "../progress/filter.ts";
import { mailPage, STAFF_PAGES } from "../routes.ts";
import { aheadBody, aheadPanel, type HowTheyStand } from "./ahead.ts";
import { lateNotice, openNow } from "./open-now.ts";
import { mailsByWeek } from "./week-chart.ts";

/** So many days ahead are shown. */
const DAYS = 14;
const LATEST = 5;

/** The first page: what waits for somebody, what goes out next, and what is open now. */
export const todayPage = async (desk: Desk): Promise<Html> => {
  const { office, mailbox, time, now } = desk;
  const [ahead, standing, matrix] = await Promise.all([
    office.goingOut(DAYS),
    standingOf(desk),
    office.progress(firstYear(time.day(now()))),
  ]);
  return html`<h1>${STAFF_PAGES.overview.title}</h1>
    <p class="lead">${time.date(now())}</p>
    <section id="waiting" data-live aria-label="Waits for somebody">${await waits(desk, lateNotice(matrix))}</section>
    <div class="columns">
      <div class="main-side">
        <section id="ahead" data-live class="panel">${aheadPanel(desk, ahead, standing, DAYS)}</section>
        ${
          mailbox &&
          html`<section id="weeks" data-live class="panel"><h2>Mails by week</h2>
            ${mailsByWeek(desk, mailbox)}</section>`
        }
      </div>
      <div class="aside">
        <section id="open" data-live class="panel">${openNow(desk, matrix)}</section>
        ${
          mailbox &&
          html`<section id="latest" data-live class="panel"><h2>Latest mails</h2>
            ${latestMails(desk, mailbox)}</section>`
        }
        ${desk.overviewPanel ?? ""}
      </div>
    </div>`;
};

/** One mailing that lies ahead, as an address names it. */
export const aheadPageBody = async (desk: Desk, asked: Record<string, string>): Promise<Html> => {
  const { occurrence = "", wave = "" } = asked;
  const name = mailingName({ occurrence, wave });
  const found = (await desk.office.goingOut(DAYS)).find(({ mailing }) => mailing && mailingName(mailing) === name);
  return found === undefined ? NOT_AHEAD : aheadBody(desk, found, await standingOf(desk));
};

const NOT_AHEAD = html`<p class="back"><a href="${STAFF_PAGES.overview.path}">${STAFF_PAGES.overview.title}</a></p>
  <h1>Not ahead</h1><p>No mailing of that name lies ahead in the next ${DAYS} days. It may have gone out.</p>`;

const standingOf = async ({ office }: Desk): Promise<HowTheyStand> => {
  const [paused, first] = await Promise.all([office.pausedMailings(), office.firstMailingsAhead()]);
  return {
    paused: new Set(paused.map(mailingName)),
    waiting: new Set(first.filter(({ isWaiting }) => isWaiting).map(({ occurrence }) => occurrence.id)),
  };
};

// Each leads to where somebody decides of it.
const waits = async (desk: Desk, late: Html | ""): Promise<Html> => {
  const notices = await Promise.all([
    waitingNotice(desk),
    heldNotice(desk),
    correctionsNotice(desk),
    pausedNotice(desk),
    firstMailingsNotice(desk),
    unknownNotice(desk),
    unscheduledNotice(desk),
    late,
  ]);
  const said = (await Promise.all(notices)).map(String).filter((notice) => notice.trim() !== "");
  return said.length === 0 ? html`<p class="panel quiet">Nothing waits for anybody.</p>` : raw(said.join("\n"));
};

const unscheduledNotice = async ({ office }: Desk): Promise<Html | ""> => {
  const { length } = await office.unscheduled();
  if (length === 0) return "";
  const items = length === 1 ? "One item of the coming weeks has" : `${length} items of the coming weeks have`;
  return html`<p class="panel notice" role="status">${items} no day yet: nobody is told of what has none.
    <a href="${STAFF_PAGES.calendar.path}#no-day">See which, and whose they are</a></p>`;
};

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
