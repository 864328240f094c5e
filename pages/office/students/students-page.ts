import { html, raw } from "hono/html";
import { parseOccurrenceId } from "#domain/calendar/occurrence-id.ts";
import type { Occurrence } from "#domain/calendar/occurrences.ts";
import { cohortOf } from "#domain/people/cohort.ts";
import type { Student } from "#domain/people/student.ts";
import type { Listing } from "#office/front/office.ts";
import { cohortTitle } from "#office/titles.ts";
import { counted } from "../../kit/counted.ts";
import type { Html } from "../../kit/html.ts";
import type { Desk } from "../desk.ts";
import { STAFF_PAGES } from "../routes.ts";
import { personRow } from "./person-row.ts";

/** Enough for a whole cohort. */
const PER_PAGE = 200;

/** Everybody in the roster, to be searched. `page` counts from 0. */
export const studentsPage = async (desk: Desk, listing: Listing, page: number): Promise<Html> => {
  const { all, listed } = await desk.office.students(listing);
  const surveys = await desk.office.openedSurveys();
  const from = Math.min(page, Math.max(0, Math.ceil(listed.length / PER_PAGE) - 1)) * PER_PAGE;
  const shown = listed.slice(from, from + PER_PAGE);
  return html`<h1>Students</h1>
    ${filterForm(desk, all, surveys, listing)}
    <section id="student-list" data-live aria-label="Students">
      <p class="quiet count">${counted(listed.length)} of ${counted(all.length)} students${
        shown.length < listed.length ? html`, ${counted(from + 1)} to ${counted(from + shown.length)} by last name` : ""
      }</p>
      ${
        listed.length === 0
          ? html`<p class="quiet empty">${
              listing.unanswered === ""
                ? listing.held
                  ? "Nobody here is held."
                  : "No student here. Change the listing."
                : "Nobody here is left to answer."
            }</p>`
          : html`<ul class="people">${shown.map((student) => personRow(desk, student))}</ul>`
      }
      <nav class="pages" aria-label="More students">
        ${from > 0 ? pageLink(listing, from / PER_PAGE - 1, "Before") : html`<span></span>`}
        ${from + shown.length < listed.length ? pageLink(listing, from / PER_PAGE + 1, "More") : ""}
      </nav>
    </section>`;
};

const pageLink = (listing: Listing, page: number, label: string): Html => {
  const given = Object.entries({ ...listing, page: page === 0 ? "" : page }).map(([name, value]) => [
    name,
    value === true ? "yes" : String(value || ""),
  ]);
  const query = new URLSearchParams(Object.fromEntries(given.filter(([, value]) => value !== "")));
  return html`<a href="${STAFF_PAGES.students.path}?${query.toString()}">${label}</a>`;
};

const filterForm = (
  { program }: Desk,
  students: readonly Student[],
  surveys: readonly Occurrence[],
  listing: Listing,
): Html => {
  const cohorts = [...new Set(students.map(cohortOf))].sort();
  return html`<form class="filter" method="get" action="${STAFF_PAGES.students.path}" role="search">
    <input type="search" name="q" value="${listing.q}"
      placeholder="Name, address, number or society" aria-label="Name, address, number or society" />
    <select name="cohort" aria-label="Cohort">
      <option value="">Every cohort</option>
      ${cohorts.map(
        (cohort) => html`<option value="${cohort}"
          ${cohort === listing.cohort ? raw("selected") : ""}>${cohortTitle(program, cohort)}</option>`,
      )}
    </select>
    <select name="unanswered" aria-label="Answers">
      <option value="">Answered or not</option>
      ${surveys.map(({ id, milestone }) => {
        const asked = `${milestone.title}, ${parseOccurrenceId(id)?.on}`;
        const selected = id === listing.unanswered ? raw("selected") : "";
        return html`<option value="${id}" ${selected}>Not answered: ${asked}</option>`;
      })}
    </select>
    <select name="held" aria-label="Held, paused or not">
      <option value="">Held, paused or not</option>
      <option value="yes" ${listing.held ? raw("selected") : ""}>Held or paused only</option>
    </select>
    <button>Show</button>
  </form>`;
};
