import { html } from "hono/html";
import type { PartStanding } from "#domain/parts/progress.ts";
import { nameOrNumber } from "#domain/people/greeting.ts";
import type { CellPerson, ProgressCell } from "#office/progress/progress-cell.ts";
import { maySettle, type Settling } from "#office/progress/settling.ts";
import { counted } from "../../kit/counted.ts";
import type { Html } from "../../kit/html.ts";
import { settlePage } from "../routes.ts";

/** The form to which the ticks of a list belong, wherever on the page they stand. */
const FORM = "settle";

/** More than this many are not settled at once: they would not be looked at. */
export const MOST_TICKED = 300;

const BUTTONS: Record<Settling, string> = {
  done: "They have done it …",
  waive: "Waive it …",
  undo: "Take back what staff said …",
};

/** What can be done to those who stand somewhere. */
export const settlingsFor = ({ people, occurrence }: ProgressCell, standing: PartStanding): Settling[] => {
  if (occurrence.milestone.ask === undefined) return [];
  if (standing === "open" || standing === "in part") return ["done", "waive"];
  return people.some((person) => person.standing === standing && maySettle("undo", person)) ? ["undo"] : [];
};

/** The buttons for those who are ticked; nothing where nothing can be done to anybody listed. */
export const settleForm = (cell: ProgressCell, standing: PartStanding): Html | "" => {
  const settlings = settlingsFor(cell, standing);
  if (settlings.length === 0) return "";
  const listed = cell.people.filter((person) => person.standing === standing).length;
  return html`<form id="${FORM}" method="get" action="${settlePage(cell.cohort, cell.occurrence.id)}" class="controls">
    <span>Those who are ticked:</span>
    ${settlings.map((settling) => html`<button name="do" value="${settling}">${BUTTONS[settling]}</button>`)}
    ${
      listed > 1 && listed <= MOST_TICKED
        ? html`<label><input type="checkbox" name="all" value="${standing}" /> all ${counted(listed)}</label>`
        : ""
    }
  </form>`;
};

/** The box by which somebody is ticked. */
export const tick = ({ student }: CellPerson): Html =>
  html`<input type="checkbox" name="who" value="${student.person}" form="${FORM}"
    aria-label="Tick ${nameOrNumber(student)}" />`;
