import type { Context, Hono } from "hono";
import { answer } from "#pages/office/answer.ts";
import type { Desk } from "#pages/office/desk.ts";
import { rosterPage } from "#pages/office/overview/roster-page.ts";
import type { System, UploadedAs } from "../system.ts";
import type { Clockwork } from "./clockwork.ts";
import type { SampleClass } from "./sample-class.ts";

const EMPTY_ROSTER =
  "The roster has nothing in it. Choose a CSV or a workbook with a header row and a row for each student.";
const MINUTE_MS = 60_000;
const IMPORT_FAILED =
  "The page “Failures” says why. Mend the cause and upload the roster again; doing it twice is safe.";

interface OrderNeeds {
  system: System;
  clock: Clockwork;
  desk: Desk;
  /** Roster CSV of a student who can be let in late. */
  lateJoiner: string;
  students: SampleClass;
}

/** The routes by which a person moves the clock and uploads a roster. */
export const addOrders = (app: Hono, of: OrderNeeds): void => {
  clockOrders(app, of);
  app.post("/roster/late-joiner", (context) =>
    upload(context, of, of.lateJoiner, { file: "late-joiner.csv", isComplete: false }),
  );
  app.post("/roster", async (context) => {
    const { roster, complete } = await context.req.parseBody();
    if (!(roster instanceof File)) return upload(context, of, "");
    const as = { file: roster.name, isComplete: complete === "yes" };
    return upload(context, of, new Uint8Array(await roster.arrayBuffer()), as);
  });
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
    const [coming] = await office.comingUp(1);
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
  if (csv.length === 0) return answer(context, desk, { title: "An empty file", status: 400 }, EMPTY_ROSTER);
  let report = { summary: "", rejectedCsv: "", warningsCsv: "" };
  const failedBefore = system.failures().length;
  const isDone = await clock.whileStanding(async () => {
    // An upload takes a minute of the school's clock, so that of two uploads one is the later.
    await system.runTo(new Date(Date.parse(system.now()) + MINUTE_MS).toISOString());
    report = await system.uploadRoster(csv, as);
  });
  if (!isDone) return answer(context, desk, { title: "Not now", status: 409 }, clock.complaint() ?? "");
  if (system.failures().length > failedBefore)
    return answer(context, desk, { title: "The import failed", status: 500 }, IMPORT_FAILED);
  return answer(context, desk, { title: "Roster" }, rosterPage(report));
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
