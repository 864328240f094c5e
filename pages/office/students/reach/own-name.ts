import { html } from "hono/html";
import { nameOrNumber } from "#domain/people/greeting.ts";
import type { Student } from "#domain/people/student.ts";
import type { Html } from "../../../kit/html.ts";
import type { Desk } from "../../desk.ts";
import { ownNamePage, studentPage } from "../../routes.ts";

const rosterName = ({ ownName: _, ...student }: Student): string => nameOrNumber(student);

/** What they asked to be called, and the way to take it back; nothing of who is called as the roster says. */
export const ownNameFact = (time: Desk["time"], student: Student): Html | "" =>
  student.ownName === undefined
    ? ""
    : html`<div><dt>Called</dt><dd>${student.ownName.name}
        <div class="quiet">They asked for it on ${time.both(student.ownName.at)}. In the roster:
          ${rosterName(student)}.</div>
        <div><a class="button small" href="${ownNamePage(student.person)}">Take it back …</a></div></dd></div>`;

const back = (student: Student): Html =>
  html`<p class="back"><a href="${studentPage(student.person)}">${rosterName(student)}</a></p>`;

/** Asks whether a name is to be taken back that somebody asked to be called by. */
export const ownNameQuestion = (student: Student): Html =>
  student.ownName === undefined
    ? nameTakenBack(student, false)
    : html`${back(student)}<h1>Call them as the roster does?</h1>
    <section class="panel"><p>They asked to be called ${student.ownName.name}. In the roster they are
      ${rosterName(student)}.</p>
      <p>Mails, lists and pages say the roster’s name from then on. They can ask again in their plan.</p>
      <form method="post" action="${ownNamePage(student.person)}" class="controls">
        <input type="hidden" name="seen" value="${student.ownName.at}" />
        <button class="primary" name="decision" value="take back">Take it back</button>
        <a class="button" href="${studentPage(student.person)}">Leave it</a>
      </form></section>`;

/** What came of it. */
export const nameTakenBack = (student: Student, isDone: boolean): Html =>
  html`${back(student)}<h1>${isDone ? "They are called as in the roster" : "Nothing was changed"}</h1>
    <p>${
      isDone ? "Mails, lists and pages say so from now on." : "By now they are called otherwise. Their page shows how."
    }</p>`;
