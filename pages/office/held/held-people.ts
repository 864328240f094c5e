import { html } from "hono/html";
import { nameOrNumber } from "#domain/people/greeting.ts";
import { doubtsOf, isDoubted, pauseOf, withoutPause } from "#domain/people/held.ts";
import type { Student } from "#domain/people/student.ts";
import type { NextMails } from "#office/people/next-mails.ts";
import { mailingTitle } from "#office/titles.ts";
import type { Html } from "../../kit/html.ts";
import type { Desk } from "../desk.ts";
import { heldPage, releasePage, STAFF_PAGES, studentPage } from "../routes.ts";
import { mergeLinks } from "./merge-people.ts";

/** A line that leads to those who are held; nothing where nobody is. */
export const heldNotice = async ({ office }: Desk): Promise<Html | ""> => {
  const held = await office.heldPeople();
  const { length } = held.filter(isDoubted);
  const people = length === 1 ? "One student is held" : `${length} students are held`;
  const doubted = html`<p class="panel notice" role="status">${people}: no mail goes to them.
    <a href="${heldPage}">Look at why, and decide</a></p>`;
  return html`${length === 0 ? "" : doubted}${pausedNotice(held.length - length)}`;
};

const pausedNotice = (paused: number): Html | "" => {
  if (paused === 0) return "";
  const people = paused === 1 ? "One student is paused" : `${paused} students are paused`;
  return html`<p class="panel quiet">${people} by hand: no mail goes to them.
    <a href="${heldPage}">See who, and why</a></p>`;
};

/** What is doubted of somebody, with the way to let go of them; nothing where they are not held. */
export const heldPanel = (desk: Desk, student: Student, others: readonly Student[]): Html | "" =>
  !isDoubted(student)
    ? ""
    : html`<section id="held" data-live class="panel notice">
        <h2>Held: no mail goes to them</h2>
        ${doubtList(desk, student)}
        <p class="controls"><a class="button" href="${releasePage(student.person)}">Let go …</a>
          ${mergeLinks(student, others)}</p>
      </section>`;

const doubtList = ({ time }: Desk, student: Student): Html =>
  html`<ul class="doubts">${doubtsOf({ held: withoutPause(student) }).map(
    ({ says, since }) => html`<li>${says} <span class="quiet">Since ${time.both(since)}.</span></li>`,
  )}</ul>`;

const back = (student: Student): Html =>
  html`<p class="back"><a href="${studentPage(student.person)}">${nameOrNumber(student)}</a></p>`;

/** Asks whether somebody is to be let go of, and shows what that comes to. */
export const releaseQuestion = async (desk: Desk, student: Student): Promise<Html> => {
  if (student.held === undefined || !isDoubted(student)) return unchanged(student);
  const coming = await desk.office.nextMails({ ...student, held: pauseOf(student) });
  return html`${back(student)}<h1>Let go of ${nameOrNumber(student)}?</h1>
    <section class="panel">
      <h2>What is doubted</h2>${doubtList(desk, student)}
      <h2>What will happen</h2>
      <ul>
        <li>${comesTo(desk, student, coming)}</li>
        <li>What was doubted never holds them again. Their page takes it back as long as nobody else decides.</li>
      </ul>
      <form method="post" action="${releasePage(student.person)}" class="controls">
        <input type="hidden" name="seen" value="${student.held.evidence}" />
        <button class="primary" name="decision" value="release">Let go of them</button>
        <a class="button" href="${studentPage(student.person)}">Leave them held</a>
      </form>
    </section>`;
};

const comesTo = ({ program, time }: Desk, { status, held }: Student, coming: NextMails | undefined): string => {
  if (pauseOf({ held }) !== undefined) return "They stay paused: no mail goes to them until they are taken up again.";
  if (status !== "active") return `Their status stays “${status}”: no mail goes to them.`;
  if (coming === undefined) return "Their status stays “active”. Nothing is due to them; later mails come as planned.";
  const titles = coming.mails.map((mail) => mailingTitle(program, mail));
  return `Their status stays “active”. On ${time.plainDate(coming.on)} they get: ${titles.join("; ")}.`;
};

/** What came of letting go of somebody. */
export const releasedPage = (student: Student, isDone: boolean): Html =>
  isDone
    ? html`${back(student)}<h1>Let go</h1>
        <p>${nameOrNumber(student)} gets mails again, from the next working morning on.</p>
        <form method="post" action="${releasePage(student.person)}" class="controls">
          <button name="decision" value="hold again">Hold them again</button>
        </form>
        <p><a href="${heldPage}">All who are held</a></p>`
    : unchanged(student);

/** What came of holding somebody again. */
export const heldAgainPage = (student: Student, isDone: boolean): Html =>
  isDone
    ? html`${back(student)}<h1>Held again</h1>
        <p>No mail goes to ${nameOrNumber(student)} until somebody lets go of them.</p>`
    : unchanged(student);

const unchanged = (student: Student): Html =>
  html`${back(student)}<h1>Nothing was changed</h1>
    <p>Somebody decided of ${nameOrNumber(student)} meanwhile.
      <a href="${STAFF_PAGES.students.path}">All students</a></p>`;
