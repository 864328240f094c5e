import { html } from "hono/html";
import { cohortOf } from "#domain/people/cohort.ts";
import { type Status, statusOn } from "#domain/people/enrollment.ts";
import { nameOrNumber } from "#domain/people/greeting.ts";
import { doubtsOf, isDoubted } from "#domain/people/held.ts";
import type { Student } from "#domain/people/student.ts";
import { cohortTitle, phaseTitle } from "#office/titles.ts";
import type { Html } from "../../kit/html.ts";
import type { Desk } from "../desk.ts";
import { studentPage } from "../routes.ts";

const saysOf = (student: Student): string =>
  doubtsOf(student)
    .map(({ says }) => says)
    .join(" ");

const statusBadge = (status: Status): Html | string =>
  status === "active" ? "" : html` <b class="badge">${status}</b>`;

const heldBadge = (student: Student): Html | "" => {
  if (student.held === undefined) return "";
  return isDoubted(student) ? html` <b class="badge bad">held</b>` : html` <b class="badge due">paused</b>`;
};

/** A student in a list, with what stands against mails to them, as the way to their page. */
export const personRow = (
  { program, time, now }: Desk,
  student: Student,
): Html => html`<li><a href="${studentPage(student.person)}">
  <strong>${nameOrNumber(student)}</strong>
  <span>${cohortTitle(program, cohortOf(student))}</span>
  <span>${phaseTitle(program, student)}${statusBadge(statusOn(student, time.day(now())))}${heldBadge(student)}</span>
  ${student.held === undefined ? "" : html`<span class="why">${student.schoolId}: ${saysOf(student)}</span>`}
</a></li>`;
