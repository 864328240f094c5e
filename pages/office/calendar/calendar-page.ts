import { html } from "hono/html";
import { parseCohort } from "#domain/people/cohort.ts";
import { seriesToName } from "#domain/sessions/guests.ts";
import { readableHours } from "#domain/time/readable-times.ts";
import type { CalendarFilter, CalendarLine, SchoolCalendar } from "#office/calendar/school-calendar.ts";
import { cohortTitle, milestoneTitle, trackTitle } from "#office/titles.ts";
import type { Html } from "../../kit/html.ts";
import type { Desk } from "../desk.ts";
import { STAFF_PAGES, sessionPage } from "../routes.ts";
import { gapsOf } from "./gaps.ts";

const MONTH = /^\d{4}-(0[1-9]|1[0-2])$/;

/** What is asked by the address: the month of today where it names none. */
const filterOf = (ask: (name: string) => string, today: string): CalendarFilter => ({
  month: MONTH.test(ask("month")) ? ask("month") : today.slice(0, 7),
  cohort: ask("cohort"),
  item: ask("item"),
  owner: ask("owner"),
});

const addressOf = (filter: CalendarFilter): string => {
  const given = Object.entries(filter).filter(([, value]) => value !== "");
  return `${STAFF_PAGES.calendar.path}?${new URLSearchParams(given)}`;
};

const monthAfter = (month: string, by: number): string => {
  const count = Number(month.slice(0, 4)) * 12 + Number(month.slice(5)) - 1 + by;
  return `${Math.floor(count / 12)}-${String((count % 12) + 1).padStart(2, "0")}`;
};

const monthTitle = (month: string): string =>
  new Intl.DateTimeFormat("en-US", { month: "long", year: "numeric", timeZone: "UTC" }).format(Date.parse(month));

/** A month of the school's calendar: sessions with their hours, and the days of the program. */
export const calendarPage = async (desk: Desk, ask: (name: string) => string): Promise<Html> => {
  const filter = filterOf(ask, desk.time.day(desk.now()));
  const calendar = await desk.office.calendar(filter);
  const to = (by: number) => addressOf({ ...filter, month: monthAfter(filter.month, by) });
  return html`<h1>Calendar</h1>
    ${gapsOf(desk, calendar)}
    <section class="panel calendar" aria-labelledby="month">
      <div class="turn">
        <a href="${to(-1)}" rel="prev">${monthTitle(monthAfter(filter.month, -1))}</a>
        <h2 id="month">${monthTitle(filter.month)}</h2>
        <a href="${to(1)}" rel="next">${monthTitle(monthAfter(filter.month, 1))}</a>
      </div>
      ${filterForm(desk, calendar, filter)}
      ${calendar.lines.length === 0 ? emptyMonth(filter) : monthTable(desk, calendar.lines)}
    </section>`;
};

const emptyMonth = ({ cohort, item, owner }: CalendarFilter): Html =>
  [cohort, item, owner].some((one) => one !== "")
    ? html`<p>Nothing fits in this month. <a href="${STAFF_PAGES.calendar.path}">Show everything</a></p>`
    : html`<p>Nothing is on this month.</p>`;

const choice = (name: string, label: string, chosen: string, options: readonly (readonly [string, string])[]): Html =>
  html`<label>${label} <select name="${name}">
    <option value="">All</option>
    ${options.map(
      ([value, title]) => html`<option value="${value}" ${value === chosen ? "selected" : ""}>${title}</option>`,
    )}
  </select></label>`;

const filterForm = ({ program }: Desk, { cohorts }: SchoolCalendar, filter: CalendarFilter): Html => {
  const items = [...program.milestones, ...(program.series ?? [])].map(({ id, title }) => [id, title] as const);
  const roles = Object.entries(program.school.roles ?? {}).map(([id, { title }]) => [id, title] as const);
  return html`<form class="filter" method="get" action="${STAFF_PAGES.calendar.path}">
    <input type="hidden" name="month" value="${filter.month}" />
    ${choice(
      "cohort",
      "Cohort",
      filter.cohort,
      cohorts.map((one) => [one, cohortTitle(program, one)] as const),
    )}
    ${choice("item", "Item", filter.item, items)}
    ${choice("owner", "Owner", filter.owner, roles)}
    <button>Show</button>
  </form>`;
};

const monthTable = (desk: Desk, lines: readonly CalendarLine[]): Html => {
  const days = [...Map.groupBy(lines, ({ day }) => day)];
  const rows = days.flatMap(([day, those]) => those.map((line, nth) => lineRow(desk, line, day, nth === 0)));
  return html`<div class="scroll rows" tabindex="0" role="region" aria-labelledby="month"><table>
    <thead><tr><th>Day</th><th>Time</th><th>What</th><th>Where</th><th>For</th><th>Owner</th></tr></thead>
    <tbody>${rows}</tbody>
  </table></div>`;
};

/** Cohorts by track: `Pathways 2029, 2030`. */
const whom = (desk: Desk, cohorts: readonly string[]): string =>
  [
    ...Map.groupBy(
      cohorts.flatMap((name) => parseCohort(name) ?? []),
      ({ track }) => track,
    ),
  ]
    .map(([track, those]) => {
      const years = those.map(({ graduationYear }) => graduationYear).toSorted();
      return `${trackTitle(desk.program, track)} ${years.join(", ")}`;
    })
    .join("; ");

const lineRow = (desk: Desk, line: CalendarLine, day: string, isFirst: boolean): Html => {
  const { program, time } = desk;
  const { session, title, item, owner, cohorts } = line;
  const zone = program.school.timeZone;
  const series = session && seriesToName(program, session);
  const isOff = session?.status === "cancelled";
  const named = milestoneTitle(program, item);
  const of = series === undefined ? "" : html`<br><small>${series}</small>`;
  return html`<tr class="${isOff ? "off" : ""}">
    <th scope="row"><time datetime="${day}" class="${isFirst ? "" : "again"}">${time.shortPlainDate(day)}</time></th>
    <td class="moment">${session ? readableHours(session.startsAt, session.endsAt, zone) : ""}</td>
    <td>${isOff ? html`<b>Cancelled:</b> ` : ""}${
      session ? html`<a href="${sessionPage(session.id)}">${title}</a>` : html`<span title="${named}">${title}</span>`
    }${of}</td>
    <td>${session?.place ?? ""}</td>
    <td>${whom(desk, cohorts)}</td>
    <td>${program.school.roles?.[owner ?? ""]?.title ?? ""}</td>
  </tr>`;
};
