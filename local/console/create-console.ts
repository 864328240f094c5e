import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { type Context, Hono } from "hono";
import type { Program } from "#domain/calendar/program.ts";
import { actorOf } from "#office/audit/record-deed.ts";
import { openOffice } from "#office/front/office.ts";
import { recordedOffice } from "#office/front/recorded-office.ts";
import { guard } from "#pages/kit/guard.ts";
import { schoolTime } from "#pages/kit/school-time.ts";
import { answer } from "#pages/office/answer.ts";
import { answersInMemory } from "#pages/office/answers.ts";
import { officeIcon, officeStyle } from "#pages/office/assets.ts";
import type { Desk } from "#pages/office/desk.ts";
import { layout } from "#pages/office/layout.ts";
import { staffPages } from "#pages/office/router.ts";
import { STAFF_PAGES } from "#pages/office/routes.ts";
import { OFFICE } from "#pages/routes.ts";
import { clockAround } from "../http/around-office.ts";
import type { LocalPages } from "../http/server.ts";
import type { System } from "../system.ts";
import type { ResourceCounts } from "./bill.ts";
import { billPage } from "./bill-page.ts";
import { clockBar } from "./clock-bar.ts";
import { type Clockwork, clockwork } from "./clockwork.ts";
import { type AnswerOrder, addCommandOrders } from "./command-orders.ts";
import { failuresList } from "./failures-list.ts";
import { historyOf } from "./history.ts";
import { live } from "./live.ts";
import { addOrders } from "./orders.ts";
import { ownHosts } from "./own-hosts.ts";
import { remembering } from "./remembering.ts";
import { ROSTER_PANEL } from "./roster-panel.ts";
import { type SampleAnswer, type SampleClass, sampleClass } from "./sample-class.ts";
import { attendanceDoor, SESSIONS_DOOR } from "./session-doors.ts";

/** What the console needs beside the system. */
export interface ConsoleOptions {
  program: Program;
  /** Roster CSV of a student who can be let in late by a button. */
  lateJoiner: string;
  /** What is deployed, by type: the bill counts what is paid by the month. */
  resources?: ResourceCounts;
  /** Answers that the sample's students give by themselves as the clock runs, in time order. */
  sampleAnswers?: readonly SampleAnswer[];
  /** Carries out what the command line orders of this run; left out where it may order nothing. */
  answerOrder?: AnswerOrder;
  /** Writes an occurrence's first mail out as one student gets it. */
  sample?: NonNullable<Desk["sample"]>;
}

/** Answers a browser; `around` puts the clock around a page of the deployed office. */
type LocalConsole = ((request: Request) => Promise<Response>) & Required<Pick<LocalPages, "around">>;

const NOT_FOUND = "There is no such page here.";
const FOREIGN_ORDER = "The console takes orders from its own pages only.";
const AT_CONSOLE = actorOf({ id: "console", name: "Somebody at the console" });
const BILL = { path: "/bill", title: "Bill" };
const DESK = { path: OFFICE.home, title: "Sign in" };

/**
 * The local console: the pages of staff, with the clock, the bill and the failures of this machine's run around them.
 * Answers any request of a browser on this machine; the caller listens on 127.0.0.1 only. Never throws. The deployed
 * office's own pages get the clock by `around`.
 */
export const createConsole = (
  system: System,
  { program, lateJoiner, answerOrder, resources = {}, sampleAnswers = [], sample }: ConsoleOptions,
): LocalConsole => {
  const students = sampleClass(sampleAnswers);
  const clock = clockwork(system, schoolTime(program.school.timeZone), undefined, students);
  const desk = { ...deskOn(system, program, { clock, students }), ...(sample && { sample }) };
  const app = new Hono();
  app.use(ownHosts);
  app.use(guard(FOREIGN_ORDER));
  addAssets(app);
  app.route("/", staffPages(desk));
  app.get(BILL.path, (context) => answer(context, desk, BILL, billPage(system.calls(), resources)));
  app.get("/live", (context) => live(context, clock));
  addOrders(app, { system, clock, desk, lateJoiner, students });
  if (answerOrder) addCommandOrders(app, { system, desk, answerOrder });
  app.notFound((context) => answer(context, desk, { title: "Not here", status: 404 }, NOT_FOUND));
  app.onError((error, context) => answer(context, desk, { title: "The console failed", status: 500 }, error.message));
  const bar = () => clockBar({ system, clock, time: desk.time, students });
  return Object.assign(async (request: Request) => app.fetch(request), {
    around: (answered: Response, path: string) => clockAround(answered, path, bar),
  });
};

/** What the pages of staff stand on here: this run's records, its mailbox and its clock. */
const deskOn = (
  system: System,
  program: Program,
  { clock, students: sample }: { clock: Clockwork; students: SampleClass },
): Desk => {
  const time = schoolTime(program.school.timeZone);
  const records = remembering(system, () => clock.running() !== undefined);
  const { overview, progress, calendar, mails, students, imports, failures, records: log } = STAFF_PAGES;
  return {
    office: recordedOffice(openOffice(records, { program, now: system.now }), () => ({
      auditLog: records.auditLog,
      by: AT_CONSOLE,
      now: system.now,
      request: randomUUID(),
    })),
    program,
    time,
    now: system.now,
    answers: answersInMemory(),
    frame: (page) =>
      layout(
        {
          nav: [
            overview,
            progress,
            calendar,
            mails,
            students,
            imports,
            log,
            DESK,
            BILL,
            { ...failures, count: system.failures().length },
          ],
          bar: clockBar({ system, clock, time, students: sample }),
          scripts: ["/assets/console.js"],
          style: "/assets/console.css",
          foot: `One machine, nothing leaves it. ${program.school.name}, ${program.school.timeZone}.`,
        },
        page,
      ),
    carryOut: async (deed) =>
      (await clock.whileStanding(() => system.change(deed))) ? undefined : (clock.complaint() ?? ""),
    mailbox: { mails: system.mails, siteUrl: system.url },
    history: (student) => historyOf(system, program, student),
    linkTo: system.linkFor,
    overviewPanel: ROSTER_PANEL,
    calendarPanel: SESSIONS_DOOR,
    attendanceDoor,
    failures: () => failuresList(system, time),
  };
};

const addAssets = (app: Hono): void => {
  const own = (name: string) => readFileSync(new URL(`./assets/${name}`, import.meta.url), "utf8");
  const serve = (name: string, type: string, text: string) =>
    app.get(`/assets/${name}`, (context: Context) =>
      context.body(text, 200, { "content-type": `${type}; charset=utf-8` }),
    );
  serve("console.css", "text/css", `${officeStyle()}\n${own("console.css")}`);
  serve("console.js", "text/javascript", own("console.js"));
  serve("icon.svg", "image/svg+xml", officeIcon());
};
