import { html } from "hono/html";
import type { OwnNotes } from "#office/advising/own-notes.ts";
import type { Html } from "../../kit/html.ts";
import type { Desk } from "../desk.ts";
import { notePage, STAFF_PAGES } from "../routes.ts";
import { WHAT_A_NOTE_IS } from "./note-page.ts";

type ListedNote = Awaited<ReturnType<OwnNotes["all"]>>[number];

/** All that an advisor keeps for themselves. @param names of their students by opaque keys */
export const notesBody = (desk: Desk, notes: readonly ListedNote[], names: ReadonlyMap<string, string>): Html => html`
  <p class="back"><a href="${STAFF_PAGES.mine.path}">My students</a></p>
  <h1>${STAFF_PAGES.notes.title}</h1>
  ${WHAT_A_NOTE_IS}
  ${
    notes.length === 0
      ? html`<p class="quiet empty">You keep no notes. Begin one from a student of yours.</p>`
      : html`<ul class="advised">${notes.map((note) => noteRow(desk, note, names.get(note.student)))}</ul>`
  }`;

const noteRow = ({ time }: Desk, { student, text, at }: ListedNote, name: string | undefined): Html => {
  const of = name ?? "Somebody who is not your student any more";
  return html`<li class="panel"><h2>${name === undefined ? of : html`<a href="${notePage(student)}">${of}</a>`}</h2>
    <p class="note">${text}</p><p class="quiet">${time.both(at)}</p>
    <form method="post" action="${STAFF_PAGES.notes.path}" class="controls">
      <input type="hidden" name="student" value="${student}" />
      <button class="small" aria-label="Delete for good: ${of}">Delete for good</button>
    </form></li>`;
};
