import { html } from "hono/html";
import { nameOrNumber } from "#domain/people/greeting.ts";
import { doubtsOf, isDoubted, isPause, withoutPause } from "#domain/people/held.ts";
import type { Student } from "#domain/people/student.ts";
import { mailingTitle } from "#office/titles.ts";
import type { Html } from "../../kit/html.ts";
import type { Desk } from "../desk.ts";
import { pauseStudentPage, studentPage } from "../routes.ts";

/** The most characters of why somebody is paused. */
export const LONGEST_REASON = 200;

const back = (student: Student): Html =>
  html`<p class="back"><a href="${studentPage(student.person)}">${nameOrNumber(student)}</a></p>`;

const pausesOf = (student: Student) => doubtsOf(student).filter(isPause);

/** That somebody is paused, by whom and why, with the way to take them up again; nothing where they are not. */
export const pausePanel = ({ time }: Desk, student: Student): Html | "" => {
  const pauses = pausesOf(student);
  if (pauses.length === 0) return "";
  return html`<section id="paused" data-live class="panel notice"><h2>Paused: no mail goes to them</h2>
    <ul class="doubts">${pauses.map(
      ({ says, since }) => html`<li>${says} <span class="quiet">Since ${time.both(since)}.</span></li>`,
    )}</ul>
    <p class="controls"><a class="button" href="${pauseStudentPage(student.person)}">Take up again …</a></p></section>`;
};

/** Asks whether somebody's mails are to be paused, or taken up again, and shows what that comes to. */
export const pauseQuestion = (desk: Desk, student: Student, fault?: string): Promise<Html> =>
  pausesOf(student).length === 0 ? askPause(desk, student, fault) : askTakeUp(desk, student);

const nextIn = async ({ office, program, time }: Desk, student: Student): Promise<string | undefined> => {
  const coming = await office.nextMails(student);
  const titles = coming?.mails.map((mail) => mailingTitle(program, mail)).join("; ");
  return coming && `On ${time.plainDate(coming.on)} they would get: ${titles}.`;
};

const askPause = async (desk: Desk, student: Student, fault?: string): Promise<Html> => {
  const next = await nextIn(desk, student);
  return html`${back(student)}<h1>Pause the mails of ${nameOrNumber(student)}?</h1>
    <section class="panel"><h2>What will happen</h2>
      <ul>
        <li>No mail of the program goes to them until somebody takes them up again, whatever a roster says.
          That holds for mails that are on their way to the mail service too, as far as it has not taken them.</li>
        <li>${next ?? "Nothing is due to them on the next working morning."}</li>
        <li>Taken up again, they get what is still of use in one mail, like somebody who joins late.</li>
        <li>Their links, answers and sessions stay as they are. They are not told.</li>
      </ul>
      <form method="post" action="${pauseStudentPage(student.person)}">
        <label class="field">Why, for whoever asks later
          <input name="reason" required maxlength="${LONGEST_REASON}" autocomplete="off"
            placeholder="e.g. asked for quiet until June" /></label>
        ${fault === undefined ? "" : html`<p class="fault" role="alert">${fault}</p>`}
        <p class="controls"><button class="primary" name="decision" value="pause">Pause their mails</button>
          <a class="button" href="${studentPage(student.person)}">Leave them as they are</a></p>
      </form></section>`;
};

const askTakeUp = async (desk: Desk, student: Student): Promise<Html> => {
  const [pause] = pausesOf(student);
  const next = await nextIn(desk, { ...student, held: withoutPause(student) });
  const stays = isDoubted(student) ? html`<li>They stay held for what is doubted of them.</li>` : "";
  return html`${back(student)}<h1>Take ${nameOrNumber(student)} up again?</h1>
    <section class="panel"><p>${pause?.says}</p><h2>What will happen</h2>
      <ul>${stays}<li>${next ?? "Nothing is due to them; later mails come as planned."}</li></ul>
      <form method="post" action="${pauseStudentPage(student.person)}" class="controls">
        <input type="hidden" name="seen" value="${pause?.evidence ?? ""}" />
        <button class="primary" name="decision" value="take up">Take them up again</button>
        <a class="button" href="${studentPage(student.person)}">Leave them paused</a>
      </form></section>`;
};

const meanwhile = (student: Student): Html =>
  html`${back(student)}<h1>Nothing was changed</h1><p>Somebody decided of ${nameOrNumber(student)} meanwhile. Their page
    shows how they stand.</p>`;

/** What came of pausing. */
export const pausedPage = (student: Student, isDone: boolean): Html =>
  isDone
    ? html`${back(student)}<h1>Paused</h1><p>No mail goes to ${nameOrNumber(student)} until somebody takes them up
        again.</p><p><a class="button" href="${pauseStudentPage(student.person)}">Take up again …</a></p>`
    : meanwhile(student);

/** What came of taking up. */
export const takenUpPage = (student: Student, isDone: boolean): Html =>
  isDone
    ? html`${back(student)}<h1>Taken up again</h1><p>${nameOrNumber(student)} gets mails again, from the next working
        morning on.</p><p><a class="button" href="${pauseStudentPage(student.person)}">Pause again …</a></p>`
    : meanwhile(student);
