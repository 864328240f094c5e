import type { Context, Hono } from "hono";
import type { Student } from "#domain/people/student.ts";
import type { Html } from "../../kit/html.ts";
import { answer } from "../answer.ts";
import type { Desk } from "../desk.ts";
import { STAFF_PAGES } from "../routes.ts";
import { heldAgainPage, releasedPage, releaseQuestion } from "./held-people.ts";
import { mergedPage, mergeQuestion } from "./merge-people.ts";
import { pausePages } from "./pause-pages.ts";

const { path } = STAFF_PAGES.students;
const NOT_UNDERSTOOD = "Decide with the buttons of the student’s own page.";

/** The routes by which a person lets go of somebody who is held, or takes that back. */
export const heldPages = (app: Hono, desk: Desk): void => {
  const route = `${path}/:key/release`;
  const find = async (context: Context) => (await desk.office.student(context.req.param("key") ?? ""))?.student;
  app.get(route, async (context) => {
    const student = await find(context);
    if (student === undefined) return context.notFound();
    return answer(context, desk, { path, title: "Let go" }, await releaseQuestion(desk, student));
  });
  app.post(route, async (context) => {
    const student = await find(context);
    if (student === undefined) return context.notFound();
    const form = await context.req.parseBody();
    let said: Html | undefined;
    const whyNot = await desk.carryOut(async () => {
      said = await decide(desk, student, form);
    });
    if (whyNot !== undefined) return answer(context, desk, { title: "Not now", status: 409 }, whyNot);
    if (said === undefined) return answer(context, desk, { title: "Not understood", status: 400 }, NOT_UNDERSTOOD);
    return answer(context, desk, { path, title: "Decided" }, said);
  });
  pausePages(app, desk);
  mergePages(app, desk);
};

const mergePages = (app: Hono, desk: Desk): void => {
  const route = `${path}/:key/merge/:other`;
  const find = (context: Context) =>
    desk.office.merging(context.req.param("key") ?? "", context.req.param("other") ?? "");
  app.get(route, async (context) => {
    const merging = await find(context);
    return merging
      ? answer(context, desk, { path, title: "One person?" }, mergeQuestion(desk, merging))
      : context.notFound();
  });
  app.post(route, async (context) => {
    const merging = await find(context);
    if (merging === undefined) return context.notFound();
    if ((await context.req.parseBody()).decision !== "merge")
      return answer(context, desk, { title: "Not understood", status: 400 }, NOT_UNDERSTOOD);
    let isDone = false;
    const whyNot = await desk.carryOut(async () => {
      isDone = await desk.office.merge(merging);
    });
    if (whyNot !== undefined) return answer(context, desk, { title: "Not now", status: 409 }, whyNot);
    return answer(context, desk, { path, title: "Decided" }, mergedPage(merging, isDone));
  });
};

const decide = async ({ office }: Desk, student: Student, form: Record<string, unknown>): Promise<Html | undefined> => {
  if (form.decision === "hold again") return heldAgainPage(student, await office.holdAgain(student));
  if (form.decision !== "release") return undefined;
  const isAsSeen = student.held?.evidence === form.seen;
  return releasedPage(student, isAsSeen && (await office.releasePerson(student)));
};
