import { html } from "hono/html";
import { addDays, readableDate, schoolDate } from "#domain/time/dates.ts";
import type { Html } from "../kit/html.ts";
import { newTab, nonceField, page } from "./layout.ts";
import type { Visit } from "./visit.ts";

/** The page of a milestone that asks nothing: what it is and when, with the rest in the mail. */
export const informationPage = ({ school, occurrence }: Visit): Html =>
  page(
    school,
    occurrence.milestone.title,
    html`<h1>${occurrence.milestone.title}</h1>
<p>There is nothing to confirm here: this one is for your information, and what
you need is in the mail that brought you.</p>
<dl><dt>On your calendar</dt><dd>${readableDate(occurrence.nominal)}</dd></dl>`,
  );

/** Before the access code is shown: it stays hidden until the student asks for it. */
export const accessCodePage = ({ school, occurrence, path, nonce }: Visit, mistake?: "unsure" | "foreign"): Html =>
  page(
    school,
    occurrence.milestone.title,
    html`<h1>${occurrence.milestone.title}</h1>
<p>With this code you register at the AAMC’s Careers in Medicine. It is yours for all of medical school, so make sure
that nobody looks over your shoulder.</p>
${
  mistake === undefined
    ? ""
    : html`<p class="wrong" role="alert">
${mistake === "unsure" ? "Your browser keeps no cookies for this page. " : ""}Please press the button once more.</p>`
}
<form method="post" action="${path}">${nonceField(nonce)}<button class="main">Reveal it now</button></form>`,
  );

const lastDayOf = ({ school, expiresAt }: Visit): string =>
  readableDate(addDays(schoolDate(expiresAt, school.timeZone), -1));

/** The access code itself, where there is one. It is on this page only: no mail, log, or address holds it. */
export const accessCodeShownPage = (visit: Visit, code: string | undefined): Html => {
  const { school, occurrence } = visit;
  return page(
    school,
    occurrence.milestone.title,
    code === undefined
      ? html`<h1>We have no code for you yet.</h1>
<p>That is our doing, not yours. Write to
<a href="mailto:${school.office.email}">${school.office.email}</a>, and we will get you one.</p>`
      : html`<h1>Your access code</h1>
<p><output class="code" aria-label="Your access code">${code}</output></p>
<p>Register once at
<a href="https://careersinmedicine.aamc.org/" target="_blank" rel="noopener noreferrer">Careers in Medicine${newTab}</a>
with this code; after that your own AAMC sign-in is enough.</p>
<p class="soft">By the link in your mail you can come back to this page until ${lastDayOf(visit)}.</p>`,
  );
};
