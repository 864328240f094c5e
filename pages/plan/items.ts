import { html } from "hono/html";
import { mayTakeBack } from "#domain/parts/task-changes.ts";
import type { PlanItem } from "#domain/plan/my-plan.ts";
import { readableDate, schoolDate, yearOf } from "#domain/time/dates.ts";
import type { Html } from "../kit/html.ts";
import { monthOf } from "./road.ts";
import type { PlanVisit } from "./visit.ts";

/** A school date as a student reads it, with the year where that is another one. */
export const dayOf = (date: string, today: string): string =>
  yearOf(date) === yearOf(today) ? readableDate(date) : `${readableDate(date)}, ${yearOf(date)}`;

/** Until when something is to be done. */
export const dueIn = ({ occurrence: { closes } }: PlanItem, today: string): string => {
  if (closes === undefined) return "No last day";
  return closes < today
    ? `Was due on ${dayOf(closes, today)}; you can still do it`
    : `Please finish by ${dayOf(closes, today)}`;
};

const line = (title: Html | string, soft: string): Html =>
  html`<li><span class="what">${title}</span><span class="soft">${soft}</span></li>`;

const linked = ({ links }: PlanVisit, { occurrence }: PlanItem, words: string = occurrence.milestone.title): Html =>
  html`<a href="${links.item(occurrence)}">${words}</a>`;

/** What is open beside the next thing, and what is expected. */
export const openSection = (visit: PlanVisit): Html => {
  const { plan, today } = visit;
  const [, ...others] = plan.open;
  if (others.length + plan.expected.length === 0) return html``;
  const title = plan.open.length === 0 ? "On its way to you" : "Also open";
  return html`<section class="card" aria-labelledby="open"><h2 id="open">${title}</h2><ul class="rows">
${others.map((item) => line(linked(visit, item), dueIn(item, today)))}
${plan.expected.map((item) => line(item.occurrence.milestone.title, `${dueIn(item, today)}. A mail will come.`))}
</ul></section>`;
};

const doneHow = ({ part }: PlanItem, { school, today }: PlanVisit): string => {
  const { state = "due", at = "" } = part?.task ?? {};
  const on = at === "" ? "" : ` on ${dayOf(schoolDate(at, school.timeZone), today)}`;
  if (state === "waived") return `You need not do this one: the office said so${on}`;
  return state === "attested" ? `You told us${on}` : `Recorded for you${on}`;
};

/** What is done, the newest first. */
export const doneSection = (visit: PlanVisit): Html => {
  const { done } = visit.plan;
  if (done.length === 0) return html``;
  const row = (item: PlanItem): Html => {
    const canUndo = item.part !== undefined && mayTakeBack(item.part);
    const title = canUndo
      ? html`${item.occurrence.milestone.title} ${linked(visit, item, "Look again or take back")}`
      : linked(visit, item);
    return line(title, doneHow(item, visit));
  };
  return html`<section class="card" aria-labelledby="done"><h2 id="done">Done: ${done.length}</h2>
<ul class="rows">${done.map(row)}</ul></section>`;
};

/** What the student was told lately, and what stays of use. */
export const toldSection = (visit: PlanVisit): Html =>
  visit.plan.told.length === 0
    ? html``
    : html`<section class="card" aria-labelledby="told"><h2 id="told">Good to know</h2><ul class="rows">
${visit.plan.told.map((item) => line(linked(visit, item), dayOf(item.occurrence.nominal, visit.today)))}
</ul></section>`;

/** Months that are shown at once; who wants to see further opens the rest. */
const MONTHS_SHOWN = 6;

const monthRows = ({ today }: PlanVisit, { month, items }: PlanVisit["plan"]["ahead"][number]): Html => {
  const rows = items.map(({ occurrence: { milestone, nominal, closes } }) => {
    const until = closes === undefined ? "" : `, until ${dayOf(closes, today)}`;
    return line(milestone.title, `${closes === undefined ? "" : "From "}${dayOf(nominal, today)}${until}`);
  });
  return html`<h3>${monthOf(`${month}-01`)}</h3><ul class="rows">${rows}</ul>`;
};

/** What lies ahead, by month. */
export const aheadSection = (visit: PlanVisit): Html => {
  const { ahead } = visit.plan;
  const [first, rest] = [ahead.slice(0, MONTHS_SHOWN), ahead.slice(MONTHS_SHOWN)];
  const count = rest.reduce((sum, { items }) => sum + items.length, 0);
  const months = (those: typeof ahead): Html[] => those.map((one) => monthRows(visit, one));
  const later = html`<details><summary>${count} more after that</summary>${months(rest)}</details>`;
  return html`<section class="card" aria-labelledby="ahead"><h2 id="ahead">What lies ahead</h2>
${ahead.length === 0 ? html`<p>Nothing more of this program is ahead of you.</p>` : months(first)}
${rest.length === 0 ? "" : later}</section>`;
};
