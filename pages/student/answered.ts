import { html } from "hono/html";
import { readableDate, schoolDate } from "#domain/time/dates.ts";
import type { Html } from "../kit/html.ts";
import { answeredInPart, undoForm } from "./in-part.ts";
import { checkMark, page, wayThere } from "./layout.ts";
import type { AskingVisit } from "./visit.ts";
import { readableInstant } from "./when.ts";

/** How a completion stands in the records. `completedAt`: ISO 8601 UTC; `answer`: id of the answer given. */
export interface Completion {
  completedAt: string;
  answer: string | undefined;
  /** False where it stands by more than the student's own word. */
  canUndo: boolean;
}

const completion = (visit: AskingVisit, { completedAt, answer }: Completion): Html => {
  const label = visit.ask.answers.find(({ id }) => id === answer)?.label;
  return html`<dl>
${label === undefined ? "" : html`<dt>Your answer</dt><dd>${label}</dd>`}
<dt>Recorded</dt><dd>${readableInstant(completedAt, visit.school.timeZone)}</dd>
</dl>`;
};

const notYou = (visit: AskingVisit, answer: string | undefined): Html => html`<section>
<p class="soft">Not you, or pressed too soon? Take it back, and it counts as not done.</p>
${undoForm(visit, answer)}
</section>`;

/** Thanks after a completion; the same each time that it is confirmed. */
export const thanksPage = (visit: AskingVisit, completed: Completion): Html =>
  page(
    visit.school,
    "Recorded, thank you",
    html`${checkMark}<h1>Thank you, that is recorded.</h1>
<p>You will get no more reminders of this.</p>
${completion(visit, completed)}
<section><h2>What comes next</h2><p>${visit.ask.thanks}</p></section>
${notYou(visit, completed.answer)}`,
  );

/** What a student finds who opens the link again after they completed what it asks. */
export const doneAlreadyPage = (visit: AskingVisit, completed: Completion): Html =>
  page(
    visit.school,
    "Done already",
    html`${checkMark}<h1>You have done this one.</h1>
<p>“${visit.occurrence.milestone.title}” is complete. There is nothing left to do here.</p>
${completion(visit, completed)}
<section><h2>What comes next</h2><p>${visit.ask.thanks}</p></section>
${completed.canUndo ? notYou(visit, completed.answer) : ""}`,
  );

// The student's choices are not read for it: a click is answered by two requests of the table.
const nextMail = ({ occurrence, now }: AskingVisit): string => {
  const next = occurrence.waves.find(({ at }) => at > now);
  return next === undefined
    ? "No more reminders of it will come."
    : `We will remind you on ${readableDate(next.day)}, unless you chose to get no reminders.`;
};

const openUntil = ({ occurrence: { closes }, now, school }: AskingVisit): string =>
  closes !== undefined && closes >= schoolDate(now, school.timeZone)
    ? `It stays open until ${readableDate(closes)}.`
    : "You can still finish it and confirm it here.";

/** After an answer that does not complete the task, which stays due. */
export const notedPage = (visit: AskingVisit, answer: string): Html =>
  page(
    visit.school,
    "Noted, not done yet",
    html`<h1>Noted. The rest stays on your list.</h1>
${answeredInPart(visit)}
<p>${nextMail(visit)} ${openUntil(visit)}</p>
<p>When you are done, open the link in your mail again and tell us.</p>
${wayThere(visit.ask.action)}
<section><p><a class="quiet" href="${visit.path}">Back to the question</a></p>
${undoForm(visit, answer)}</section>`,
  );

/** After a completion was taken back. */
export const undonePage = (visit: AskingVisit): Html =>
  page(
    visit.school,
    "Taken back",
    html`<h1>Taken back.</h1>
<p>“${visit.occurrence.milestone.title}” counts as not done again.
${nextMail(visit)} ${openUntil(visit)}</p>
<p><a class="button" href="${visit.path}">Back to the question</a></p>`,
  );
