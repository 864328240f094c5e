import type { Context, Hono } from "hono";
import type { RecordsFilter } from "#office/audit/list-records.ts";
import { recordsCsv } from "#office/audit/records-csv.ts";
import { answer } from "../answer.ts";
import type { Desk } from "../desk.ts";
import { STAFF_PAGES } from "../routes.ts";
import { recordsList } from "./records-page.ts";

const { records: page } = STAFF_PAGES;
const [PER_PAGE, MOST_EXPORTED] = [50, 5_000];
const NO_DATE = "That is no day. Choose one such as 2027-04-01.";

/** The routes of who did what and when. */
export const recordPages = (app: Hono, desk: Desk): void => {
  app.get(page.path, async (context) => {
    const filter = filterOf(context);
    if (!isDay(desk, filter.day)) return answer(context, desk, { title: "Not understood", status: 400 }, NO_DATE);
    const before = context.req.query("before");
    const [found, names] = await Promise.all([
      desk.office.auditRecords(filter, { before, most: PER_PAGE }),
      desk.office.names(),
    ]);
    return answer(context, desk, page, recordsList(desk, { ...found, filter, names, isFirst: before === undefined }));
  });
  app.get(`${page.path}/records.csv`, async (context) => {
    const filter = filterOf(context);
    if (!isDay(desk, filter.day)) return answer(context, desk, { title: "Not understood", status: 400 }, NO_DATE);
    const [{ records }, names] = await Promise.all([
      desk.office.auditRecords(filter, { most: MOST_EXPORTED }),
      desk.office.names(),
    ]);
    return context.body(recordsCsv(desk.program, records, names), 200, {
      "content-type": "text/csv; charset=utf-8",
      "content-disposition": 'attachment; filename="records.csv"',
    });
  });
};

const filterOf = (context: Context): RecordsFilter => {
  const asked = (name: string) => context.req.query(name) ?? "";
  return { student: asked("student"), actor: asked("actor"), action: asked("action"), day: asked("day") };
};

const isDay = ({ time }: Desk, day: string): boolean => day === "" || time.noonOf(day) !== undefined;
