import { html } from "hono/html";
import type { SchoolCalendar } from "#office/calendar/school-calendar.ts";
import { milestoneTitle } from "#office/titles.ts";
import { counted } from "../../kit/counted.ts";
import type { Html } from "../../kit/html.ts";
import type { Desk } from "../desk.ts";
import { addressOf } from "./asked.ts";

type Gaps = Pick<SchoolCalendar, "unscheduled" | "coverage">;

/** What of the coming weeks has no day yet, and what a series still lacks in its year; nothing where all is set. */
export const gapsOf = (desk: Desk, { unscheduled, coverage }: Gaps): Html => {
  const lacking = coverage.filter(({ lacks }) => lacks.length > 0);
  return html`${unscheduled.length === 0 ? "" : withoutDay(desk, unscheduled)}${lacking.map(lackingIn)}`;
};

const withoutDay = ({ program, time }: Desk, unscheduled: Gaps["unscheduled"]): Html => html`
  <section class="panel notice" aria-labelledby="no-day">
    <h2 id="no-day">Without a day yet</h2>
    <ul>${unscheduled.map(({ milestone, window, owner }) => {
      const between = window ? `, some day from ${time.plainDate(window.from)} to ${time.plainDate(window.to)}` : "";
      const who = program.school.roles?.[owner ?? ""]?.title;
      const title = milestoneTitle(program, milestone);
      const named = window
        ? html`<a href="${addressOf({ month: window.from.slice(0, 7), item: milestone })}">${title}</a>`
        : html`<b>${title}</b>`;
      return html`<li>${named}${between}${who ? ` (${who})` : ""}</li>`;
    })}</ul>
    <p>A file of sessions gives them a day.</p>
  </section>`;

const nameOf = (topic: string): string => topic.replaceAll("-", " ");

const lackingIn = ({ title, covers, lacks }: Gaps["coverage"][number]): Html => html`
  <section class="panel" aria-label="${title}">
    <p><b>${title}</b>: ${counted(covers - lacks.length)} of ${counted(covers)} have a session this academic year.
      <progress max="${covers}" value="${covers - lacks.length}" aria-label="${title}"></progress></p>
    <p><small>Still to come: ${lacks.map(nameOf).join(", ")}.</small></p>
  </section>`;
