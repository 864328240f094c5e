import { html } from "hono/html";
import { nameOrNumber } from "#domain/people/greeting.ts";
import type { DeclinableKind } from "#domain/people/mail-kinds.ts";
import type { Student } from "#domain/people/student.ts";
import type { Html } from "../../../kit/html.ts";
import { KIND_TITLES } from "../../../kit/kind-titles.ts";
import type { Desk } from "../../desk.ts";
import { choiceBackPage, studentPage } from "../../routes.ts";

const back = (student: Student): Html =>
  html`<p class="back"><a href="${studentPage(student.person)}">${nameOrNumber(student)}</a></p>`;

/** Asks whether somebody said that they want a kind of mail again; that they did not decline it where they did not. */
export const choiceQuestion = async ({ office, by }: Desk, student: Student, kind: DeclinableKind): Promise<Html> => {
  const file = await office.student(student.person);
  if (file?.declined.includes(kind) !== true) return choiceTakenBack(student, false);
  return html`${back(student)}<h1>“${KIND_TITLES[kind]}” again for ${nameOrNumber(student)}?</h1>
    <section class="panel"><p>They declined these mails. Take that back only if they said so to you.</p>
      <h2>What will happen</h2>
      <ul><li>From now on they get them again. What came meanwhile and is too late is not sent.</li>
        <li>It is recorded as their word, told to ${by ?? "the office"}. Their own page lets them decline
          again.</li></ul>
      <form method="post" action="${choiceBackPage(student.person, kind)}" class="controls">
        <button class="primary" name="decision" value="take back">They said so: send them again</button>
        <a class="button" href="${studentPage(student.person)}">Leave it</a>
      </form></section>`;
};

/** What came of it. */
export const choiceTakenBack = (student: Student, isDone: boolean): Html =>
  isDone
    ? html`${back(student)}<h1>Recorded</h1><p>They get these mails again.</p>`
    : html`${back(student)}<h1>Nothing was changed</h1><p>They have not declined these mails, or took it back
        meanwhile.</p>`;
