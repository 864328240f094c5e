import { html } from "hono/html";
import type { Program } from "#domain/calendar/program.ts";
import type { Explanation } from "#domain/forecast/explain/explain.ts";
import { isTaskSettled, type MailState } from "#domain/parts/part.ts";
import { nameOrNumber } from "#domain/people/greeting.ts";
import type { Student } from "#domain/people/student.ts";
import { stateInWords } from "#office/mail-words.ts";
import type { ItemExplained } from "#office/students/explain-item.ts";
import type { StudentFile } from "#office/students/student-file.ts";
import { waveLabel } from "#office/titles.ts";
import type { Html } from "../../../kit/html.ts";
import { settleButtons } from "../../decisions/settle-buttons.ts";
import type { Desk } from "../../desk.ts";
import { studentItemPage, studentPage } from "../../routes.ts";
import { standingPanel } from "./settle-item.ts";

/** Asks of any item of the program: why did somebody not get it, or when will they? */
export const whyForm = ({ milestones }: Program, student: Student): Html =>
  html`<form class="filter" method="get" action="${studentPage(student.person)}/why">
    <select name="item" aria-label="An item of the program">
      ${milestones
        .toSorted((one, other) => one.title.localeCompare(other.title, "en"))
        .map(({ id, title }) => html`<option value="${id}">${title}</option>`)}
    </select>
    <button>Why, or why not?</button>
  </form>`;

const VERDICTS: Record<Explanation["verdict"], string> = {
  sent: "It went out",
  "will be sent": "It will go out",
  held: "It is held back",
  waits: "It waits",
  never: "It does not go out",
};

/** An item as one student has it: its task, its mails, and by which rules the one that is asked about stands. */
export const itemPage = (desk: Desk, { student }: StudentFile, item: ItemExplained): Html => {
  const { milestone, occurrence } = item;
  const dates = occurrence && datesOf(desk, occurrence);
  return html`<p class="back"><a href="${studentPage(student.person)}">${nameOrNumber(student)}</a></p>
    <h1>${milestone.title}</h1>
    <p class="lead">${nameOrNumber(student)}${dates === undefined ? ": it has no day for them." : `, ${dates}`}</p>
    <div class="columns">
      <section class="panel" id="why" data-live><h2>Why? ${titleOf(item)}</h2>${why(desk, item)}</section>
      <div class="aside">
        ${standingPanel(desk, student, item)}
        ${mailsPanel(desk, student, item)}
      </div>
    </div>`;
};

const datesOf = ({ time }: Desk, { opens, closes }: NonNullable<ItemExplained["occurrence"]>): string =>
  closes ? `${time.plainDate(opens)} to ${time.plainDate(closes)}` : time.plainDate(opens);

const titleOf = ({ wave }: ItemExplained): string => {
  const label = waveLabel(wave);
  return `${label[0]?.toUpperCase()}${label.slice(1)}`;
};

const why = ({ time }: Desk, { explanation, part, wave }: ItemExplained): Html => {
  const { verdict, at, because } = explanation;
  const mail = part?.mails[wave];
  const when = mail?.at ?? at;
  const says = mail === undefined ? VERDICTS[verdict] : capital(stateInWords(mail));
  return html`<p><strong>${says}</strong>${when === undefined ? "" : `, ${time.both(when)}`}.</p>
    <ul class="rules">${because.map(
      ({ rule, fact, holds }) => html`<li><b class="badge ${holds ? "good" : "bad"}">${holds ? "yes" : "no"}</b>
        <span>${rule}: <em>${fact}</em></span></li>`,
    )}</ul>`;
};

const capital = (text: string): string => `${text[0]?.toUpperCase() ?? ""}${text.slice(1)}`;

const mailsPanel = (desk: Desk, student: Student, item: ItemExplained): Html | "" => {
  const { occurrence, part, wave, milestone } = item;
  const waves = [...new Set([...(occurrence?.waves ?? []).map(({ name }) => name), ...Object.keys(part?.mails ?? {})])];
  const planned = (name: string) => occurrence?.waves.find((one) => one.name === name)?.at;
  if (waves.length === 0) return "";
  return html`<section class="panel"><h2>Its mails</h2><ul class="tasks">${waves.map((name) => {
    const address = studentItemPage(student.person, occurrence?.id ?? milestone.id, { wave: name });
    const label =
      name === wave ? html`<strong>${waveLabel(name)}</strong>` : html`<a href="${address}">${waveLabel(name)}</a>`;
    const line = mailLine(desk, part?.mails[name], planned(name), isTaskSettled(part));
    return html`<li><p>${label}</p><p class="quiet">${line}</p>
      ${settleButtons(desk, part, name)}</li>`;
  })}</ul></section>`;
};

const mailLine = (
  { time, now }: Desk,
  mail: MailState | undefined,
  planned: string | undefined,
  isSettled: boolean,
): string => {
  if (mail !== undefined) return `${stateInWords(mail)}, ${time.both(mail.at)}`;
  if (planned === undefined) return "never planned";
  if (isSettled) return `not needed any more (planned for ${time.both(planned)})`;
  return planned > now()
    ? `planned for ${time.both(planned)}`
    : `nothing on record; it was planned for ${time.both(planned)}`;
};
