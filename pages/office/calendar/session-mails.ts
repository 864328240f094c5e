import { html } from "hono/html";
import { nameOrNumber } from "#domain/people/greeting.ts";
import { sessionSubject } from "#domain/sessions/session-subject.ts";
import type { SessionFile, WaveMails } from "#office/calendar/one-session.ts";
import { findSent, studentOf } from "#office/mails/sent-mails.ts";
import { sessionWaveLabel } from "#office/titles.ts";
import { counted } from "../../kit/counted.ts";
import type { Html } from "../../kit/html.ts";
import type { Desk } from "../desk.ts";
import { mailPage, STAFF_PAGES, sessionMailsPage, sessionPage, studentPage } from "../routes.ts";

/** The mails of a session by where they stand: each count leads to those whose mails they are. */
export const mailTable = (desk: Desk, { session: { id }, waves }: SessionFile): Html => {
  if (waves.length === 0)
    return html`<section class="panel"><h2>Mails</h2><p class="quiet">None went out yet.</p></section>`;
  const row = ({ wave, states }: WaveMails) => html`<tr><th scope="row">${waveName(desk, id, wave)}</th>
    <td>${Object.entries(states).map(
      ([state, keys], nth) =>
        html`${nth > 0 ? ", " : ""}<a href="${sessionMailsPage(id, wave, state)}">${counted(keys.length)} ${state}</a>`,
    )}</td></tr>`;
  return html`<section class="panel" aria-labelledby="session-mails"><h2 id="session-mails">Mails</h2>
    <div class="scroll brief" tabindex="0" role="region" aria-label="Mails by where they stand"><table>
    <thead><tr><th scope="col">Mail</th><th scope="col">How many, and where they stand</th></tr></thead>
    <tbody>${waves.map(row)}</tbody></table></div></section>`;
};

/** A mailing's name, which leads to its mails where they can be read again. */
const waveName = ({ mailbox }: Desk, id: string, wave: string): Html | string => {
  const label = sessionWaveLabel(wave);
  if (mailbox === undefined) return label;
  const asked = new URLSearchParams({ milestone: sessionSubject(id), wave });
  return html`<a href="${STAFF_PAGES.mails.path}?${asked}">${label}</a>`;
};

/** Whose mails of one mailing stand at one state; undefined where there is no such mailing or state. */
export const sessionMails = (desk: Desk, file: SessionFile, wave: string, state: string): Html | undefined => {
  const { session, guests, waves } = file;
  const states = Object.entries(waves.find((one) => one.wave === wave)?.states ?? {});
  const keys = states.find(([name]) => name === state)?.[1];
  if (keys === undefined) return undefined;
  const students = new Map(guests.map(({ student }) => [student.person, student]));
  const places = new Map([...students.keys()].map((key, nth) => [key, nth]));
  const inOrder = keys.toSorted(
    (one, other) => (places.get(one) ?? guests.length) - (places.get(other) ?? guests.length),
  );
  const nameOf = (key: string): string => {
    const student = students.get(key);
    return student ? nameOrNumber(student) : "No student any more";
  };
  const mails = new Map(
    findSent(desk.mailbox?.mails() ?? [], { q: "", milestone: sessionSubject(session.id), wave }).map((mail) => [
      studentOf(mail),
      mail.messageId,
    ]),
  );
  const row = (key: string) => {
    const mail = mails.get(key);
    return html`<li><a href="${studentPage(key)}">${nameOf(key)}</a>${
      mail === undefined ? "" : html` · <a href="${mailPage(mail)}">the mail</a>`
    }</li>`;
  };
  return html`<p class="back"><a href="${sessionPage(session.id)}">${session.title}</a></p>
    <h1 class="first-letter">${sessionWaveLabel(wave)}: ${counted(keys.length)} ${state}</h1>
    <section class="panel" aria-label="Students">${namesOf(inOrder, nameOf, row)}</section>`;
};

/** So many names stand together; more of them are folded, each fold by its first and last. */
const TOGETHER = 50;

const namesOf = (keys: readonly string[], nameOf: (key: string) => string, row: (key: string) => Html): Html => {
  const list = (those: readonly string[]) => html`<ul class="guests">${those.map(row)}</ul>`;
  if (keys.length <= TOGETHER) return list(keys);
  const folds = Array.from({ length: Math.ceil(keys.length / TOGETHER) }, (_, nth) =>
    keys.slice(nth * TOGETHER, (nth + 1) * TOGETHER),
  );
  const [first, last] = [(those: string[]) => nameOf(those[0] ?? ""), (those: string[]) => nameOf(those.at(-1) ?? "")];
  return html`${folds.map(
    (those) =>
      html`<details class="names"><summary>${first(those)} to ${last(those)}: ${counted(those.length)}</summary>
      ${list(those)}</details>`,
  )}`;
};
