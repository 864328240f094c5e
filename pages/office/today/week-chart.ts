import { html } from "hono/html";
import { isToStudent } from "#office/mails/sent-mails.ts";
import type { Html } from "../../kit/html.ts";
import type { Desk, Mailbox } from "../desk.ts";

const WEEK = 7 * 24 * 3600_000;
const MOST_WEEKS = 52;
const HEIGHT = 60;
const STEP = 6;

/** A small bar chart of the mails sent in each of the last weeks, with its numbers in words for who cannot see it. */
export const mailsByWeek = ({ time, now }: Desk, mailbox: Mailbox): Html => {
  const sent = mailbox
    .mails()
    .filter(isToStudent)
    .map(({ sentAt }) => Date.parse(sentAt));
  const first = sent[0];
  if (first === undefined) return html`<p class="quiet">The chart begins with the first mail.</p>`;
  const weekOf = (at: number) => Math.floor((at - first) / WEEK);
  const last = Math.max(weekOf(Date.parse(now())), 0);
  const begin = Math.max(0, last - MOST_WEEKS + 1);
  const counts = Array.from({ length: last - begin + 1 }, () => 0);
  for (const at of sent) if (weekOf(at) >= begin) counts[weekOf(at) - begin] = (counts[weekOf(at) - begin] ?? 0) + 1;
  const most = Math.max(...counts, 1);
  const from = new Date(first + begin * WEEK).toISOString();
  const said = `Mails by week since ${time.shortDate(from)}: ${counts.join(", ")}`;
  return html`<svg class="weeks" viewBox="0 0 ${MOST_WEEKS * STEP} ${HEIGHT}" preserveAspectRatio="none"
    role="img" aria-label="${said}">
      ${counts.map((count, i) => bar(count, i, most))}
    </svg>
    <p class="quiet">since ${time.shortDate(from)}; the tallest is ${most} mails</p>`;
};

const bar = (count: number, i: number, most: number): Html => {
  const height = count === 0 ? 1 : Math.max(3, (count / most) * HEIGHT);
  return html`<rect x="${i * STEP}" y="${HEIGHT - height}" width="${STEP - 2}" height="${height}" rx="1"
    class="${count === 0 ? "none" : ""}" />`;
};
