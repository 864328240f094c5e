import { html } from "hono/html";
import {
  CORRECTION_SUBJECTS,
  type Correction,
  type CorrectionSubject,
  LONGEST_CORRECTION,
} from "#domain/people/correction.ts";
import { readableDate, schoolDate } from "#domain/time/dates.ts";
import type { Html } from "../kit/html.ts";
import { PLAN } from "../routes.ts";

/** What a student may say is wrong, in their words. */
const SUBJECT_TITLES: Record<CorrectionSubject, string> = {
  details: "My name or address",
  course: "My track, year, phase or leave",
  item: "Something that I have or have not done",
  session: "A session: my answer, or that I was there",
  other: "Something else",
};

/** Why a message was not taken, and what was typed. */
export interface CorrectionFault {
  why: "empty" | "too long" | "no subject" | "open already";
  subject: string;
  says: string;
}

const FAULTS: Record<CorrectionFault["why"], string> = {
  empty: "Not sent: say in a sentence what is wrong.",
  "too long": `Not sent: it is longer than ${LONGEST_CORRECTION} characters. Please shorten it.`,
  "no subject": "Not sent: choose what it is about.",
  "open already": "Not sent: the office still has your message about this. You can write again once it is settled.",
};

export interface CorrectionForm {
  open: readonly Correction[];
  fault: CorrectionFault | undefined;
  timeZone: string;
}

const sent = ({ open, timeZone }: CorrectionForm): Html =>
  open.length === 0
    ? html``
    : html`<p>The office has your message, and will look at it:</p><ul class="rows">${open.map(
        ({ subject, says, at }) => html`<li><span class="what">${SUBJECT_TITLES[subject]}</span>
<span class="soft">${readableDate(schoolDate(at, timeZone))}: “${says}”</span></li>`,
      )}</ul>`;

/** The form by which a student tells the office that something is wrong, with what they have told it already. */
export const correctionSection = (form: CorrectionForm): Html => {
  const { open, fault } = form;
  const left = CORRECTION_SUBJECTS.filter((subject) => !open.some((one) => one.subject === subject));
  const wrong = fault && html`<p class="wrong" id="wrong-fault" role="alert">${FAULTS[fault.why]}</p>`;
  const told = fault && html` aria-invalid="true" aria-describedby="wrong-fault"`;
  return html`<section class="card screen" aria-labelledby="wrong"><h2 id="wrong">Is something wrong here?</h2>
${sent(form)}${
  left.length === 0
    ? ""
    : html`<form method="post" action="${PLAN.home}/wrong">${wrong}
<p class="field"><label for="subject">What is it about?</label>
<select id="subject" name="subject">${left.map(
        (one) => html`<option value="${one}"${one === fault?.subject ? " selected" : ""}>
${SUBJECT_TITLES[one]}</option>`,
      )}</select></p>
<p class="field"><label for="says">What should be different?</label>
<textarea id="says" name="says" rows="4" maxlength="${LONGEST_CORRECTION}"${told}>${fault?.says ?? ""}</textarea>
<span class="soft">The office reads it. Please leave out anything about your health or other people.</span></p>
<button>Tell the office</button></form>`
}</section>`;
};
