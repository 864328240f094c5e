import { html } from "hono/html";
import { askedOf } from "#domain/parts/progress.ts";
import { yearOf } from "#domain/time/dates.ts";
import type { Matrix, MatrixCell, MatrixCohort, MatrixRow } from "#office/progress/matrix.ts";
import { counted } from "../../kit/counted.ts";
import type { Html } from "../../kit/html.ts";
import type { Desk } from "../desk.ts";
import { cellPage } from "../routes.ts";
import { filtered, filterForm, type MatrixFilter } from "./filter.ts";

/** Cohorts × items: how many are done with what, who is late, and what is still to come. */
export const matrixPage = (desk: Desk, matrix: Matrix, filter: MatrixFilter): Html => {
  const today = desk.time.day(desk.now());
  const shown = filtered(matrix, filter);
  return html`<h1>Progress</h1>
    ${filterForm(matrix, filter, today)}
    <section id="progress" data-live aria-label="Progress">
      ${shown.phases.length === 0 ? nothingHere(matrix, filter) : table(desk, shown, today)}
    </section>`;
};

const nothingHere = ({ phases }: Matrix, { show }: MatrixFilter): Html => {
  if (phases.length === 0)
    return html`<p class="quiet empty">Nobody is counted yet. Once a roster is in and the first mails are out, each
      class and item stands here.</p>`;
  const said = { late: "Nobody is late.", open: "Nobody is open." }[show] ?? "No item here. Change the listing.";
  return html`<p class="quiet empty">${said}</p>`;
};

const table = (desk: Desk, { cohorts, phases }: Matrix, today: string): Html => html`<div class="scroll matrix"
  tabindex="0" role="region" aria-label="Cohorts and items"><table>
    <thead><tr><th scope="col">Item</th>${cohorts.map(heading)}</tr></thead>
    ${phases.map(
      ({ title, rows }) => html`<tbody>
        <tr><th scope="rowgroup" colspan="${cohorts.length + 1}"><span>${title}</span></th></tr>
        ${rows.map((row) => rowOf(desk, row, cohorts, today))}</tbody>`,
    )}
  </table></div>
  <p class="quiet">–: it was over before anybody here was on record.</p>`;

const heading = ({ track, graduationYear }: MatrixCohort): Html =>
  html`<th scope="col">${graduationYear} <span>${track}</span></th>`;

const rowOf = (desk: Desk, { milestone, cells }: MatrixRow, cohorts: readonly MatrixCohort[], today: string): Html =>
  html`<tr><th scope="row">${milestone.title}</th>${cohorts.map(({ cohort }) => cellOf(desk, cells.get(cohort), today))}
  </tr>`;

// Eight classes and three dozen items are three hundred cells: each says what it must, in as few signs as it can.
const cellOf = ({ time }: Desk, cell: MatrixCell | undefined, today: string): Html => {
  if (cell === undefined) return html`<td></td>`;
  const { cohort, occurrence, counts, opens, isLate } = cell;
  if (counts === undefined && opens >= today)
    return html`<td><small>opens ${shortDate(time.plainDate(opens), today)}</small></td>`;
  if (counts === undefined) return html`<td>–</td>`;
  const { asked, done, waived, open } = askedOf(counts);
  const place = cellPage(cohort, occurrence);
  if (asked === 0) return html`<td><a href="${place}">${counted(counts.told)} told</a>${untold(counts.untold)}</td>`;
  return html`<td><a href="${place}">${counted(done)} of ${counted(asked)}</a><i class="b${tenths(done, asked)}"></i>${
    isLate ? html`<small class="late">${counted(open)} late</small>` : ""
  }${waived > 0 ? html`<small>${counted(waived)} waived</small>` : ""}</td>`;
};

const untold = (count: number): Html | "" => (count > 0 ? html`<small>${counted(count)} not told</small>` : "");

// The bar is full where all are done, and empty where nobody is.
const tenths = (done: number, asked: number): number => {
  if (done === 0 || done === asked) return done === 0 ? 0 : 10;
  return Math.min(9, Math.max(1, Math.round((10 * done) / asked)));
};

// Of this year the day alone.
const shortDate = (date: string, today: string): string => date.replace(`, ${yearOf(today)}`, "");
