import type { Context, Hono } from "hono";
import { SessionId } from "#domain/sessions/session.ts";
import { ROSTER_FOLDERS } from "#events/people/roster-uploaded.ts";
import type { Html } from "#pages/kit/html.ts";
import { answer } from "#pages/office/answer.ts";
import { attendanceReport, sessionsReport } from "#pages/office/calendar/upload-reports.ts";
import type { Desk } from "#pages/office/desk.ts";
import { type RosterReports, rosterPage } from "#pages/office/imports/roster-page.ts";
import type { System, UploadedAs } from "../system.ts";
import type { Clockwork } from "./clockwork.ts";
import type { SampleClass } from "./sample-class.ts";

const EMPTY = "The file has nothing in it. Choose a CSV or a workbook with a header row, and rows under it.";
const NO_SESSION = "Upload a list by the page of its session.";
/** Days. */
const A_YEAR = 366;
const MINUTE_MS = 60_000;
const IMPORT_FAILED = "The page “Failures” says why. Mend the cause and upload the file again; doing it twice is safe.";

interface OrderNeeds {
  system: System;
  clock: Clockwork;
  desk: Desk;
  /** Roster CSV of a student who can be let in late. */
  lateJoiner: string;
  students: SampleClass;
}

/** The routes by which a person moves the clock and uploads a roster, sessions, or who came. */
export const addOrders = (app: Hono, of: OrderNeeds): void => {
  clockOrders(app, of);
  app.post("/roster/late-joiner", (context) =>
    upload(context, of, of.lateJoiner, { file: "late-joiner.csv", isComplete: false }),
  );
  app.post("/roster", async (context) => {
    const { roster, complete } = await context.req.parseBody();
    return uploadFile(context, of, roster, { isComplete: complete === "yes" });
  });
  app.post("/sessions", async (context) =>
    uploadFile(context, of, (await context.req.parseBody()).file, { isComplete: false }),
  );
  app.post("/attendance", async (context) => {
    const { file, session } = await context.req.parseBody();
    const id = SessionId.safeParse(session).data;
    if (id === undefined) return answer(context, of.desk, { title: "Not understood", status: 400 }, NO_SESSION);
    return uploadFile(context, of, file, { isComplete: false, folder: `${ROSTER_FOLDERS.attendance}${id}/` });
  });
};

const uploadFile = async (
  context: Context,
  of: OrderNeeds,
  file: unknown,
  as: Omit<UploadedAs, "file">,
): Promise<Response> => {
  if (!(file instanceof File)) return upload(context, of, "");
  return upload(context, of, new Uint8Array(await file.arrayBuffer()), { ...as, file: file.name });
};

const clockOrders = (app: Hono, { system, clock, students, desk: { time, office } }: OrderNeeds): void => {
  const order = (path: string, give: (context: Context) => Promise<unknown> | unknown) =>
    app.post(path, async (context) => {
      await give(context);
      return context.redirect(backTo(context), 303);
    });
  const runFor = (by: { days?: number; months?: number }) => clock.runTo(time.later(system.now(), by));
  // Schedules fire each morning, mostly for nobody: the next event is the next that happens to somebody.
  order("/clock/next", async () => {
    const [coming] = await office.goingOut(A_YEAR);
    return coming === undefined ? clock.runToNextEvent() : clock.runTo(coming.at);
  });
  order("/clock/class", async (context) => {
    const { answers } = await context.req.parseBody();
    students.letAnswer(answers === "yes");
    clock.ring();
  });
  order("/clock/day", () => runFor({ days: 1 }));
  order("/clock/week", () => runFor({ days: 7 }));
  order("/clock/month", () => runFor({ months: 1 }));
  order("/clock/stop", () => clock.stop());
  order("/clock/date", async (context) => {
    const { date } = await context.req.parseBody();
    clock.runTo((typeof date === "string" ? time.noonOf(date) : undefined) ?? system.now());
  });
};

const upload = async (
  context: Context,
  { system, clock, desk }: OrderNeeds,
  csv: string | Uint8Array,
  as?: UploadedAs,
) => {
  if (csv.length === 0) return answer(context, desk, { title: "An empty file", status: 400 }, EMPTY);
  let report: RosterReports = { summary: "", rejectedCsv: "", warningsCsv: "" };
  const failedBefore = system.failures().length;
  const isDone = await clock.whileStanding(async () => {
    // An upload takes a minute of the school's clock, so that of two uploads one is the later.
    await system.runTo(new Date(Date.parse(system.now()) + MINUTE_MS).toISOString());
    report = await system.uploadRoster(csv, as);
  });
  if (!isDone) return answer(context, desk, { title: "Not now", status: 409 }, clock.complaint() ?? "");
  if (system.failures().length > failedBefore)
    return answer(context, desk, { title: "The import failed", status: 500 }, IMPORT_FAILED);
  return answer(context, desk, { title: "Uploaded" }, reportOn(report, as?.folder));
};

/** The page of what an import said, as what it took the file for. */
const reportOn = (report: RosterReports, folder: string | undefined): Html => {
  if (folder === undefined) return sessionsReport(report) ?? rosterPage(report);
  const session = folder.slice(ROSTER_FOLDERS.attendance.length).replace(/\/$/, "");
  return attendanceReport(report, session) ?? rosterPage(report);
};

/** The console's own page on which an order was given; a foreign address leads to the overview. */
const backTo = (context: Context): string => {
  const from = context.req.header("referer");
  const own = new URL(context.req.url);
  if (from === undefined || !URL.canParse(from) || new URL(from).origin !== own.origin) return "/";
  const { pathname, search } = new URL(from);
  // Two slashes at the beginning of an address would name another host.
  return `${pathname.replace(/^\/{2,}/, "/")}${search}`;
};
