import { html } from "hono/html";
import { answerAskOf } from "#domain/calendar/program.ts";
import { readableDate } from "#domain/time/dates.ts";
import type { Html } from "../kit/html.ts";
import { checkMark } from "../student/layout.ts";
import { dayOf, dueIn } from "./items.ts";
import type { PlanPause, PlanVisit } from "./visit.ts";

const paused = (pause: PlanPause): Html => {
  if (pause.is === "leave") {
    const back = pause.until === undefined ? "when you are back" : `after ${readableDate(pause.until)}`;
    return html`<p>You are on leave. Nothing is asked of you now; we go on ${back}.</p>`;
  }
  return pause.is === "paused"
    ? html`<p>The office has paused your mails. What you see here stays true, and you may do it whenever you like.</p>`
    : html`<p>The office is looking at something in your record, and our mails to you wait until that is done. You need
not do anything for it.</p>`;
};

const nothingOpen = ({ plan, today }: PlanVisit): Html => {
  const [next] = plan.ahead.flatMap(({ items }) => items);
  const then =
    next === undefined
      ? ""
      : html` Next comes “${next.occurrence.milestone.title}”,
${next.occurrence.closes === undefined ? "on" : "from"} ${dayOf(next.occurrence.nominal, today)}.`;
  return html`${checkMark}<h2 id="next">Nothing is open right now.</h2>
<p>We will mail you when something is.${then}</p>`;
};

/** The next thing to do, with one button; where there is none, that, and when something will be. */
export const nextSection = (visit: PlanVisit): Html => {
  const { plan, links, today, pause } = visit;
  const [item] = plan.open;
  const note = pause === undefined ? "" : html`<div class="told">${paused(pause)}</div>`;
  if (item === undefined)
    return html`<section class="card" aria-labelledby="next">${note}${nothingOpen(visit)}</section>`;
  const { milestone } = item.occurrence;
  return html`<section class="card" aria-labelledby="next">${note}<p class="soft">Next for you</p>
<h2 id="next">${milestone.title}</h2>
<p>${answerAskOf(milestone)?.explanation ?? ""}</p>
<p class="soft">${dueIn(item, today)}.</p>
<p><a class="button main" href="${links.item(item.occurrence)}">Go to it</a></p></section>`;
};
