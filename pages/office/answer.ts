import type { Context } from "hono";
import { html } from "hono/html";
import type { Html } from "../kit/html.ts";
import type { Titled } from "./answers.ts";
import type { Desk } from "./desk.ts";
import { answerPage } from "./routes.ts";

/**
 * Answers with a whole page of that title; a body that is a text is said under it. A POST is led on to an address at
 * which that page is shown, where the host keeps it.
 */
export const answer = async (
  context: Context,
  { frame, answers }: Pick<Desk, "frame" | "answers">,
  of: Titled,
  body: Html | string,
): Promise<Response> => {
  const { path = "", title, status = 200 } = of;
  const shown = typeof body === "string" ? html`<h1>${title}</h1><p>${body}</p>` : body;
  if (context.req.method === "POST" && answers)
    return context.redirect(answerPage(answers.keep({ of, body: shown })), 303);
  return context.html(frame({ path, title, body: shown }), status);
};
