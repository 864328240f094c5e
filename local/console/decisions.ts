import type { Context, Hono } from "hono";
import type { Desk, Piece } from "./layout.ts";
import { mailingQuestion } from "./pause-question.ts";
import { decideMailing } from "./paused-mailings.ts";
import { decidedPage, decideUnknown } from "./unknown-mails.ts";
import { unknownQuestion } from "./unknown-question.ts";

/** Answers with a whole page of that title. */
export type Page = (
  context: Context,
  of: { path: string; title: string; status?: 400 | 409 },
  body: Piece | string,
) => Promise<Response>;

const NOT_UNDERSTOOD = "Decide with the buttons of the page “Failures”.";

/** The routes by which a person decides of unknown mails and of paused runs, while the clock stands. */
export const addDecisions = (app: Hono, desk: Desk, page: Page): void => {
  const notUnderstood = (context: Context) =>
    page(context, { path: "", title: "Not understood", status: 400 }, NOT_UNDERSTOOD);
  const decision = (path: string, decide: (form: unknown) => Promise<Piece | undefined>) =>
    app.post(path, async (context) => {
      const form = await context.req.parseBody();
      let said: Piece | undefined;
      const isDone = await desk.clock.whileStanding(async () => {
        said = await decide(form);
      });
      if (!isDone) return page(context, { path: "", title: "Not now", status: 409 }, desk.clock.complaint() ?? "");
      return said ? page(context, { path: "/failures", title: "Decided" }, said) : notUnderstood(context);
    });
  decision("/unknown", async (form) => {
    const decided = await decideUnknown(desk, form);
    return decided && decidedPage(decided);
  });
  app.get("/unknown", async (context) => {
    const question = await unknownQuestion(desk, context.req.query());
    // A page that answered an order is loaded again by its script, and by whoever reloads it.
    return question
      ? page(context, { path: "/failures", title: "Decide" }, question)
      : context.redirect("/failures#unknown");
  });
  decision("/runs", (form) => decideMailing(desk, form));
  app.get("/runs", async (context) => {
    const question = await mailingQuestion(desk, context.req.query());
    return question ? page(context, { path: "/failures", title: "Pause or resume" }, question) : notUnderstood(context);
  });
};
