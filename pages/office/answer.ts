import type { Context } from "hono";
import { html } from "hono/html";
import type { Html } from "../kit/html.ts";
import type { Desk } from "./desk.ts";

type PageStatus = 200 | 400 | 404 | 409 | 500;

/** Answers with a whole page of that title; a body that is a text is said under it. */
export const answer = async (
  context: Context,
  { frame }: Pick<Desk, "frame">,
  of: { path?: string; title: string; status?: PageStatus },
  body: Html | string,
): Promise<Response> => {
  const { path = "", title, status = 200 } = of;
  const shown = typeof body === "string" ? html`<h1>${title}</h1><p>${body}</p>` : body;
  return context.html(frame({ path, title, body: shown }), status);
};
