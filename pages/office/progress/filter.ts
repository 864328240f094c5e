import { html, raw } from "hono/html";
import type { Milestone } from "#domain/calendar/program.ts";
import { askedOf } from "#domain/parts/progress.ts";
import { OpeningKind } from "#domain/people/mail-kinds.ts";
import { addDays, yearOf } from "#domain/time/dates.ts";
import type { Matrix, MatrixCell } from "#office/progress/matrix.ts";
import type { Html } from "../../kit/html.ts";
import { KIND_TITLES } from "../../kit/kind-titles.ts";
import { PROGRESS_EXPORT, STAFF_PAGES } from "../routes.ts";

/** Which of the matrix is shown; an empty text shows all. `since`: the first graduation year. */
export interface MatrixFilter {
  cohort: string;
  /** `asks`, `tells`, or a kind of mail. */
  kind: string;
  /** `open` or `late`: the items in which some cohort has such people. */
  show: string;
  since: number;
}

const CLASSES_BEFORE = 4;

// From July on, whoever graduated this year is gone.
const HALF_A_YEAR = 184;
/** The first graduation year of those who are here. @param today a school date */
export const firstYear = (today: string): number => yearOf(addDays(today, HALF_A_YEAR));

/** The filter that an address asks for. @param today a school date */
export const matrixFilter = (ask: (name: string) => string, today: string): MatrixFilter => {
  const year = Number(ask("since"));
  const isYear = Number.isInteger(year) && year >= 1900 && year <= firstYear(today);
  return { cohort: ask("cohort"), kind: ask("kind"), show: ask("show"), since: isYear ? year : firstYear(today) };
};

const isOfKind = ({ ask, mail }: Milestone, kind: string): boolean => {
  if (kind === "asks") return ask !== undefined;
  return kind === "tells" ? ask === undefined : kind === "" || mail === kind;
};

const fits = ({ counts, isLate }: MatrixCell, show: string): boolean => {
  if (show === "late") return isLate;
  return show !== "open" || (counts !== undefined && askedOf(counts).open > 0);
};

/** The matrix as far as the filter shows it. */
export const filtered = ({ cohorts, phases }: Matrix, { cohort, kind, show }: MatrixFilter): Matrix => {
  const columns = cohorts.filter((one) => cohort === "" || one.cohort === cohort);
  const shown = new Set(columns.map((one) => one.cohort));
  const fitting = phases.map(({ title, rows }) => ({
    title,
    rows: rows
      .filter(({ milestone }) => isOfKind(milestone, kind))
      .map((row) => ({ ...row, cells: new Map([...row.cells].filter(([of]) => shown.has(of))) }))
      .filter(({ cells }) => [...cells.values()].some((cell) => fits(cell, show))),
  }));
  return { cohorts: columns, phases: fitting.filter(({ rows }) => rows.length > 0) };
};

const queryOf = ({ cohort, kind, show, since }: MatrixFilter, today: string): string => {
  const given = { cohort, kind, show, since: since === firstYear(today) ? "" : String(since) };
  return new URLSearchParams(Object.entries(given).filter(([, value]) => value !== "")).toString();
};

const option = (value: string, label: string, chosen: string): Html =>
  html`<option value="${value}" ${value === chosen ? raw("selected") : ""}>${label}</option>`;

/** Narrows the matrix, and leads to the same as a file. */
export const filterForm = ({ cohorts }: Matrix, filter: MatrixFilter, today: string): Html => {
  const year = firstYear(today);
  const before = { ...filter, since: filter.since < year ? year : year - CLASSES_BEFORE };
  return html`<form class="filter" method="get" action="${STAFF_PAGES.progress.path}" role="search">
    <select name="cohort" aria-label="Cohort">
      ${option("", "Every cohort", filter.cohort)}
      ${cohorts.map(({ cohort, track, graduationYear }) =>
        option(cohort, `${track}, class of ${graduationYear}`, filter.cohort),
      )}</select>
    <select name="kind" aria-label="Kind of item">
      ${option("", "Every kind", filter.kind)}
      ${option("asks", "What asks something", filter.kind)}
      ${option("tells", "What only tells", filter.kind)}
      ${OpeningKind.options.map((kind) => option(kind, KIND_TITLES[kind], filter.kind))}</select>
    <select name="show" aria-label="Where somebody is">
      ${option("", "Done or not", filter.show)}
      ${option("open", "Somebody is open", filter.show)}
      ${option("late", "Somebody is late", filter.show)}</select>
    ${filter.since === year ? "" : html`<input type="hidden" name="since" value="${filter.since}" />`}
    <button>Show</button>
  </form>
  <p class="quiet links"><a href="${STAFF_PAGES.progress.path}?${queryOf(before, today)}">${
    filter.since < year ? "Leave out classes that have graduated" : "Show the classes before, too"
  }</a> <a class="button" href="${PROGRESS_EXPORT}?${queryOf(filter, today)}">Download as CSV</a></p>`;
};
