import { html } from "hono/html";
import { seriesToName } from "#domain/sessions/guests.ts";
import { readableHours } from "#domain/time/readable-times.ts";
import type { CalendarLine } from "#office/calendar/school-calendar.ts";
import type { Html } from "../../kit/html.ts";
import type { Desk } from "../desk.ts";
import { monthTitle } from "./asked.ts";
import { isCancelled, placeOf, whom } from "./entries.ts";

/** A month line by line. */
export const monthList = (desk: Desk, lines: readonly CalendarLine[], month: string): Html => {
  const days = [...Map.groupBy(lines, ({ day }) => day)];
  const rows = days.flatMap(([day, those]) => those.map((line, nth) => lineRow(desk, line, day, nth === 0)));
  return html`<div class="scroll rows" tabindex="0" role="region" aria-label="Line by line"><table class="lines">
    <caption class="sr-only">${monthTitle(month)}, line by line</caption>
    <thead><tr>${["Day", "Time", "What", "Where", "For", "Owner"].map(
      (head) => html`<th scope="col">${head}</th>`,
    )}</tr></thead>
    <tbody>${rows}</tbody>
  </table></div>`;
};

const lineRow = (desk: Desk, line: CalendarLine, day: string, isFirst: boolean): Html => {
  const { program, time } = desk;
  const { session, title, owner, cohorts } = line;
  const today = time.day(desk.now());
  const series = session && seriesToName(program, session);
  const isToday = day === today;
  return html`<tr class="${isCancelled(line) ? "off" : ""} ${isToday ? "today" : ""}">
    <th scope="row"><time datetime="${day}" class="${isFirst ? "" : "again"}">${time.shortPlainDate(day)}</time>${
      isToday && isFirst ? html` <b>Today</b>` : ""
    }</th>
    <td class="moment">${session ? readableHours(session.startsAt, session.endsAt, program.school.timeZone) : ""}</td>
    <td>${isCancelled(line) ? html`<b>Cancelled:</b> ` : ""}<a href="${placeOf(line, today)}">${title}</a>${
      series === undefined ? "" : html`<br><small>${series}</small>`
    }</td>
    <td>${session?.place ?? ""}</td>
    <td>${whom(desk, cohorts)}</td>
    <td>${program.school.roles?.[owner ?? ""]?.title ?? ""}</td>
  </tr>`;
};
