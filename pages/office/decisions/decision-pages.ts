import type { Context, Hono } from "hono";
import type { Html } from "../../kit/html.ts";
import { answer } from "../answer.ts";
import type { Desk } from "../desk.ts";
import { DECIDING, STAFF_PAGES } from "../routes.ts";
import { approvalQuestion, decideApproval } from "./first-mailings.ts";
import { mailingQuestion } from "./pause-question.ts";
import { decideMailing } from "./paused-mailings.ts";
import { decidedPage, decideUnknown } from "./unknown-mails.ts";
import { unknownQuestion } from "./unknown-question.ts";

const NOT_UNDERSTOOD = "Decide with the buttons of the page “Failures”.";
const { path } = STAFF_PAGES.failures;

/** The routes by which a person decides of unknown mails and of mailings. */
export const decisionPages = (app: Hono, desk: Desk): void => {
  const notUnderstood = (context: Context) =>
    answer(context, desk, { title: "Not understood", status: 400 }, NOT_UNDERSTOOD);
  const decision = (route: string, decide: (form: unknown) => Promise<Html | undefined>) =>
    app.post(route, async (context) => {
      const form = await context.req.parseBody();
      let said: Html | undefined;
      const whyNot = await desk.carryOut(async () => {
        said = await decide(form);
      });
      if (whyNot !== undefined) return answer(context, desk, { title: "Not now", status: 409 }, whyNot);
      return said ? answer(context, desk, { path, title: "Decided" }, said) : notUnderstood(context);
    });
  decision(DECIDING.unknownMails, async (form) => {
    const decided = await decideUnknown(desk, form);
    return decided && decidedPage(decided);
  });
  app.get(DECIDING.unknownMails, async (context) => {
    const question = await unknownQuestion(desk, context.req.query());
    // A page that answered an order is loaded again by its script, and by whoever reloads it.
    return question ? answer(context, desk, { path, title: "Decide" }, question) : context.redirect(`${path}#unknown`);
  });
  decision(DECIDING.approvals, (form) => decideApproval(desk, form));
  app.get(DECIDING.approvals, async (context) => {
    const question = await approvalQuestion(desk, context.req.query("occurrence") ?? "");
    return answer(context, desk, { path, title: "Approve" }, question);
  });
  decision(DECIDING.mailings, (form) => decideMailing(desk, form));
  app.get(DECIDING.mailings, async (context) => {
    const question = await mailingQuestion(desk, context.req.query());
    return question ? answer(context, desk, { path, title: "Pause or resume" }, question) : notUnderstood(context);
  });
};
