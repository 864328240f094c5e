import { html, raw } from "hono/html";
import { type PartStanding, STANDINGS } from "#domain/parts/progress.ts";
import type { CellPerson, ProgressCell } from "#office/progress/progress-cell.ts";
import { cohortTitle } from "#office/titles.ts";
import { counted } from "../../kit/counted.ts";
import type { Html } from "../../kit/html.ts";
import type { Desk } from "../desk.ts";
import { cellPage, nudgePage, STAFF_PAGES } from "../routes.ts";
import { personRow } from "./person-row.ts";
import { settleForm, settlingsFor, tick } from "./settle-form.ts";

const PER_PAGE = 100;

/** How a standing is called; who is open once the last day is over is late. */
export const standingTitle = (standing: PartStanding, isOver: boolean): string => {
  const titles: Record<PartStanding, string> = {
    done: "Done",
    waived: "Waived",
    open: isOver ? "Late" : "Open",
    "in part": isOver ? "Late, answered in part" : "Answered in part",
    told: "Told",
    untold: "Not told",
  };
  return titles[standing];
};

/** Which of the people are listed, and the page of the list, from 0. */
export interface CellListing {
  state: string;
  page: number;
}

// Who is open is who needs somebody, so that they are listed first.
const FIRST: readonly PartStanding[] = ["open", "in part", "untold", "done", "told", "waived"];

const shownState = ({ people }: ProgressCell, state: string): PartStanding => {
  const asked = STANDINGS.find((one) => one === state);
  return asked ?? FIRST.find((one) => people.some(({ standing }) => standing === one)) ?? "open";
};

/** The people behind a cell of the matrix, by where they stand. */
export const cellPageBody = (desk: Desk, cell: ProgressCell, { state, page }: CellListing): Html => {
  const { occurrence, people, gone } = cell;
  const today = desk.time.day(desk.now());
  const isOver = occurrence.closes !== undefined && occurrence.closes < today;
  const chosen = shownState(cell, state);
  const listed = people.filter(({ standing }) => standing === chosen);
  const last = Math.max(0, Math.ceil(listed.length / PER_PAGE) - 1);
  const from = Math.min(page, last) * PER_PAGE;
  const isTicked = settlingsFor(cell, chosen).length > 0;
  return html`<p class="back"><a href="${STAFF_PAGES.progress.path}">Progress</a></p>
    <h1>${occurrence.milestone.title}</h1>
    <p class="lead">${leadOf(desk, cell, today)}</p>
    ${
      people.length === 0
        ? nobody(cell, today)
        : html`${nudging(cell, isOver)}${tabs(cell, chosen, isOver)}
    <section id="cell" data-live aria-label="${standingTitle(chosen, isOver)}">
      ${settleForm(cell, chosen)}
      ${peopleList(desk, listed.slice(from, from + PER_PAGE), { chosen, isOver, isTicked })}
      ${pages(cell, chosen, { page: from / PER_PAGE, last })}
    </section>`
    }
    ${gone > 0 ? html`<p class="quiet">${counted(gone)} more: in no roster any more.</p>` : ""}`;
};

const leadOf = ({ program, time }: Desk, { cohort, occurrence: { opens, closes } }: ProgressCell, today: string) => {
  const opening = `${opens > today ? "Opens" : "Opened"} ${time.plainDate(opens)}`;
  const closing = closes ? `, ${closes < today ? "closed" : "closes"} ${time.plainDate(closes)}` : "";
  return `${cohortTitle(program, cohort)}. ${opening}${closing}.`;
};

const nobody = ({ occurrence: { opens } }: ProgressCell, today: string): Html =>
  html`<p class="quiet empty">${
    opens > today ? "Nobody is asked yet: its first mail has not gone out." : "Nothing is on record of anybody here."
  }</p>`;

// A reminder of a day that is over would mislead.
const nudging = ({ cohort, occurrence, people }: ProgressCell, isOver: boolean): Html | "" => {
  const isOpen = people.some(({ standing }) => standing === "open" || standing === "in part");
  if (!isOpen || isOver) return "";
  const place = nudgePage(cohort, occurrence.id);
  return html`<p class="controls"><a class="button" href="${place}">Remind who is open …</a></p>`;
};

const addressOf = ({ cohort, occurrence }: ProgressCell, state: PartStanding, page = 0): string => {
  const query = new URLSearchParams({ state, ...(page > 0 && { page: String(page) }) });
  return `${cellPage(cohort, occurrence.id)}?${query}`;
};

const tabs = (cell: ProgressCell, chosen: PartStanding, isOver: boolean): Html => {
  const counts = STANDINGS.map((standing) => ({
    standing,
    count: cell.people.filter((one) => one.standing === standing).length,
  }));
  return html`<nav class="tabs" aria-label="Where they stand">${counts
    .filter(({ standing, count }) => count > 0 || standing === chosen)
    .map(
      ({ standing, count }) =>
        html`<a href="${addressOf(cell, standing)}" ${
          standing === chosen ? raw('aria-current="page"') : ""
        }>${standingTitle(standing, isOver)} <b>${counted(count)}</b></a>`,
    )}</nav>`;
};

const peopleList = (
  desk: Desk,
  listed: readonly CellPerson[],
  { chosen, isOver, isTicked }: { chosen: PartStanding; isOver: boolean; isTicked: boolean },
): Html =>
  listed.length === 0
    ? html`<p class="quiet empty">Nobody here is “${standingTitle(chosen, isOver)}”.</p>`
    : html`<ul class="people ticked">${listed.map((one) => personRow(desk, one, isTicked ? tick(one) : ""))}</ul>`;

const pages = (cell: ProgressCell, chosen: PartStanding, { page, last }: { page: number; last: number }): Html =>
  html`<nav class="pages" aria-label="More people">
    ${page > 0 ? html`<a href="${addressOf(cell, chosen, page - 1)}">Before</a>` : html`<span></span>`}
    ${page < last ? html`<a href="${addressOf(cell, chosen, page + 1)}">More</a>` : ""}
  </nav>`;
