import { html } from "hono/html";
import type { MailStateName } from "#domain/parts/mail-states.ts";
import { mailsInSight } from "#office/mails/mails-in-sight.ts";
import { milestoneTitle, waveText } from "./figures.ts";
import type { Desk, Piece } from "./layout.ts";
import { troubleOf } from "./mail-words.ts";

/** Where a mail stands that staff should look at; unknown ones have a panel of their own. */
const TO_LOOK_AT: readonly MailStateName[] = ["left", "rejected", "bounced", "complained"];

const MEND_ADDRESS =
  "A mail that did not reach its student: correct their address in the roster and upload it on the page “Overview”. The next working morning sends what is still of use to the new address.";

interface Troubled {
  key: string;
  name: string;
  what: string;
  at: string;
}

/** The mails of the occurrences in sight that staff should look at, the newest first. */
const troubledMails = async ({ system, program }: Desk): Promise<Troubled[]> => {
  const students = await system.students();
  const names = new Map(students.map(({ person, firstName, lastName }) => [person, `${firstName} ${lastName}`]));
  const found = await mailsInSight({ program, parts: { ofOccurrence: system.partsOf } }, TO_LOOK_AT, system.now());
  return found.toReversed().map(({ part: { student: key, milestone }, wave, mail }) => {
    const what = `${waveText(milestoneTitle(program, milestone), wave)}: ${troubleOf(mail)}`;
    return { key, name: names.get(key) ?? key, what, at: mail.at };
  });
};

/** A section of those mails, each under its student; nothing where there are none. */
export const troubledSection = async (desk: Desk): Promise<Piece | ""> => {
  const troubled = await troubledMails(desk);
  if (troubled.length === 0) return "";
  return html`<h2>Mails to look at</h2>
    <p class="lead">${MEND_ADDRESS}</p>
    <ul class="failures">${troubled.map(
      ({ key, name, what, at }) =>
        html`<li><p><a href="/students/${encodeURIComponent(key)}">${name}</a> <time datetime="${at}">${desk.time.both(at)}</time></p><p>${what}</p></li>`,
    )}</ul>`;
};
