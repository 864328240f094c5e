import type { Context, Hono } from "hono";
import { html } from "hono/html";
import { nameOrNumber } from "#domain/people/greeting.ts";
import type { Student } from "#domain/people/student.ts";
import { type Erased, mayBeErased } from "#office/people/erase.ts";
import type { Html } from "../../../kit/html.ts";
import { answer } from "../../answer.ts";
import type { Desk } from "../../desk.ts";
import { erasePage, exportPage, STAFF_PAGES, studentPage } from "../../routes.ts";

const { path } = STAFF_PAGES.students;
const WRONG_NUMBER = "That is not their number. Write it as it stands on their page, to say that you mean this person.";

/** The routes by which a graduate who asks for it is erased. */
export const erasePages = (app: Hono, desk: Desk): void => {
  const route = `${path}/:key/erase`;
  const of = { path, title: "Erase" };
  const find = async (context: Context) => (await desk.office.student(context.req.param("key") ?? ""))?.student;
  app.get(route, async (context) => {
    const student = await find(context);
    return student ? answer(context, desk, of, question(desk, student)) : context.notFound();
  });
  app.post(route, async (context) => {
    const student = await find(context);
    if (student === undefined) return context.notFound();
    const { number, decision } = await context.req.parseBody();
    if (decision !== "erase" || typeof number !== "string" || number.trim() !== student.schoolId)
      return answer(context, desk, { ...of, status: 400 }, question(desk, student, WRONG_NUMBER));
    let erased: Erased | undefined;
    const whyNot = await desk.carryOut(async () => {
      erased = await desk.office.erasePerson(student);
    });
    if (erased === undefined) return answer(context, desk, { title: "Not now", status: 409 }, whyNot ?? "");
    return answer(context, desk, of, outcome(erased));
  });
};

const GOES = [
  "Their names, addresses, advisor, site and mailbox, and why they were held or paused.",
  "What they answered, who said what of their tasks and why, their access code, and the kinds of mail they declined.",
  "What advisors keep about them for themselves.",
  "The mail service’s number and reason of each of their mails, and the address of their calendar.",
  "Links in old mails lead them nowhere any more.",
];

const STAYS = [
  "Counts: that somebody of their class was asked, did it, was mailed or came, under a key that leads to nobody.",
  "Their number, as a mark: no roster brings them back. Of a mail to an advisor about them: number and item.",
  "Records of what staff did, without a name. A mark of a dean, under the same key that leads to nobody.",
  "Uploaded rosters and their reports until the bucket deletes them, and backups of the table for 35 days.",
];

const list = (lines: readonly string[]): Html => html`<ul>${lines.map((line) => html`<li>${line}</li>`)}</ul>`;

const back = (student: Student): Html =>
  html`<p class="back"><a href="${studentPage(student.person)}">${nameOrNumber(student)}</a></p>`;

const question = ({ time, now }: Desk, student: Student, fault?: string): Html => {
  if (!mayBeErased(student, time.day(now())))
    return html`${back(student)}<h1>Only a graduate is erased</h1>
      <p>Their status is “${student.status}”: mails are still theirs. Whoever should never have been here is removed
        instead.</p>`;
  return html`${back(student)}<h1>Erase ${nameOrNumber(student)}?</h1>
    <section class="panel"><p><strong>This cannot be undone.</strong> Do it where they asked for it, and hand them
      <a href="${exportPage(student.person)}">all that is on record</a> first if they want it.</p>
      <h2>What goes</h2>${list(GOES)}<h2>What stays</h2>${list(STAYS)}
      <form method="post" action="${erasePage(student.person)}">
        <label class="field" for="number">Their number, to say that you mean this person
          <input id="number" name="number" required autocomplete="off" /></label>
        ${fault === undefined ? "" : html`<p class="fault" role="alert">${fault}</p>`}
        <p class="controls"><button class="primary" name="decision" value="erase">Erase them for good</button>
          <a class="button" href="${studentPage(student.person)}">Leave them</a></p>
      </form></section>`;
};

const SAYS: Record<Erased, { title: string; says: string }> = {
  erased: { title: "Erased", says: "Nobody here knows any more who they were." },
  "not graduated": { title: "Nothing was changed", says: "They have not graduated, or not any more." },
  elsewhere: {
    title: "Nothing was changed",
    says: "They are in another program of the school too, which needs to know who they are. Remove them there first.",
  },
  gone: { title: "Nothing was changed", says: "They are not here any more." },
};

const outcome = (erased: Erased): Html => html`<p class="back"><a href="${path}">All students</a></p>
  <h1>${SAYS[erased].title}</h1><p>${SAYS[erased].says}</p>`;
