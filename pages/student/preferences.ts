import { html } from "hono/html";
import { DECLINABLE_KINDS, type DeclinableKind, type MailKind } from "#domain/people/mail-kinds.ts";
import type { School } from "#domain/time/school.ts";
import type { Html } from "../kit/html.ts";
import { KIND_TITLES } from "../kit/kind-titles.ts";
import { checkMark, nonceField, page } from "./layout.ts";

/** One look at a student's choices. Nothing of the student is in it. */
export interface ChoiceVisit {
  school: School;
  /** Path of the page of choices, e.g. `/p/v1.…`. */
  path: string;
  /** Path of the page about their calendar. */
  calendar: string;
  /** The kind of the mail that brought them. */
  kind: MailKind;
}

/** A look at the page with its form. `declined`: what is declined now. */
export type PreferencesVisit = ChoiceVisit & { nonce: string; declined: readonly DeclinableKind[] };

/** What stands above the form: that it was `saved`, or came from a browser without cookies, or from no page of ours. */
export type Note = "saved" | "unsure" | "foreign";

const TEXTS: Record<DeclinableKind, string> = {
  calendar: "Class meetings and other days of your class, when they come.",
  residency: "How and when to apply for residency, in the year before you graduate.",
  match: "The day on which you learn where you go next.",
  nudges: "A nudge now and then, and a last call, for what you have not done yet.",
  enrichment: "Panels, workshops and ideas beyond what is asked of you.",
};

const choice = (kind: DeclinableKind, wanted: boolean): Html => html`<label class="choice">
<input type="checkbox" name="wanted" value="${kind}"${wanted ? " checked" : ""}>
<span><strong>${KIND_TITLES[kind]}</strong><span class="soft">${TEXTS[kind]}</span></span></label>`;

const ALWAYS: Html = html`<label class="choice fixed">
<input type="checkbox" checked disabled>
<span><strong>${KIND_TITLES.essential}</strong>
<span class="soft">Always on: without these mails you could miss a step that is
asked of everybody.</span></span></label>`;

const NOTES: Record<Note, Html> = {
  saved: html`${checkMark}<h1>Saved.</h1>
<p role="status">Your choices below count from now on, also for mails that are just being prepared.
Change them back whenever you like.</p>`,
  unsure: html`<h1>Your mails</h1>
<p class="wrong" role="alert">Nothing was changed yet, since your browser keeps no cookies for this page. Please save
your choices once more.</p>`,
  foreign: html`<h1>Your mails</h1>
<p class="wrong" role="alert">Nothing was changed yet. Here are your choices as they stand.
Change and save them below.</p>`,
};

const TITLES: Record<Note | "look", string> = {
  look: "Your mails",
  saved: "Your choices are saved",
  unsure: "Not saved yet: your mails",
  foreign: "Not saved yet: your mails",
};

/**
 * The page on which a student chooses which kinds of mail they get; without scripts, and changing nothing by a look.
 */
export const preferencesPage = (
  { school, path, calendar, kind, nonce, declined }: PreferencesVisit,
  note?: Note,
): Html =>
  page(
    school,
    TITLES[note ?? "look"],
    html`${
      note === undefined
        ? html`<h1>Your mails</h1>
<p>The mail that brought you here counts as “${KIND_TITLES[kind]}”.</p>`
        : NOTES[note]
    }
<form method="post" action="${path}">
${nonceField(nonce)}
<fieldset>
<legend>Which mails do you want?</legend>
${ALWAYS}
${DECLINABLE_KINDS.map((each) => choice(each, !declined.includes(each)))}
</fieldset>
<button class="main">Save my choices</button>
</form>
<section><h2>Your calendar</h2>
<p><a href="${calendar}">See your sessions and last days in the calendar that you use</a></p></section>
<p class="soft after">Looking at this page changes nothing. Only saving does.</p>`,
  );

/** After a mailbox's one click declined a kind of mail: the same each time that it is clicked. */
export const declinedPage = ({ school, path, kind }: ChoiceVisit): Html =>
  page(
    school,
    "Declined",
    html`${checkMark}<h1>You will get no more of these.</h1>
<p>Mails of the kind “${KIND_TITLES[kind]}” stop from now on. All others still come.</p>
<p><a class="quiet" href="${path}">Change your mind, or choose more</a></p>`,
  );
