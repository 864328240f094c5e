import { html } from "hono/html";
import type { Desk, Piece } from "./layout.ts";
import { pausedPanel } from "./paused-mailings.ts";
import { troubledSection } from "./troubled-mails.ts";
import { unknownPanel } from "./unknown-mails.ts";

const MOST_SHOWN = 200;

/** What was denied, threw, or ended in a dead-letter queue, and the mails that went wrong: the newest first. */
export const failuresPage = async (desk: Desk): Promise<Piece> => {
  const { system, time } = desk;
  const troubled = await troubledSection(desk);
  const failures = system.failures();
  const rows = failures.slice(-MOST_SHOWN).reverse();
  const list = html`<ul class="failures">${rows.map(
    ({ at, where, what }) =>
      html`<li><p><strong>${where}</strong> <time datetime="${at}">${time.both(at)}</time></p><p>${what}</p></li>`,
  )}</ul>`;
  return html`<h1>Failures</h1>
    <section id="paused" data-live class="panel">${await pausedPanel(desk)}</section>
    <section id="unknown" data-live class="panel">${await unknownPanel(desk)}</section>
    <section id="failures" data-live>
      ${troubled}
      ${rows.length === 0 ? html`<p class="quiet empty">Nothing else went wrong: no function failed, none was denied what it asked for, and no message was set aside.</p>` : list}
    </section>`;
};
