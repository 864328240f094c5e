import type { Context, Hono } from "hono";
import { matrixCsv } from "#office/progress/matrix-csv.ts";
import { answer } from "../answer.ts";
import type { Desk } from "../desk.ts";
import { PROGRESS_EXPORT, STAFF_PAGES } from "../routes.ts";
import { cellPageBody } from "./cell-page.ts";
import { filtered, matrixFilter } from "./filter.ts";
import { matrixPage } from "./matrix-page.ts";
import { nudgePages } from "./nudge-pages.ts";
import { settlePages } from "./settle-pages.ts";

const { path } = STAFF_PAGES.progress;

const queryOf = (context: Context) => (name: string) => context.req.query(name) ?? "";

/** The routes of cohorts × items, and of the people behind each cell. */
export const progressPages = (app: Hono, desk: Desk): void => {
  const today = () => desk.time.day(desk.now());
  app.get(path, async (context) => {
    const filter = matrixFilter(queryOf(context), today());
    const matrix = await desk.office.progress(filter.since);
    return answer(context, desk, STAFF_PAGES.progress, matrixPage(desk, matrix, filter));
  });
  app.get(PROGRESS_EXPORT, async (context) => {
    const filter = matrixFilter(queryOf(context), today());
    const matrix = await desk.office.progress(filter.since);
    return context.body(matrixCsv(filtered(matrix, filter)), 200, {
      "content-type": "text/csv; charset=utf-8",
      "content-disposition": `attachment; filename="progress-${today()}.csv"`,
    });
  });
  app.get(`${path}/:cohort/:occurrence`, async (context) => {
    const { cohort, occurrence } = context.req.param();
    const cell = await desk.office.progressCell({ cohort, occurrence });
    if (cell === undefined) return context.notFound();
    const ask = queryOf(context);
    const page = Math.max(0, Number.parseInt(ask("page"), 10) || 0);
    const of = { path, title: cell.occurrence.milestone.title };
    return answer(context, desk, of, cellPageBody(desk, cell, { state: ask("state"), page }));
  });
  nudgePages(app, desk);
  settlePages(app, desk);
};
