import { html, raw } from "hono/html";
import type { SchoolCalendar } from "#office/calendar/school-calendar.ts";
import { cohortTitle } from "#office/titles.ts";
import type { Html } from "../../kit/html.ts";
import type { Desk } from "../desk.ts";
import { STAFF_PAGES } from "../routes.ts";
import { addressOf, askedOf, isNarrowed, type MonthAsked, monthBeside, monthTitle, unnarrowed } from "./asked.ts";
import { gapsOf } from "./gaps.ts";
import { monthGrid } from "./month-grid.ts";
import { monthList } from "./month-list.ts";

/** A month of the school's calendar, by weeks or line by line: sessions with their hours, and the program's days. */
export const calendarPage = async (desk: Desk, ask: (name: string) => string): Promise<Html> => {
  const asked = askedOf(ask, desk.time.day(desk.now()));
  const { month, view } = asked;
  const calendar = await desk.office.calendar(asked);
  const { lines } = calendar;
  return html`<div class="calendar ${view}"><h1>Calendar</h1>
    ${gapsOf(desk, calendar)}
    <section class="panel" aria-labelledby="month">
      ${turn(desk, asked)}
      ${filterForm(desk, calendar, asked)}
      ${lines.length === 0 ? nothingOn(asked) : ""}
      ${view === "month" ? monthGrid(desk, lines, month) : ""}
      ${view === "list" && lines.length > 0 ? monthList(desk, lines, month) : ""}
    </section>${desk.calendarPanel ?? ""}</div>`;
};

/** The month's name, the ways to those beside it and to that of today, and how it is shown. */
const turn = (desk: Desk, asked: MonthAsked): Html => {
  const beside = (by: 1 | -1, rel: string) => {
    const month = monthBeside(asked.month, by);
    return html`<a href="${addressOf({ ...asked, month })}" rel="${rel}">${monthTitle(month)}</a>`;
  };
  const now = desk.time.day(desk.now()).slice(0, 7);
  const shown = (view: MonthAsked["view"], title: string) => {
    const isShown = view === asked.view ? raw('aria-current="true"') : "";
    return html`<a href="${addressOf({ ...asked, view })}" ${isShown}>${title}</a>`;
  };
  return html`<div class="turn">
      ${beside(-1, "prev")}<h2 id="month">${monthTitle(asked.month)}</h2>${beside(1, "next")}</div>
    <div class="views">
      <nav aria-label="How the month is shown">${shown("month", "Month")}${shown("list", "List")}</nav>
      ${now === asked.month ? "" : html`<a href="${addressOf({ ...asked, month: now })}">Today</a>`}
    </div>`;
};

const nothingOn = (asked: MonthAsked): Html =>
  isNarrowed(asked)
    ? html`<p class="empty">Nothing fits in this month. <a href="${unnarrowed(asked)}">Show everything</a></p>`
    : html`<p class="empty">Nothing is on this month.</p>`;

type Options = readonly (readonly [value: string, title: string])[];

const choice = (name: string, label: string, chosen: string, options: Options): Html =>
  html`<label>${label} <select name="${name}">
    <option value="">All</option>
    ${options.map(
      ([value, title]) => html`<option value="${value}" ${value === chosen ? "selected" : ""}>${title}</option>`,
    )}
  </select></label>`;

const phasesIn = ({ tracks }: Desk["program"]): Options => [
  ...new Map(tracks.flatMap(({ phases }) => phases.map(({ id, title }) => [id, title] as const))),
];

const filterForm = ({ program }: Desk, { cohorts }: SchoolCalendar, asked: MonthAsked): Html => {
  const items: Options = [...program.milestones, ...(program.series ?? [])].map(({ id, title }) => [id, title]);
  const roles: Options = Object.entries(program.school.roles ?? {}).map(([id, { title }]) => [id, title]);
  const classes: Options = cohorts.map((one) => [one, cohortTitle(program, one)]);
  return html`<form class="filter" method="get" action="${STAFF_PAGES.calendar.path}">
    <input type="hidden" name="month" value="${asked.month}" />
    ${asked.view === "list" ? html`<input type="hidden" name="view" value="list" />` : ""}
    ${choice("cohort", "Cohort", asked.cohort, classes)}
    ${choice("phase", "Phase", asked.phase, phasesIn(program))}
    ${choice("item", "Item", asked.item, items)}
    ${choice("owner", "Owner", asked.owner, roles)}
    <button>Show</button>
    ${isNarrowed(asked) ? html`<a class="button" href="${unnarrowed(asked)}">Show everything</a>` : ""}
  </form>`;
};
