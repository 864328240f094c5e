import type { Hono } from "hono";
import { html } from "hono/html";
import { isOut } from "#domain/parts/part.ts";
import { nameOrNumber } from "#domain/people/greeting.ts";
import { stateInWords } from "#office/mail-words.ts";
import type { StudentFile } from "#office/students/student-file.ts";
import { waveLabel } from "#office/titles.ts";
import { counted } from "../../kit/counted.ts";
import type { Html } from "../../kit/html.ts";
import { answer } from "../answer.ts";
import type { Desk } from "../desk.ts";
import { STAFF_PAGES, studentItemPage, studentPage } from "../routes.ts";

const { path } = STAFF_PAGES.students;

/** The route of the mails that a student got. */
export const theirMails = (app: Hono, desk: Desk): void => {
  app.get(`${path}/:key/mails`, async (context) => {
    const file = await desk.office.student(context.req.param("key"));
    return file === undefined
      ? context.notFound()
      : answer(context, desk, { path, title: "Mails they got" }, mailsOf(desk, file));
  });
};

const mailsOf = ({ time }: Desk, { student, tasks }: StudentFile): Html => {
  const mails = tasks
    .flatMap(({ occurrence, part }) =>
      Object.entries(part?.mails ?? {}).map(([wave, mail]) => ({ occurrence, wave, mail })),
    )
    .toSorted((one, other) => (one.mail.at < other.mail.at ? 1 : -1));
  const out = mails.filter(({ mail }) => isOut(mail)).length;
  return html`<p class="back"><a href="${studentPage(student.person)}">${nameOrNumber(student)}</a></p>
    <h1>Mails they got</h1>
    <p class="lead">${nameOrNumber(student)}: ${counted(out)} mails of the program went out, the newest first.
      What came of sessions stands on the student’s page.</p>
    ${
      mails.length === 0
        ? html`<p class="quiet empty">No mail to them is on record yet.</p>`
        : html`<section class="panel" aria-label="Mails"><ul class="tasks">${mails.map(
            ({ occurrence, wave, mail }) => html`<li>
              <p><a href="${studentItemPage(student.person, occurrence.id, { wave })}">${occurrence.milestone.title}</a>
                <span class="quiet">${waveLabel(wave)}</span></p>
              <p class="quiet">${time.both(mail.at)}: ${stateInWords(mail)}</p></li>`,
          )}</ul></section>`
    }`;
};
