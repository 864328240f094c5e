import type { Context, Hono } from "hono";
import { type ImportFile, REPORTS } from "#office/imports/import-file.ts";
import { answer } from "../answer.ts";
import type { Desk } from "../desk.ts";
import { STAFF_PAGES } from "../routes.ts";
import { importList } from "./import-list.ts";
import { importPageBody } from "./import-page.ts";
import { DECISIONS, type ImportDecision, importDecided, importQuestion } from "./import-questions.ts";

const { path, title } = STAFF_PAGES.imports;
const NOT_UNDERSTOOD = "Decide with the buttons of the roster’s own page.";
const REPLACED = "Another file has its name by now. Upload the roster again.";
const MEANWHILE = "Somebody decided of it meanwhile.";

/** The routes by which staff see the rosters that came, and decide of one. */
export const importPages = (app: Hono, desk: Desk): void => {
  const find = (context: Context) => desk.office.importFile(context.req.param("id") ?? "");
  app.get(path, async (context) => answer(context, desk, { path, title }, await importList(desk)));
  app.get(`${path}/:id`, async (context) => {
    const file = await find(context);
    return file ? answer(context, desk, { path, title }, importPageBody(desk, file)) : context.notFound();
  });
  app.get(`${path}/:id/reports/:name`, async (context) => {
    const name = REPORTS.find((one) => `${one}.csv` === context.req.param("name"));
    const report = name && (await find(context))?.reports[name];
    if (report === undefined) return context.notFound();
    const disposition = `attachment; filename="${name}.csv"`;
    return context.body(report.csv, 200, {
      "content-type": "text/csv; charset=utf-8",
      "content-disposition": disposition,
    });
  });
  decisions(app, desk, find);
};

const decisions = (app: Hono, desk: Desk, find: (context: Context) => Promise<ImportFile | undefined>): void => {
  const notUnderstood = (context: Context) =>
    answer(context, desk, { title: "Not understood", status: 400 }, NOT_UNDERSTOOD);
  app.get(`${path}/:id/decide`, async (context) => {
    const file = await find(context);
    if (file === undefined) return context.notFound();
    const decision = decisionOf(context.req.query("decision"));
    if (decision === undefined || !isOpen(file, decision)) return notUnderstood(context);
    const taken = decision === "take-back" ? await desk.office.takingBack() : undefined;
    return answer(context, desk, { path, title: "Decide" }, importQuestion(file, decision, taken));
  });
  app.post(`${path}/:id/decide`, async (context) => {
    const file = await find(context);
    if (file === undefined) return context.notFound();
    const decision = decisionOf((await context.req.parseBody()).decision);
    if (decision === undefined) return notUnderstood(context);
    let whyNot: string | undefined = MEANWHILE;
    const notNow = await desk.carryOut(async () => {
      if (isOpen(file, decision)) whyNot = await decide(desk, file, decision);
    });
    if (notNow !== undefined) return answer(context, desk, { title: "Not now", status: 409 }, notNow);
    const after = (await find(context)) ?? file;
    return answer(context, desk, { path, title: "Decided" }, importDecided(after, decision, whyNot));
  });
};

const decisionOf = (text: unknown): ImportDecision | undefined => DECISIONS.find((one) => one === text);

const isOpen = ({ record, isNewest }: ImportFile, decision: ImportDecision): boolean =>
  decision === "take-back" ? isNewest : record.verdict === "waits";

/** Answers why nothing was done; undefined where it was. */
const decide = async (
  { office }: Desk,
  { record }: ImportFile,
  decision: ImportDecision,
): Promise<string | undefined> => {
  if (decision === "approve") return (await office.approveImport(record)) === "said" ? undefined : REPLACED;
  if (decision === "discard") return (await office.discardImport(record)) ? undefined : MEANWHILE;
  const taken = await office.takingBack();
  const isThis = taken?.import.id === record.id;
  return taken !== undefined && isThis && (await office.takeBack(taken)) ? undefined : MEANWHILE;
};
