import { type Context, Hono } from "hono";
import { advisingPages } from "./advising/advising-pages.ts";
import { notePages } from "./advising/note-pages.ts";
import { answer } from "./answer.ts";
import { calendarPage } from "./calendar/calendar-page.ts";
import { sessionPages } from "./calendar/session-pages.ts";
import { correctionPages } from "./corrections/corrections.ts";
import { decisionPages } from "./decisions/decision-pages.ts";
import { failuresPage } from "./decisions/failures-page.ts";
import type { Desk, Mailbox } from "./desk.ts";
import { heldPages } from "./held/held-pages.ts";
import { importPages } from "./imports/import-pages.ts";
import { uploadPages } from "./imports/upload-pages.ts";
import { mailFrame } from "./mails/mail-frame.ts";
import { mailsPage } from "./mails/mails-page.ts";
import { progressPages } from "./progress/progress-pages.ts";
import { recordPages } from "./records/record-pages.ts";
import { AHEAD, STAFF_PAGES } from "./routes.ts";
import { editPages } from "./students/edit/edit-pages.ts";
import { erasePages } from "./students/erase/erase-pages.ts";
import { exportPages } from "./students/export-pages.ts";
import { itemPages } from "./students/item/item-pages.ts";
import { reachPages } from "./students/reach/reach-pages.ts";
import { searchPages } from "./students/search-pages.ts";
import { studentPage } from "./students/student-page.ts";
import { studentsPage } from "./students/students-page.ts";
import { theirMails } from "./students/their-mails.ts";
import { aheadPageBody, todayPage } from "./today/today-page.ts";

const NOT_KEPT = "This answer is not kept any more. The pages show how everything stands.";
const NO_MAIL = "There is no such mail. After a new start every mail has a new address.";

/**
 * The pages of staff, to be mounted by a host behind whatever keeps others away from them. A look changes nothing; what
 * a person decides comes by a form.
 */
export const staffPages = (desk: Desk): Hono => {
  const app = new Hono();
  const { overview, failures, calendar } = STAFF_PAGES;
  app.get(overview.path, async (context) => answer(context, desk, overview, await todayPage(desk)));
  app.get(AHEAD, async (context) => {
    const of = { path: overview.path, title: "Ahead" };
    return answer(context, desk, of, await aheadPageBody(desk, context.req.query()));
  });
  app.get(failures.path, async (context) => answer(context, desk, failures, await failuresPage(desk)));
  app.get(calendar.path, async (context) =>
    answer(context, desk, calendar, await calendarPage(desk, queryOf(context))),
  );
  progressPages(app, desk);
  sessionPages(app, desk);
  studentPages(app, desk);
  if (desk.mailbox) mailPages(app, desk, desk.mailbox);
  decisionPages(app, desk);
  recordPages(app, desk);
  const { answers } = desk;
  if (answers === undefined) return app;
  app.get("/answers/:id", async (context) => {
    const kept = answers.kept(context.req.param("id"));
    if (kept === undefined) return answer(context, desk, { title: "Not here", status: 404 }, NOT_KEPT);
    return answer(context, desk, kept.of, kept.body);
  });
  return app;
};

const queryOf = (context: Context) => (name: string) => context.req.query(name) ?? "";

/** The page of a list, from 0. */
const pageAsked = (context: Context): number => Math.max(0, Number.parseInt(queryOf(context)("page"), 10) || 0);

const studentPages = (app: Hono, desk: Desk): void => {
  const { students } = STAFF_PAGES;
  app.get(students.path, async (context) => {
    const ask = queryOf(context);
    const listing = { q: ask("q"), cohort: ask("cohort"), unanswered: ask("unanswered"), held: ask("held") === "yes" };
    return answer(context, desk, students, await studentsPage(desk, listing, pageAsked(context)));
  });
  app.get(`${students.path}/:key`, async (context) => {
    const file = await desk.office.student(context.req.param("key"));
    const of = { path: students.path, title: "Student" };
    if (file === undefined) return context.notFound();
    const [others, sessions] = await Promise.all([
      desk.office.othersOf(file.student),
      desk.office.sessionsOf(file.student),
    ]);
    return answer(context, desk, of, studentPage(desk, file, { others, sessions }));
  });
  searchPages(app, desk);
  advisingPages(app, desk);
  notePages(app, desk);
  theirMails(app, desk);
  itemPages(app, desk);
  exportPages(app, desk);
  erasePages(app, desk);
  reachPages(app, desk);
  heldPages(app, desk);
  correctionPages(app, desk);
  editPages(app, desk);
  uploadPages(app, desk);
  importPages(app, desk);
  const { linkTo } = desk;
  if (linkTo === undefined) return;
  app.get(`${students.path}/:key/link/:occurrence`, async (context) =>
    context.redirect(await linkTo(context.req.param("key"), context.req.param("occurrence"))),
  );
};

const mailPages = (app: Hono, desk: Desk, mailbox: Mailbox): void => {
  const { mails } = STAFF_PAGES;
  const find = (id: string) => mailbox.mails().find(({ messageId }) => messageId === id);
  const show = async (context: Context, id?: string) => {
    const ask = queryOf(context);
    const filter = { q: ask("q"), milestone: ask("milestone"), wave: ask("wave"), page: pageAsked(context) };
    if (id !== undefined && find(id) === undefined)
      return answer(context, desk, { path: mails.path, title: "Not here", status: 404 }, NO_MAIL);
    return answer(
      context,
      desk,
      mails,
      mailsPage({ ...desk, titles: await desk.office.sessionTitles() }, mailbox, filter, id),
    );
  };
  app.get(mails.path, (context) => show(context));
  app.get(`${mails.path}/:id`, (context) => show(context, context.req.param("id")));
  app.get(`${mails.path}/:id/html`, (context) => {
    const mail = find(context.req.param("id"));
    return mail ? mailFrame(mail) : context.notFound();
  });
};
