import { html } from "hono/html";
import { nameOrNumber } from "#domain/people/greeting.ts";
import type { Student } from "#domain/people/student.ts";
import type { ImportFile } from "#office/imports/import-file.ts";
import type { TakenBack } from "#office/imports/take-back.ts";
import { counted } from "../../kit/counted.ts";
import type { Html } from "../../kit/html.ts";
import { importPage, STAFF_PAGES } from "../routes.ts";
import { fileOf } from "./import-list.ts";

const MOST_NAMES = 50;

/** What may be decided of a roster. */
export const DECISIONS = ["approve", "discard", "take-back"] as const;
export type ImportDecision = (typeof DECISIONS)[number];

const VERBS: Record<ImportDecision, string> = {
  approve: "Take it in",
  discard: "Leave it out",
  "take-back": "Take it back",
};

const back = (file: ImportFile): Html =>
  html`<p class="back"><a href="${importPage(file.record.id)}">${fileOf(file.record)}</a></p>`;

/** Asks whether that is meant, and says what will happen. `taken`: what taking it back does. */
export const importQuestion = (file: ImportFile, decision: ImportDecision, taken?: TakenBack): Html => {
  const { id } = file.record;
  return html`${back(file)}<h1>${VERBS[decision]}?</h1>
    <section class="panel"><h2>What will happen</h2>
      <ul>${happens(file, decision, taken).map((line) => html`<li>${line}</li>`)}</ul>
      <form method="post" action="${importPage(id)}/decide" class="controls">
        <button class="primary" name="decision" value="${decision}">${VERBS[decision]}</button>
        <a class="button" href="${importPage(id)}">Leave it as it is</a>
      </form>
    </section>`;
};

const happens = ({ record }: ImportFile, decision: ImportDecision, taken?: TakenBack): string[] => {
  if (decision === "take-back") return taken === undefined ? [] : takingBack(taken);
  if (decision === "discard")
    return ["Nothing of it goes in.", "Whom it alone held is let go of, and gets mails as before."];
  const { added, changed, held } = record.counts;
  const held_ = held > 0 ? [`${counted(held)} of those whom it names are doubtful: they are held, one by one.`] : [];
  return [
    `All of it goes in as it was read: ${counted(added)} new, ${counted(changed)} changed.`,
    ...held_,
    "It can be taken back as long as no later roster counts.",
  ];
};

const takingBack = ({ putBack, removed, stay }: TakenBack): string[] => {
  const line = (what: string, people: readonly Student[]) =>
    people.length === 0 ? [] : [`${what} (${counted(people.length)}): ${namesOf(people)}`];
  return [
    ...line(
      "As they were before it",
      putBack.map(({ now }) => now),
    ),
    ...line("Out of sight, since it added them", removed),
    ...line("Left as they are, since somebody changed them later", stay),
  ];
};

const namesOf = (people: readonly Student[]): string => {
  const names = people.slice(0, MOST_NAMES).map(nameOrNumber).join(", ");
  return people.length > MOST_NAMES ? `${names} and others` : names;
};

const DONE: Record<ImportDecision, string> = {
  approve: "It is taken in.",
  discard: "It is left out. The same file, uploaded again, is judged again.",
  "take-back": "It is taken back. The same file, uploaded again, brings it again.",
};

/** What came of a decision, with the way back; `whyNot` where nothing was done. */
export const importDecided = (file: ImportFile, decision: ImportDecision, whyNot?: string): Html =>
  whyNot === undefined
    ? html`${back(file)}<h1>Done</h1><p>${DONE[decision]}</p>
        ${
          file.isNewest
            ? html`<p class="controls"><a class="button" href="${importPage(file.record.id)}/decide?decision=take-back">
                Take back …</a></p>`
            : ""
        }
        <p><a href="${STAFF_PAGES.imports.path}">All rosters</a></p>`
    : html`${back(file)}<h1>Nothing was changed</h1><p>${whyNot}</p>`;
