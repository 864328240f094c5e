import { html } from "hono/html";
import { askedOf, NOTHING_COUNTED } from "#domain/parts/progress.ts";
import type { Matrix, MatrixCell, MatrixCohort } from "#office/progress/matrix.ts";
import { counted } from "../../kit/counted.ts";
import type { Html } from "../../kit/html.ts";
import type { Desk } from "../desk.ts";
import { cellPage, STAFF_PAGES } from "../routes.ts";

interface OpenItem {
  title: string;
  cohort: MatrixCohort;
  cell: MatrixCell;
}

const isAsked = ({ counts }: MatrixCell): boolean => counts !== undefined && askedOf(counts).asked > 0;

const cellsOf = ({ cohorts, phases }: Matrix): OpenItem[] =>
  phases.flatMap(({ rows }) =>
    rows.flatMap(({ milestone: { title }, cells }) =>
      cohorts.flatMap((cohort) => {
        const cell = cells.get(cohort.cohort);
        return cell !== undefined && isAsked(cell) ? [{ title, cohort, cell }] : [];
      }),
    ),
  );

const openOf = ({ counts }: MatrixCell): number => (counts === undefined ? 0 : askedOf(counts).open);

/** How many are late, with the way to them; nothing where nobody is. */
export const lateNotice = (matrix: Matrix): Html | "" => {
  const late = cellsOf(matrix).filter(({ cell }) => cell.isLate);
  if (late.length === 0) return "";
  const people = late.reduce((sum, { cell }) => sum + openOf(cell), 0);
  const items = late.length === 1 ? "one item of a class" : `${counted(late.length)} items`;
  return html`<p class="panel notice" role="status">Late: ${counted(people)}, in ${items}.
    <a href="${STAFF_PAGES.progress.path}?show=late">See with what</a></p>`;
};

/** What is asked now, and how far each class is, first what closes first. */
export const openNow = (desk: Desk, matrix: Matrix): Html => {
  const today = desk.time.day(desk.now());
  const open = cellsOf(matrix)
    .filter(({ cell }) => cell.closes === undefined || cell.closes >= today)
    .toSorted((one, other) => ((one.cell.closes ?? "9999") < (other.cell.closes ?? "9999") ? -1 : 1));
  return html`<h2>Open now</h2>${
    open.length === 0 ? html`<p class="quiet">Nothing is asked of anybody now.</p>` : open.map((one) => bar(desk, one))
  }
    <p><a href="${STAFF_PAGES.progress.path}">All cohorts and items</a></p>`;
};

const bar = ({ time }: Desk, { title, cohort, cell }: OpenItem): Html => {
  const { asked, done } = askedOf(cell.counts ?? NOTHING_COUNTED);
  const closing = cell.closes === undefined ? "" : `, closes ${time.plainDate(cell.closes)}`;
  const inPart = cell.counts?.["in part"] ?? 0;
  return html`<div class="standing">
    <p><a href="${cellPage(cohort.cohort, cell.occurrence)}">${title}</a> <b>${counted(done)} of ${counted(asked)}</b>${
      inPart > 0 ? html` <small>and ${counted(inPart)} in part</small>` : ""
    }</p>
    <progress max="${asked}" value="${done}" aria-label="${title}: ${done} of ${asked} completed"></progress>
    <p><span>${cohort.track}, class of ${cohort.graduationYear}${closing}</span></p>
  </div>`;
};
