import type { Context, Hono } from "hono";
import { html } from "hono/html";
import { counted } from "../../kit/counted.ts";
import { answer } from "../answer.ts";
import type { Desk } from "../desk.ts";
import { STAFF_PAGES } from "../routes.ts";
import { sessionMails } from "./session-mails.ts";
import { sessionPage } from "./session-page.ts";

const { path } = STAFF_PAGES.calendar;
const OF = { path, title: "Session" };
const NOT_HERE = html`<p class="back"><a href="${path}">Calendar</a></p>
  <h1>Not here</h1><p>There is no such session, or no such mail of it.</p>`;

const listOf = (form: Record<string, unknown>, name: string): string[] =>
  [form[name]].flat().filter((one) => typeof one === "string");

/** The routes of a session: its page, who came, and the code of its room. */
export const sessionPages = (app: Hono, desk: Desk, newCode: () => string = roomCode): void => {
  const idOf = (context: Context) => context.req.param("id") ?? "";
  const notHere = (context: Context) => answer(context, desk, { ...OF, title: "Not here", status: 404 }, NOT_HERE);
  const show = async (context: Context, note?: string) => {
    const file = await desk.office.session(idOf(context));
    return file === undefined ? notHere(context) : answer(context, desk, OF, sessionPage(desk, file, note));
  };
  const decide = (route: string, deed: (context: Context) => Promise<string>) =>
    app.post(`${path}/:id/${route}`, async (context) => {
      if ((await desk.office.session(idOf(context))) === undefined) return notHere(context);
      let said: string | undefined;
      const whyNot = await desk.carryOut(async () => {
        said = await deed(context);
      });
      if (whyNot !== undefined) return answer(context, desk, { title: "Not now", status: 409 }, whyNot);
      return show(context, said);
    });
  app.get(`${path}/:id`, (context) => show(context));
  app.get(`${path}/:id/mails`, async (context) => {
    const file = await desk.office.session(idOf(context));
    const { wave = "", state = "" } = context.req.query();
    const list = file && sessionMails(desk, file, wave, state);
    return list === undefined ? notHere(context) : answer(context, desk, OF, list);
  });
  decide("attendance", async (context) => {
    const form = await context.req.parseBody({ all: true });
    const [shown, came] = [listOf(form, "shown"), listOf(form, "came")];
    await desk.office.saveAttendance(idOf(context), { shown, came });
    return `Saved: ${counted(came.length)} came. Untick somebody and save again to take it back.`;
  });
  decide("room", async (context) => {
    await desk.office.openRoom(idOf(context), newCode());
    return "The room has a new code. One from before counts no more.";
  });
};

// No letter or digit that is taken for another one.
const SIGNS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789";

const roomCode = (): string =>
  Array.from(crypto.getRandomValues(new Uint32Array(6)), (one) => SIGNS[one % SIGNS.length]).join("");
