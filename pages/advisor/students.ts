import { html } from "hono/html";
import type { Occurrence } from "#domain/calendar/occurrences.ts";
import { readableDate } from "#domain/time/dates.ts";
import type { School } from "#domain/time/school.ts";
import type { Html } from "../kit/html.ts";
import { nonceField, page } from "../student/layout.ts";

/** What an advisor may say of a student. */
export const ADVISOR_SAYS = ["talk", "waive", "wrong"] as const;
type AdvisorSays = (typeof ADVISOR_SAYS)[number];

/** A student on the page: their items that are open still, and what was said of them. */
export interface AdvisedStudentOnPage {
  key: string;
  name: string;
  items: readonly Occurrence[];
  said: AdvisorSays | undefined;
}

export interface AdvisorVisit {
  school: School;
  /** The path of the page itself: forms go there. */
  path: string;
  nonce: string;
  /** The last school date on which the link answers. */
  until: string;
  students: readonly AdvisedStudentOnPage[];
}

const BUTTONS: Record<AdvisorSays, string> = { talk: "I will talk to them", waive: "Waive it", wrong: "This is wrong" };

const SAID: Record<AdvisorSays, string> = {
  talk: "Noted: you will talk to them.",
  waive: "Waived: they are asked no more.",
  wrong: "Noted: this is wrong. The office looks into it.",
};

const NOTES = {
  unsure: "Nothing was recorded yet, since your browser keeps no cookies for this page. Please press once more.",
  foreign: "Nothing was recorded yet. Please press the button here.",
  unanswered: "Nothing was recorded yet. Please press one of the buttons.",
} as const;
export type AdvisorNote = keyof typeof NOTES;

const about = (name: string): Html => html`<span class="unseen"> (${name})</span>`;

const fields = ({ nonce }: AdvisorVisit, key: string): Html =>
  html`${nonceField(nonce)}<input type="hidden" name="student" value="${key}">`;

const button = (said: AdvisorSays, name: string): Html =>
  html`<button name="answer" value="${said}"${
    said === "talk" ? html` class="main"` : ""
  }><span>${BUTTONS[said]}${about(name)}</span></button>`;

const askedOf = (visit: AdvisorVisit, { key, name }: AdvisedStudentOnPage): Html => html`<form method="post"
action="${visit.path}">${fields(visit, key)}
<div class="answers">${ADVISOR_SAYS.map((said) => button(said, name))}</div></form>`;

const saidOf = (visit: AdvisorVisit, { key, name, said = "talk" }: AdvisedStudentOnPage): Html => html`
<p><strong>${SAID[said]}</strong></p>
<form method="post" action="${visit.path}">${fields(visit, key)}
<button class="quiet" name="answer" value="undo"><span>Take it back${about(name)}</span></button></form>`;

const itemLine = ({ milestone, opens }: Occurrence): Html =>
  html`<li>${milestone.title}, asked on ${readableDate(opens)}</li>`;

const studentSection = (visit: AdvisorVisit, student: AdvisedStudentOnPage): Html => html`<section>
<h2>${student.name}</h2>
${student.items.length === 0 ? "" : html`<ul>${student.items.map(itemLine)}</ul>`}
${
  student.said !== undefined
    ? saidOf(visit, student)
    : student.items.length === 0
      ? html`<p class="soft">Settled since: there is nothing left to do.</p>`
      : askedOf(visit, student)
}
</section>`;

const MEANING = html`<ul>
<li><strong>${BUTTONS.talk}</strong>: the office sees that you do. Reminders go on.</li>
<li><strong>${BUTTONS.waive}</strong>: they are asked no more, and get no reminders.</li>
<li><strong>${BUTTONS.wrong}</strong>: not your student, or not right. The office looks into it.</li>
</ul>`;

const PERSONAL = html`<p>This page is yours alone: its link came in your mail, so please do not forward it.</p>`;

/** The page that an advisor's mail leads to: each student with three answers, of which each can be taken back. */
export const advisorPage = (visit: AdvisorVisit, note?: AdvisorNote): Html => {
  const { school, students, until } = visit;
  const title = students.length === 1 ? "A student of yours" : `${students.length} students of yours`;
  return page(
    school,
    note === undefined ? title : `Not recorded yet: ${title}`,
    html`<h1>${title}</h1>
${note === undefined ? "" : html`<p class="wrong" role="alert">${NOTES[note]}</p>`}
<p>They have not answered what they were asked. Press what becomes of ${students.length === 1 ? "it" : "each"}; looking
at this page records nothing.</p>
${MEANING}
<p class="soft">You can say it, and take it back, until ${readableDate(until)}.</p>
${students.map((student) => studentSection(visit, student))}`,
    PERSONAL,
  );
};
