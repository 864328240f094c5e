import type { Context, Hono } from "hono";
import * as z from "zod/mini";
import { STANDINGS } from "#domain/parts/progress.ts";
import type { TaskOrder } from "#office/people/settle-task.ts";
import type { CellPerson, ProgressCell } from "#office/progress/progress-cell.ts";
import { SETTLINGS, type Settling, tickedIn } from "#office/progress/settling.ts";
import { answer } from "../answer.ts";
import type { Desk } from "../desk.ts";
import { STAFF_PAGES } from "../routes.ts";
import { MOST_TICKED } from "./settle-form.ts";
import { LONGEST_REASON, settledPage, settleQuestion } from "./settle-question.ts";

const { path } = STAFF_PAGES.progress;
const NOT_UNDERSTOOD = "Decide with the buttons of the list.";
const TOO_MANY = `Tick at most ${MOST_TICKED} at once.`;

/** One of those who were shown: their key, and the revision of their task as it was shown. */
const Seen = z.string().check(z.regex(/^[\w-]{1,64} \d{1,9}$/));

const SettleOrder = z.object({
  do: z.enum(SETTLINGS),
  seen: z.array(Seen).check(z.minLength(1), z.maxLength(MOST_TICKED)),
  reason: z._default(z.string().check(z.trim(), z.maxLength(LONGEST_REASON)), ""),
});
type SettleOrder = z.infer<typeof SettleOrder>;

/** The routes by which those who are ticked in a list are settled: what it would do, and doing it. */
export const settlePages = (app: Hono, desk: Desk): void => {
  const route = `${path}/:cohort/:occurrence/settle`;
  const find = (context: Context) => {
    const { cohort = "", occurrence = "" } = context.req.param();
    return desk.office.progressCell({ cohort, occurrence });
  };
  const notUnderstood = (context: Context, why = NOT_UNDERSTOOD) =>
    answer(context, desk, { title: "Not understood", status: 400 }, why);
  app.get(route, async (context) => {
    const cell = await find(context);
    if (cell === undefined) return context.notFound();
    const settling = SETTLINGS.find((one) => one === context.req.query("do"));
    if (settling === undefined) return notUnderstood(context);
    const keys = new Set(context.req.queries("who"));
    const all = STANDINGS.find((one) => one === context.req.query("all"));
    const ticked = tickedIn(cell, settling, { keys, all });
    if (ticked.to.length > MOST_TICKED) return notUnderstood(context, TOO_MANY);
    return answer(context, desk, { path, title: "Settle" }, settleQuestion(desk, cell, settling, ticked));
  });
  app.post(route, async (context) => {
    const cell = await find(context);
    if (cell === undefined) return context.notFound();
    const form = await context.req.parseBody({ all: true });
    const order = SettleOrder.safeParse({ ...form, seen: [form.seen ?? []].flat() }).data;
    if (order === undefined) return notUnderstood(context);
    const seen = seenIn(cell, order);
    if (order.do === "waive" && order.reason === "") {
      const again = settleQuestion(desk, cell, order.do, { to: seen, left: [] }, "Say why in a few words.");
      return answer(context, desk, { title: "Say why", status: 400 }, again);
    }
    let changed: CellPerson[] = [];
    const whyNot = await desk.carryOut(async () => {
      changed = await settle(desk, cell, seen, order);
    });
    if (whyNot !== undefined) return answer(context, desk, { title: "Not now", status: 409 }, whyNot);
    const meanwhile = order.seen.length - changed.length;
    return answer(context, desk, { path, title: "Settled" }, settledPage(cell, order.do, changed, meanwhile));
  });
};

/** Of those who were shown, who stands as they did then. */
const seenIn = ({ people }: ProgressCell, { seen }: SettleOrder): CellPerson[] => {
  const shown = new Set(seen);
  return people.filter(({ student, part }) => shown.has(`${student.person} ${part.revision}`));
};

const orderOf = ({ now, by = "the office" }: Desk, settling: Settling, reason: string): TaskOrder => {
  const at = now();
  if (settling === "undo") return { kind: "due again", at };
  return settling === "done" ? { kind: "done", by, at } : { kind: "waived", by, at, reason };
};

/** Enough at once that classmates share a write. */
const AT_ONCE = 25;

const settle = async (desk: Desk, { occurrence }: ProgressCell, seen: readonly CellPerson[], order: SettleOrder) => {
  const said = orderOf(desk, order.do, order.reason);
  const changed: CellPerson[] = [];
  for (let start = 0; start < seen.length; start += AT_ONCE) {
    const those = seen.slice(start, start + AT_ONCE);
    const done = await Promise.all(those.map(({ student }) => desk.office.settleTask(student, occurrence, said)));
    changed.push(...those.filter((_, nth) => done[nth]));
  }
  return changed;
};
