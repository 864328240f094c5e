import { html } from "hono/html";
import { occurrencesToPlan } from "#domain/sight.ts";
import { milestoneTitle, waveText } from "./figures.ts";
import type { Desk, Piece } from "./layout.ts";

/** What staff should know of a mail that stands there; the other states need nobody's eyes. */
const SAID = new Map<string, string>([
  ["left", "nobody knows whether it went out; left as it is"],
  ["rejected", "SES would not send it"],
  ["bounced", "it did not reach its student"],
  ["complained", "its student marked it as spam"],
]);

interface Troubled {
  key: string;
  name: string;
  what: string;
  at: string;
}

/** The mails of the occurrences in sight that staff should look at, the newest first. */
const troubledMails = async ({ system, program, time }: Desk): Promise<Troubled[]> => {
  const students = await system.students();
  const names = new Map(students.map(({ key, firstName, lastName }) => [key, `${firstName} ${lastName}`]));
  const occurrences = occurrencesToPlan(program, students, time.day(system.now()));
  const parts = (await Promise.all(occurrences.map((occurrence) => system.partsOf(occurrence)))).flat();
  const found = parts.flatMap(({ student: key, milestone, mails }) =>
    Object.entries(mails).flatMap(([wave, { state, reason, at }]) => {
      const said = SAID.get(state);
      if (said === undefined) return [];
      const what = `${waveText(milestoneTitle(program, milestone), wave)}: ${said}${reason ? ` (${reason})` : ""}`;
      return [{ key, name: names.get(key) ?? key, what, at }];
    }),
  );
  return found.toSorted((one, other) => (one.at < other.at ? 1 : -1));
};

/** A section of those mails, each under its student; nothing where there are none. */
export const troubledSection = async (desk: Desk): Promise<Piece | ""> => {
  const troubled = await troubledMails(desk);
  if (troubled.length === 0) return "";
  return html`<h2>Mails to look at</h2>
    <ul class="failures">${troubled.map(
      ({ key, name, what, at }) =>
        html`<li><p><a href="/students/${encodeURIComponent(key)}">${name}</a> <time datetime="${at}">${desk.time.both(at)}</time></p><p>${what}</p></li>`,
    )}</ul>`;
};
