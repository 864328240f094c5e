import { html, raw } from "hono/html";
import { parseOccurrenceId } from "#domain/calendar/occurrence-id.ts";
import { cohortOf } from "#domain/people/cohort.ts";
import type { Student } from "#domain/people/student.ts";
import { readableAddress } from "#files/roster/address.ts";
import { cohortTitle, phaseTitle } from "./figures.ts";
import type { Desk, Piece } from "./layout.ts";
import { notAnswered, openedSurveys } from "./surveys.ts";

/** Enough for a whole cohort. */
const MOST_SHOWN = 200;

/** Which students are listed: free text, a cohort such as `pathways-2028`, and an occurrence that they have not answered. */
export interface StudentFilter {
  q: string;
  cohort: string;
  unanswered: string;
}

/** Everybody in the roster, to be searched. */
export const studentsPage = async (desk: Desk, filter: StudentFilter): Promise<Piece> => {
  const students = await desk.system.students();
  const waiting = filter.unanswered === "" ? undefined : await notAnswered(desk, filter.unanswered);
  const isListed = (student: Student) => fits(student, filter) && (waiting?.has(student.person) ?? true);
  const found = students.filter(isListed).sort(byName);
  return html`<h1>Students</h1>
    ${filterForm(desk, students, filter)}
    <section id="student-list" data-live aria-label="Students">
      <p class="quiet count">${found.length} of ${students.length} students${found.length > MOST_SHOWN ? html`, the first ${MOST_SHOWN} by last name; search, or choose a cohort` : ""}</p>
      ${found.length === 0 ? html`<p class="quiet empty">${waiting === undefined ? "No student here. Change the filter." : "Nobody here is left to answer."}</p>` : html`<ul class="people">${found.slice(0, MOST_SHOWN).map((student) => personRow(desk, student))}</ul>`}
    </section>`;
};

const byName = (a: Student, b: Student): number =>
  `${a.lastName} ${a.firstName}`.localeCompare(`${b.lastName} ${b.firstName}`, "en");

const fits = (student: Student, { q, cohort }: StudentFilter): boolean => {
  const text = `${student.firstName} ${student.lastName} ${readableAddress(student.email)} ${student.schoolId} ${student.society}`;
  const wanted = q.trim().toLowerCase();
  return (cohort === "" || cohortOf(student) === cohort) && (wanted === "" || text.toLowerCase().includes(wanted));
};

const filterForm = (desk: Desk, students: readonly Student[], filter: StudentFilter): Piece => {
  const { program } = desk;
  const cohorts = [...new Set(students.map(cohortOf))].sort();
  return html`<form class="filter" method="get" action="/students" role="search">
    <input type="search" name="q" value="${filter.q}" placeholder="Name, address, number or society" aria-label="Name, address, number or society" />
    <select name="cohort" aria-label="Cohort">
      <option value="">Every cohort</option>
      ${cohorts.map((cohort) => html`<option value="${cohort}" ${cohort === filter.cohort ? raw("selected") : ""}>${cohortTitle(program, cohort)}</option>`)}
    </select>
    <select name="unanswered" aria-label="Answers">
      <option value="">Answered or not</option>
      ${openedSurveys(desk, students).map(({ id, milestone }) => html`<option value="${id}" ${id === filter.unanswered ? raw("selected") : ""}>Not answered: ${milestone.title}, ${parseOccurrenceId(id)?.on}</option>`)}
    </select>
    <button>Show</button>
  </form>`;
};

const personRow = (
  { program }: Desk,
  student: Student,
): Piece => html`<li><a href="/students/${encodeURIComponent(student.person)}">
  <strong>${student.firstName} ${student.lastName}</strong>
  <span>${cohortTitle(program, cohortOf(student))}</span>
  <span>${phaseTitle(program, student)}${student.status === "active" ? "" : html` <b class="badge">${student.status}</b>`}</span>
</a></li>`;
