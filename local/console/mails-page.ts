import { html, raw } from "hono/html";
import { readMailTags } from "#events/mail/mail-tags.ts";
import type { DeliveredMail } from "../system.ts";
import { mailText, waveLabel } from "./figures.ts";
import type { Desk, Piece } from "./layout.ts";

const PER_PAGE = 50;

/** Which mails are listed: free text, a milestone's id, a wave, and the page (from 0). */
export interface MailFilter {
  q: string;
  milestone: string;
  wave: string;
  page: number;
}

/** The mails as an inbox, newest first, with one of them opened. */
export const mailsPage = (desk: Desk, filter: MailFilter, openId: string | undefined): Piece => {
  const opened = openId === undefined ? undefined : desk.system.mails().find(({ messageId }) => messageId === openId);
  return html`<h1 class="sr-only">Mails</h1>
    <div class="inbox ${opened ? "has-open" : ""}">
      <div class="list-side">
        ${filterForm(desk, filter)}
        <section id="mail-list" data-live aria-label="Mails"${openId === undefined ? "" : raw(' tabindex="0"')}>${mailList(desk, filter, openId)}</section>
      </div>
      <section class="mail-side" aria-label="Opened mail">${opened ? openedMail(desk, opened, filter) : html`<p class="quiet empty">Choose a mail to read it as its student does.</p>`}</section>
    </div>`;
};

const matching = ({ system }: Desk, { q, milestone, wave }: MailFilter): DeliveredMail[] => {
  const wanted = q.trim().toLowerCase();
  return system
    .mails()
    .filter(
      ({ tags, to, subject }) =>
        (milestone === "" || readMailTags(tags)?.milestone === milestone) &&
        (wave === "" || readMailTags(tags)?.wave === wave) &&
        (wanted === "" || `${to} ${subject}`.toLowerCase().includes(wanted)),
    )
    .reverse();
};

const filterForm = ({ system, program }: Desk, filter: MailFilter): Piece => {
  const waves = [...new Set(system.mails().map(({ tags }) => readMailTags(tags)?.wave ?? ""))].sort();
  const option = (value: string, label: string, chosen: string) =>
    html`<option value="${value}" ${value === chosen ? raw("selected") : ""}>${label}</option>`;
  return html`<form class="filter" method="get" action="/mails" role="search">
    <input type="search" name="q" value="${filter.q}" placeholder="Address or subject" aria-label="Address or subject" />
    <select name="milestone" aria-label="Milestone">${option("", "Every milestone", filter.milestone)}${program.milestones.map(({ id, title }) => option(id, title, filter.milestone))}</select>
    <select name="wave" aria-label="Mailing">${option("", "Every mailing", filter.wave)}${waves.map((wave) => option(wave, waveLabel(wave), filter.wave))}</select>
    <button>Show</button>
  </form>`;
};

const mailList = (desk: Desk, filter: MailFilter, openId: string | undefined): Piece => {
  const found = matching(desk, filter);
  const from = filter.page * PER_PAGE;
  const shown = found.slice(from, from + PER_PAGE);
  if (shown.length === 0)
    return html`<p class="quiet empty">No mail here. Let the clock run, or change the filter.</p>`;
  return html`<p class="quiet count">${from + 1} to ${from + shown.length} of ${found.length}</p>
    <ul class="mails">${shown.map((mail) => mailRow(desk, mail, filter, openId))}</ul>
    <nav class="pages" aria-label="More mails">
      ${from > 0 ? html`<a href="/mails?${query(filter, filter.page - 1)}">Newer</a>` : html`<span></span>`}
      ${from + shown.length < found.length ? html`<a href="/mails?${query(filter, filter.page + 1)}">Older</a>` : ""}
    </nav>`;
};

const mailRow = (
  { program, time }: Desk,
  mail: DeliveredMail,
  filter: MailFilter,
  openId: string | undefined,
): Piece => {
  const { messageId, subject, to, sentAt, tags } = mail;
  const current = messageId === openId ? raw('aria-current="true"') : "";
  return html`<li><a href="/mails/${encodeURIComponent(messageId)}?${query(filter, filter.page)}" ${current}>
    <span class="who">${to}</span><time datetime="${sentAt}">${time.shortDate(sentAt)}</time>
    <strong>${subject}</strong>
    <span class="what">${mailText(program, tags)}</span>
  </a></li>`;
};

const query = ({ q, milestone, wave }: MailFilter, page: number): string => {
  const given = Object.entries({ q, milestone, wave, page: page === 0 ? "" : String(page) });
  return new URLSearchParams(given.filter(([, value]) => value !== "")).toString();
};

const openedMail = ({ time, system }: Desk, mail: DeliveredMail, filter: MailFilter): Piece => {
  const { messageId, subject, from, to, sentAt, text, tags } = mail;
  const id = encodeURIComponent(messageId);
  const student = readMailTags(tags)?.student;
  return html`<article class="opened">
    <p class="back"><a href="/mails?${query(filter, filter.page)}">All mails</a></p>
    <h2>${subject}</h2>
    <dl>
      <div><dt>From</dt><dd>${from}</dd></div>
      <div><dt>To</dt><dd>${student ? html`<a href="/students/${encodeURIComponent(student)}">${to}</a>` : to}</dd></div>
      <div><dt>Sent</dt><dd>${time.both(sentAt)}</dd></div>
    </dl>
    <iframe title="The mail as it looks" src="/mails/${id}/html" sandbox="allow-popups allow-popups-to-escape-sandbox" loading="lazy"></iframe>
    <details><summary>As plain text</summary><pre>${linked(text, system.url)}</pre></details>
    <details><summary>Headers and tags</summary><pre>${Object.entries({ ...mail.headers, ...tags }).map(([name, value]) => `${name}: ${value}\n`)}</pre></details>
  </article>`;
};

/** The text with the links of this system made clickable; nothing else of it becomes markup. */
const linked = (text: string, siteUrl: string): Piece[] =>
  text
    .split(/(https?:\/\/[^\s)>\]]+)/)
    .map((piece) =>
      piece.startsWith(`${siteUrl}/`)
        ? html`<a href="${piece}" target="_blank" rel="noopener">${piece}</a>`
        : html`${piece}`,
    );
