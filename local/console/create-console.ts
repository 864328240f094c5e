import { readFileSync } from "node:fs";
import { type Context, Hono } from "hono";
import { html } from "hono/html";
import type { Program } from "#domain/calendar/program.ts";
import type { System } from "../system.ts";
import { billPage } from "./bill-page.ts";
import { clockwork } from "./clockwork.ts";
import { addDecisions } from "./decisions.ts";
import { failuresPage } from "./failures-page.ts";
import { guard } from "./guard.ts";
import { type Desk, layout, type Piece } from "./layout.ts";
import { live } from "./live.ts";
import { mailFrame } from "./mail-frame.ts";
import { mailsPage } from "./mails-page.ts";
import { overviewPage } from "./overview-page.ts";
import { remembering } from "./remembering.ts";
import { rosterPage } from "./roster-page.ts";
import { schoolTime } from "./school-time.ts";
import { studentPage } from "./student-page.ts";
import { studentsPage } from "./students-page.ts";

/** What the console needs beside the system. */
export interface ConsoleOptions {
  program: Program;
  /** Roster CSV of a student who can be let in late by a button. */
  lateJoiner: string;
}

const TYPES: Record<string, string> = { css: "text/css", js: "text/javascript", svg: "image/svg+xml" };
const ASSETS = ["console.css", "console.js", "icon.svg"];

/**
 * The local console: pages that show a system and move its clock. Answers any request of a browser on this machine;
 * the caller listens on 127.0.0.1 only. Never throws.
 */
export const createConsole = (
  system: System,
  { program, lateJoiner }: ConsoleOptions,
): ((request: Request) => Promise<Response>) => {
  const time = schoolTime(program.school.timeZone);
  const clock = clockwork(system, time);
  const desk: Desk = { system: remembering(system, () => clock.running() !== undefined), program, time, clock };
  const app = new Hono();
  app.use(guard);
  addAssets(app);
  addPages(app, desk);
  addOrders(app, desk, lateJoiner);
  addDecisions(app, desk, (context, { path, title, status }, body) => page(context, desk, path, title, body, status));
  app.notFound((context) => page(context, desk, "", "Not here", NOT_FOUND, 404));
  app.onError((error, context) => page(context, desk, "", "The console failed", error.message, 500));
  return async (request) => app.fetch(request);
};

const NOT_FOUND = "There is no such page here.";
const NO_MAIL = "There is no such mail. After a new start every mail has a new address.";
const EMPTY_ROSTER = "The roster has nothing in it. Choose a CSV with a header row and a row for each student.";

const page = async (
  context: Context,
  desk: Desk,
  path: string,
  title: string,
  body: Piece | string,
  status: 200 | 400 | 404 | 409 | 500 = 200,
) => {
  const piece = typeof body === "string" ? html`<h1>${title}</h1><p>${body}</p>` : body;
  return context.html(layout(desk, { path, title, body: piece, wide: path === "/mails" }), status);
};

const addAssets = (app: Hono): void => {
  for (const name of ASSETS) {
    const text = readFileSync(new URL(`./assets/${name}`, import.meta.url), "utf8");
    const type = TYPES[name.split(".").at(-1) ?? ""] ?? "text/plain";
    app.get(`/assets/${name}`, (context) => context.body(text, 200, { "content-type": `${type}; charset=utf-8` }));
  }
};

const addPages = (app: Hono, desk: Desk): void => {
  const { system } = desk;
  const mails = (context: Context, id?: string) => {
    const ask = (name: string) => context.req.query(name) ?? "";
    const pageNumber = Math.max(0, Number.parseInt(ask("page"), 10) || 0);
    const filter = { q: ask("q"), milestone: ask("milestone"), wave: ask("wave"), page: pageNumber };
    if (id !== undefined && !system.mails().some(({ messageId }) => messageId === id))
      return page(context, desk, "/mails", "Not here", NO_MAIL, 404);
    return page(context, desk, "/mails", "Mails", mailsPage(desk, filter, id));
  };
  app.get("/", async (context) => page(context, desk, "/", "Overview", await overviewPage(desk)));
  app.get("/mails", (context) => mails(context));
  app.get("/mails/:id", (context) => mails(context, context.req.param("id")));
  app.get("/mails/:id/html", (context) => {
    const mail = system.mails().find(({ messageId }) => messageId === context.req.param("id"));
    return mail ? mailFrame(mail) : context.notFound();
  });
  app.get("/students", async (context) => {
    const ask = (name: string) => context.req.query(name) ?? "";
    const filter = { q: ask("q"), cohort: ask("cohort"), unanswered: ask("unanswered") };
    return page(context, desk, "/students", "Students", await studentsPage(desk, filter));
  });
  app.get("/students/:key", async (context) => {
    const student = (await system.students()).find(({ person }) => person === context.req.param("key"));
    return student ? page(context, desk, "/students", "Student", await studentPage(desk, student)) : context.notFound();
  });
  app.get("/students/:key/link/:occurrence", async (context) =>
    context.redirect(await system.linkFor(context.req.param("key"), context.req.param("occurrence"))),
  );
  app.get("/bill", (context) => page(context, desk, "/bill", "Bill", billPage(desk)));
  app.get("/failures", async (context) => page(context, desk, "/failures", "Failures", await failuresPage(desk)));
  app.get("/live", (context) => live(context, desk.clock));
};

const addOrders = (app: Hono, desk: Desk, lateJoiner: string): void => {
  const { system, time, clock } = desk;
  const order = (path: string, give: (context: Context) => Promise<unknown> | unknown) =>
    app.post(path, async (context) => {
      await give(context);
      return context.redirect(backTo(context), 303);
    });
  const runFor = (by: { days?: number; months?: number }) => clock.runTo(time.later(system.now(), by));
  order("/clock/next", () => clock.runToNextEvent());
  order("/clock/day", () => runFor({ days: 1 }));
  order("/clock/week", () => runFor({ days: 7 }));
  order("/clock/month", () => runFor({ months: 1 }));
  order("/clock/stop", () => clock.stop());
  order("/clock/date", async (context) => {
    const { date } = await context.req.parseBody();
    clock.runTo((typeof date === "string" ? time.noonOf(date) : undefined) ?? system.now());
  });
  const upload = async (context: Context, csv: string | Uint8Array) => {
    if (csv.length === 0) return page(context, desk, "", "An empty file", EMPTY_ROSTER, 400);
    let report = { summary: "", rejectedCsv: "", warningsCsv: "" };
    const failedBefore = system.failures().length;
    const isDone = await clock.whileStanding(async () => {
      report = await system.uploadRoster(csv);
    });
    if (!isDone) return page(context, desk, "", "Not now", clock.complaint() ?? "", 409);
    if (system.failures().length > failedBefore)
      return page(
        context,
        desk,
        "",
        "The import failed",
        "The page “Failures” says why. Mend the cause and upload the roster again; doing it twice is safe.",
        500,
      );
    return page(context, desk, "", "Roster", rosterPage(report));
  };
  app.post("/roster/late-joiner", (context) => upload(context, lateJoiner));
  app.post("/roster", async (context) => {
    const { roster } = await context.req.parseBody();
    return upload(context, roster instanceof File ? new Uint8Array(await roster.arrayBuffer()) : "");
  });
};

/** The console's own page on which an order was given; a foreign address leads to the overview. */
const backTo = (context: Context): string => {
  const from = context.req.header("referer");
  const own = new URL(context.req.url);
  if (from === undefined || !URL.canParse(from) || new URL(from).origin !== own.origin) return "/";
  const { pathname, search } = new URL(from);
  return `${pathname}${search}`;
};
