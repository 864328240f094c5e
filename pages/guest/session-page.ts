import { html } from "hono/html";
import { readableSpan } from "#domain/time/readable-times.ts";
import type { Html } from "../kit/html.ts";
import { newTab, page } from "../student/layout.ts";
import { answerForm, codeForm } from "./forms.ts";
import { type GuestNote, type GuestVisit, textOfNote } from "./guest-visit.ts";
import { standingOnPage } from "./standing.ts";

const line = (label: string, text: Html | string | undefined): Html =>
  text === undefined ? html`` : html`<dt>${label}</dt><dd>${text}</dd>`;

const away = (url: string | undefined, label: string, how: string): Html | undefined =>
  url === undefined
    ? undefined
    : html`<a href="${url}" target="_blank" rel="noopener noreferrer">${label}${newTab}</a><br>
<span class="soft">${how}</span>`;

const LOGIN = "which may ask for your school login.";

const factsOf = ({ session, school, now }: GuestVisit): Html => {
  const { place, link, speakers, audienceNote, recording, status, endsAt } = session;
  const joins = status === "cancelled" || recording !== undefined || endsAt <= now ? undefined : link;
  return html`<dl>
${line("When", readableSpan(session.startsAt, session.endsAt, school.timeZone))}
${line("Where", place)}
${line("Join from afar", away(joins, "Open the meeting", `Opens the school’s meeting, ${LOGIN}`))}
${line("With", speakers)}
${line("For", audienceNote)}
${line("Recording", away(recording, "Watch the recording", `Opens where the school keeps it, ${LOGIN}`))}
</dl>`;
};

/** A guest's page of a session: what it is, where they stand, and what they can say of it now. */
export const guestPage = (visit: GuestVisit, note?: GuestNote): Html => {
  const { session, series, school } = visit;
  return page(
    school,
    note === undefined ? session.title : `Not recorded: ${session.title}`,
    html`${series === undefined ? "" : html`<p class="soft">${series}</p>`}<h1>${session.title}</h1>
${note === undefined ? "" : html`<p class="wrong" role="alert">${textOfNote(note)}</p>`}
${factsOf(visit)}
<section>${standingOnPage(visit)}
${answerForm(visit)}</section>
${codeForm(visit)}
<p class="soft after"><a href="${visit.calendar}">See your sessions in the calendar that you use</a></p>`,
  );
};
