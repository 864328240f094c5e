import { html } from "hono/html";
import type { Html } from "#pages/kit/html.ts";
import type { SchoolTime } from "#pages/kit/school-time.ts";
import type { System } from "../system.ts";

const MOST_SHOWN = 200;

/** What was denied, threw, or ended in a dead-letter queue: the newest first. */
export const failuresList = (system: Pick<System, "failures">, time: SchoolTime): Html => {
  const rows = system.failures().slice(-MOST_SHOWN).reverse();
  if (rows.length === 0)
    return html`<p class="quiet empty">Nothing else went wrong: no function failed, none was
      denied what it asked for, and no message was set aside.</p>`;
  return html`<ul class="failures">${rows.map(
    ({ at, where, what }) =>
      html`<li><p><strong>${where}</strong> <time datetime="${at}">${time.both(at)}</time></p><p>${what}</p></li>`,
  )}</ul>`;
};
