import { html } from "hono/html";
import { parseOccurrenceId } from "#domain/calendar/occurrence-id.ts";
import { fullName, nameOrNumber } from "#domain/people/greeting.ts";
import type { Student } from "#domain/people/student.ts";
import type { Merging } from "#office/people/merge.ts";
import { mailingTitle, milestoneTitle } from "#office/titles.ts";
import type { Html } from "../../kit/html.ts";
import type { Desk } from "../desk.ts";
import { mergePage, STAFF_PAGES, studentPage } from "../routes.ts";

const FIELDS: Record<string, string> = {
  email: "Address",
  firstName: "First name",
  lastName: "Last name",
  preferredName: "Preferred name",
  track: "Track",
  status: "Status",
  society: "Society",
};

const back = (student: Student): Html =>
  html`<p class="back"><a href="${studentPage(student.person)}">${nameOrNumber(student)}</a></p>`;

/** The ways from somebody to the question whether they are one with each who may be the same. */
export const mergeLinks = (student: Student, others: readonly Student[]): Html =>
  html`${others.map(
    (other) => html`<a class="button" href="${mergePage(student.person, other.person)}">One with
      ${other.schoolId} …</a>`,
  )}`;

/** Asks whether two people are one, and shows what stays and what comes over; it cannot be taken back. */
export const mergeQuestion = ({ program }: Desk, merging: Merging): Html => {
  const { stays, gone } = merging;
  const turned =
    gone.removed === undefined
      ? html`<a class="button" href="${mergePage(gone.person, stays.person)}">Let ${gone.schoolId} stay instead</a>`
      : "";
  return html`${back(stays)}<h1>Are these two one person?</h1>
    <section class="panel"><h2>Who stays</h2>${compared(merging)}</section>
    <section class="panel"><h2>What will happen</h2>
      <ul>${happens(program, merging).map((line) => html`<li>${line}</li>`)}</ul>
      <p><strong>This cannot be taken back:</strong> what each answered cannot be told apart any more.</p>
      <form method="post" action="${mergePage(stays.person, gone.person)}" class="controls">
        <button class="primary" name="decision" value="merge">They are one: ${stays.schoolId} stays</button>
        ${turned}
        <a class="button" href="${studentPage(stays.person)}">Leave both as they are</a>
      </form>
    </section>`;
};

const compared = ({ stays, gone, differences }: Merging): Html => {
  const rows = [{ field: "Number", kept: stays.schoolId, left: gone.schoolId }, ...differences];
  return html`<div class="scroll rows" tabindex="0" role="region" aria-label="Who stays"><table>
    <thead><tr><th>What differs</th><th>Stays</th><th>Goes</th></tr></thead>
    <tbody>${rows.map(
      ({ field, kept, left }) => html`<tr><th scope="row">${FIELDS[field] ?? field}</th>
        <td>${kept || "none"}</td><td>${left || "none"}</td></tr>`,
    )}</tbody>
  </table></div>`;
};

const happens = (program: Desk["program"], { stays, gone, parts, codes }: Merging): string[] => [
  ...parts.map(({ occurrence, mails, says }) => {
    const sent = mails.map(({ wave, state }) => `${mailingTitle(program, { occurrence, wave })} (${state})`);
    const title = milestoneTitle(program, parseOccurrenceId(occurrence)?.milestone ?? occurrence);
    const task = says ? [`the task is “${says}”`] : [];
    return `Comes over: ${[...(sent.length > 0 ? sent : [title]), ...task].join("; ")}.`;
  }),
  ...(codes === "both" ? [`Their access codes differ: that of ${stays.schoolId} stays.`] : []),
  ...(codes === "gone" ? ["The access code comes over."] : []),
  `What either answered, got or declined counts for ${stays.schoolId}; nothing of it is sent again.`,
  `Links in old mails of both go on working, and a roster that says ${gone.schoolId} means ${stays.schoolId}.`,
];

/** What came of it. */
export const mergedPage = ({ stays, gone }: Merging, isDone: boolean): Html =>
  isDone
    ? html`${back(stays)}<h1>One person now</h1>
        <p>${gone.schoolId} is ${fullName(stays)}, ${stays.schoolId}, from now on.</p>
        <p><a href="${studentPage(stays.person)}">Their page</a> says whether anything else is doubted of them.</p>`
    : html`${back(stays)}<h1>It did not come to its end</h1>
        <p>Somebody decided of one of them meanwhile. Look again, and decide again:
          <a href="${STAFF_PAGES.students.path}">all students</a>.</p>`;
