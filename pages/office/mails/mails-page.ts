import { html, raw } from "hono/html";
import { sessionSubject } from "#domain/sessions/session-subject.ts";
import {
  findSent,
  type SentMail,
  type SentMailFilter,
  type SessionTitles,
  sessionWrittenOf,
  studentOf,
  subjectOf,
  wavesSent,
} from "#office/mails/sent-mails.ts";
import { waveLabel } from "#office/titles.ts";
import { counted } from "../../kit/counted.ts";
import type { Html } from "../../kit/html.ts";
import type { Desk, Mailbox } from "../desk.ts";
import { mailPage, STAFF_PAGES, studentPage } from "../routes.ts";

const PER_PAGE = 50;

/** Which mails are listed, and the page of the list (from 0). */
export type MailList = SentMailFilter & { page: number };

/** What the list stands on: `titles` of the sessions that mails are about. */
type MailsDesk = Desk & { titles: SessionTitles };

/** The mails as an inbox, newest first, with one of them opened. */
export const mailsPage = (desk: MailsDesk, mailbox: Mailbox, filter: MailList, openId: string | undefined): Html => {
  const opened = openId === undefined ? undefined : mailbox.mails().find(({ messageId }) => messageId === openId);
  return html`<h1 class="sr-only">Mails</h1>
    <div class="inbox ${opened ? "has-open" : ""}">
      <div class="list-side">
        ${filterForm(desk, mailbox, filter)}
        <section id="mail-list" data-live aria-label="Mails"
          ${openId === undefined ? "" : raw(' tabindex="0"')}>${mailList(desk, mailbox, filter, openId)}</section>
      </div>
      <section class="mail-side" aria-label="Opened mail">${
        opened
          ? openedMail(desk, mailbox, opened, filter)
          : html`<p class="quiet empty">Choose a mail to read it as its student does.</p>`
      }</section>
    </div>`;
};

const filterForm = ({ program, titles }: MailsDesk, mailbox: Mailbox, filter: MailList): Html => {
  const sessions = [...new Set(mailbox.mails().flatMap((mail) => sessionWrittenOf(mail) ?? []))];
  const waves = wavesSent(mailbox.mails());
  const option = (value: string, label: string, chosen: string) =>
    html`<option value="${value}" ${value === chosen ? raw("selected") : ""}>${label}</option>`;
  return html`<form class="filter" method="get" action="${STAFF_PAGES.mails.path}" role="search">
    <input type="search" name="q" value="${filter.q}"
      placeholder="Address or subject" aria-label="Address or subject" />
    <select name="milestone" aria-label="Milestone or session">
      ${option("", sessions.length === 0 ? "Every milestone" : "Every milestone and session", filter.milestone)}
      ${program.milestones.map(({ id, title }) => option(id, title, filter.milestone))}
      ${
        sessions.length === 0
          ? ""
          : html`<optgroup label="Sessions">${sessions.map((id) =>
              option(sessionSubject(id), titles.get(id) ?? id, filter.milestone),
            )}</optgroup>`
      }</select>
    <select name="wave" aria-label="Mailing">
      ${option("", "Every mailing", filter.wave)}
      ${waves.map((wave) => option(wave, waveLabel(wave), filter.wave))}</select>
    <button>Show</button>
  </form>`;
};

const mailList = (desk: MailsDesk, mailbox: Mailbox, filter: MailList, openId: string | undefined): Html => {
  const found = findSent(mailbox.mails(), filter);
  const from = filter.page * PER_PAGE;
  const shown = found.slice(from, from + PER_PAGE);
  if (shown.length === 0)
    return html`<p class="quiet empty">No mail here. Let the clock run, or change the filter.</p>`;
  return html`<p class="quiet count">${from + 1} to ${from + shown.length} of ${counted(found.length)}</p>
    <ul class="mails">${shown.map((mail) => mailRow(desk, mail, filter, openId))}</ul>
    <nav class="pages" aria-label="More mails">
      ${
        from > 0
          ? html`<a href="${STAFF_PAGES.mails.path}?${query(filter, filter.page - 1)}">Newer</a>`
          : html`<span></span>`
      }
      ${
        from + shown.length < found.length
          ? html`<a href="${STAFF_PAGES.mails.path}?${query(filter, filter.page + 1)}">Older</a>`
          : ""
      }
    </nav>`;
};

const mailRow = (
  { program, time, titles }: MailsDesk,
  mail: SentMail,
  filter: MailList,
  openId: string | undefined,
): Html => {
  const { messageId, subject, to, sentAt } = mail;
  const current = messageId === openId ? raw('aria-current="true"') : "";
  return html`<li><a href="${mailPage(messageId)}?${query(filter, filter.page)}" ${current}>
    <span class="who">${to}</span><time datetime="${sentAt}">${time.shortDate(sentAt)}</time>
    <strong>${subject}</strong>
    <span class="what">${subjectOf(program, mail, titles)}</span>
  </a></li>`;
};

const query = ({ q, milestone, wave }: MailList, page: number): string => {
  const given = Object.entries({ q, milestone, wave, page: page === 0 ? "" : String(page) });
  return new URLSearchParams(given.filter(([, value]) => value !== "")).toString();
};

const openedMail = ({ time }: Desk, { siteUrl }: Mailbox, mail: SentMail, filter: MailList): Html => {
  const { messageId, subject, from, to, sentAt, text, tags } = mail;
  const student = studentOf(mail);
  return html`<article class="opened">
    <p class="back"><a href="${STAFF_PAGES.mails.path}?${query(filter, filter.page)}">All mails</a></p>
    <h2>${subject}</h2>
    <dl>
      <div><dt>From</dt><dd>${from}</dd></div>
      <div><dt>To</dt><dd>${student ? html`<a href="${studentPage(student)}">${to}</a>` : to}</dd></div>
      <div><dt>Sent</dt><dd>${time.both(sentAt)}</dd></div>
    </dl>
    <iframe title="The mail as it looks" src="${mailPage(messageId)}/html"
      sandbox="allow-same-origin allow-popups allow-popups-to-escape-sandbox"></iframe>
    <details><summary>As plain text</summary><pre>${linked(text, siteUrl)}</pre></details>
    <details><summary>Headers and tags</summary>
      <pre>${Object.entries({ ...mail.headers, ...tags }).map(([name, value]) => `${name}: ${value}\n`)}</pre></details>
  </article>`;
};

/** The text with the links of this system made clickable; nothing else of it becomes markup. */
const linked = (text: string, siteUrl: string): Html[] =>
  text
    .split(/(https?:\/\/[^\s)>\]]+)/)
    .map((piece) =>
      piece.startsWith(`${siteUrl}/`)
        ? html`<a href="${piece}" target="_blank" rel="noopener">${piece}</a>`
        : html`${piece}`,
    );
