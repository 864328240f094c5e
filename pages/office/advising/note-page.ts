import { html } from "hono/html";
import { nameOrNumber } from "#domain/people/greeting.ts";
import type { Student } from "#domain/people/student.ts";
import { LONGEST_NOTE } from "#office/advising/own-notes.ts";
import type { Html } from "../../kit/html.ts";
import type { Desk } from "../desk.ts";
import { notePage, STAFF_PAGES, studentPage } from "../routes.ts";

/** A note as its page shows it. `seen`: when the one that stands was written. `other`: what stands in its place. */
export interface NoteShown {
  text: string;
  seen: string | undefined;
  isKept?: boolean;
  fault?: string;
  other?: string | undefined;
}

/** What a note is, and is not. */
export const WHAT_A_NOTE_IS = html`<p>For you alone. It is not part of the student’s record: nobody else reads it,
  neither a dean nor the student, and it is in no export. It is deleted when you delete it, and with your role as an
  advisor. What others should know belongs in a conversation, not here.</p>`;

const keptAt = (when: string): Html => html`<p class="kept" role="status"><b class="badge good">kept</b> ${when}</p>`;

/** What an advisor keeps for themselves about a student. */
export const noteBody = ({ time }: Desk, student: Student, shown: NoteShown): Html => {
  const { text, seen, isKept = false, fault, other } = shown;
  return html`<p class="back"><a href="${studentPage(student.person)}">${nameOrNumber(student)}</a> ·
      <a href="${STAFF_PAGES.mine.path}">My students</a></p>
    <h1>A note to yourself</h1>
    <p class="lead">About ${nameOrNumber(student)}</p>
    ${isKept && seen !== undefined ? keptAt(time.both(seen)) : ""}
    ${fault === undefined ? "" : html`<p class="fault" role="alert">${fault}</p>`}
    ${other === undefined ? "" : html`<section class="panel"><h2>Kept now</h2><p class="note">${other}</p></section>`}
    <section class="panel">${WHAT_A_NOTE_IS}
      <form method="post" action="${notePage(student.person)}">
        <input type="hidden" name="seen" value="${seen ?? ""}" />
        <label class="field">Up to ${LONGEST_NOTE.toLocaleString("en-US")} characters
          <textarea name="text" rows="12" maxlength="${LONGEST_NOTE}">${`\n${text}`}</textarea></label>
        <p class="controls"><button class="primary" name="decision" value="keep">Keep it</button>
          ${seen === undefined ? "" : html`<button name="decision" value="delete">Delete it for good</button>`}</p>
      </form></section>`;
};
