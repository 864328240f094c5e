import { html } from "hono/html";
import { seriesToName } from "#domain/sessions/guests.ts";
import { addDays, dateOf, datesBetween, WEEKDAYS, weekdayOf } from "#domain/time/dates.ts";
import { isQuiet, isWeekend, weekBeginsOn } from "#domain/time/quiet-days.ts";
import { readableTime } from "#domain/time/readable-times.ts";
import type { CalendarLine } from "#office/calendar/school-calendar.ts";
import type { Html } from "../../kit/html.ts";
import type { Desk } from "../desk.ts";
import { monthTitle } from "./asked.ts";
import { isCancelled, placeOf, whom } from "./entries.ts";

/** From so many lines on a month is printed smaller, so that it stays on one page. */
const MANY = 45;

/** A month by weeks. The days of a phone stand under each other, without those on which nothing is. */
export const monthGrid = (desk: Desk, lines: readonly CalendarLine[], month: string): Html => {
  const { school } = desk.program;
  const today = desk.time.day(desk.now());
  const byDay = Map.groupBy(lines, ({ day }) => day);
  const weeks = weeksOf(month, weekBeginsOn(school));
  const [first = []] = weeks;
  return html`<table class="month ${lines.length > MANY ? "dense" : ""}">
    <caption class="sr-only">${monthTitle(month)}, by weeks</caption>
    <colgroup>${first.map((day) => html`<col class="${isWeekend(school, day) ? "free" : ""}" />`)}</colgroup>
    <thead><tr>${first.map((day) => weekdayHead(day))}</tr></thead>
    <tbody>${weeks.map(
      (week) =>
        html`<tr>${week.map((day) =>
          day.startsWith(month)
            ? dayCell(desk, { day, today, lines: byDay.get(day) ?? [] })
            : html`<td class="out"></td>`,
        )}</tr>`,
    )}</tbody>
  </table>
  <p class="quiet">Shaded days are quiet: mails wait for the next working day.</p>`;
};

/** The dates of whole weeks that hold a month. `begins`: the weekday of their first column, 1 = Monday. */
const weeksOf = (month: string, begins: number): string[][] => {
  const first = `${month}-01`;
  const last = dateOf(Number(month.slice(0, 4)), Number(month.slice(5)), 31);
  const from = addDays(first, -((weekdayOf(first) - begins + 7) % 7));
  const days = datesBetween(from, addDays(last, (begins + 6 - weekdayOf(last)) % 7));
  return Array.from({ length: days.length / 7 }, (_, week) => days.slice(7 * week, 7 * week + 7));
};

const weekdayHead = (day: string): Html => {
  const name = WEEKDAYS[weekdayOf(day) % 7] ?? "";
  return html`<th scope="col"><abbr title="${name}">${name.slice(0, 3)}</abbr></th>`;
};

interface Day {
  day: string;
  today: string;
  lines: readonly CalendarLine[];
}

const dayCell = (desk: Desk, { day, today, lines }: Day): Html => {
  const { school } = desk.program;
  const isFree = isQuiet(school, day);
  const isToday = day === today;
  const words = [...(isToday ? ["Today"] : []), ...(isFree && !isWeekend(school, day) ? ["Quiet day"] : [])];
  const classes = [
    ...(isFree ? ["free"] : []),
    ...(isToday ? ["today"] : []),
    ...(lines.length === 0 && words.length === 0 ? ["bare"] : []),
  ];
  return html`<td class="${classes.join(" ")}">
    <p class="date"><time datetime="${day}"><span class="nth">${Number(day.slice(8))}</span><span
      class="whole">${desk.time.shortPlainDate(day)}</span></time>${words.map((word) => html` <b>${word}</b>`)}</p>
    ${lines.length === 0 ? "" : html`<ul class="entries">${lines.map((line) => entry(desk, line, today))}</ul>`}
  </td>`;
};

const entry = (desk: Desk, line: CalendarLine, today: string): Html => {
  const { program } = desk;
  const { session, title, cohorts } = line;
  const series = session && seriesToName(program, session);
  const notes = [series, session?.place, whom(desk, cohorts)].filter((one) => one !== undefined && one !== "");
  return html`<li class="${session ? "held" : ""} ${isCancelled(line) ? "off" : ""}">
    ${isCancelled(line) ? html`<b>Cancelled:</b> ` : ""}<a href="${placeOf(line, today)}">${
      session ? html`<span class="at">${readableTime(session.startsAt, program.school.timeZone)}</span> ` : ""
    }${title}</a>
    <small>${notes.join(" · ")}</small></li>`;
};
