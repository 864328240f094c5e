import { html } from "hono/html";
import { troubleOf } from "#office/mail-words.ts";
import { milestoneTitle, waveText } from "#office/titles.ts";
import type { Html } from "../../kit/html.ts";
import type { Desk } from "../desk.ts";
import { studentPage } from "../routes.ts";

const MEND_ADDRESS =
  "A mail that did not reach its student: correct their address in the roster and upload it on the page " +
  "“Today”. The next working morning sends what is still of use to the new address.";

interface Troubled {
  key: string;
  name: string;
  what: string;
  at: string;
}

/** The mails that staff should look at, the newest first. */
const troubledMails = async ({ office, program }: Desk): Promise<Troubled[]> => {
  const names = await office.names();
  return (await office.troubledMails()).toReversed().map(({ part: { student: key, milestone }, wave, mail }) => {
    const what = `${waveText(milestoneTitle(program, milestone), wave)}: ${troubleOf(mail)}`;
    return { key, name: names.get(key) ?? key, what, at: mail.at };
  });
};

/** A section of those mails, each under its student; nothing where there are none. */
export const troubledSection = async (desk: Desk): Promise<Html | ""> => {
  const troubled = await troubledMails(desk);
  if (troubled.length === 0) return "";
  return html`<h2>Mails to look at</h2>
    <p class="lead">${MEND_ADDRESS}</p>
    <ul class="failures">${troubled.map(
      ({ key, name, what, at }) =>
        html`<li><p><a href="${studentPage(key)}">${name}</a> <time datetime="${at}">${desk.time.both(at)}</time></p>
          <p>${what}</p></li>`,
    )}</ul>`;
};
