import type { Context, Hono } from "hono";
import * as z from "zod/mini";
import { type ItemExplained, itemNamed } from "#office/students/explain-item.ts";
import type { StudentFile } from "#office/students/student-file.ts";
import type { Html } from "../../../kit/html.ts";
import { answer } from "../../answer.ts";
import type { Desk } from "../../desk.ts";
import { STAFF_PAGES, studentItemPage } from "../../routes.ts";
import { itemPage } from "./item-page.ts";
import { LONGEST_WHY, settledPage, settleQuestion } from "./settle-item.ts";

const { path } = STAFF_PAGES.students;
const NOT_UNDERSTOOD = "Decide with the buttons of the item’s own page.";
const NO_ITEM = "Choose an item of the program on the student’s own page.";
const SAY_WHY = "Say why in a few words, for whoever asks later.";

const Order = z.discriminatedUnion("decision", [
  z.object({ decision: z.literal("done"), seen: z.string() }),
  z.object({
    decision: z.literal("waived"),
    seen: z.string(),
    reason: z.string().check(z.trim(), z.maxLength(LONGEST_WHY)),
  }),
  z.object({ decision: z.literal("due again"), seen: z.string() }),
]);
type ItemOrder = z.infer<typeof Order>;

interface FoundItem {
  file: StudentFile;
  item: ItemExplained;
}

const found = async ({ office, program }: Desk, context: Context): Promise<FoundItem | undefined> => {
  const file = await office.student(context.req.param("key") ?? "");
  const asked = itemNamed(program, context.req.param("item") ?? "", context.req.query("wave") ?? "open");
  if (file === undefined || asked === undefined) return undefined;
  return { file, item: await office.explainItem(file, asked) };
};

/** The routes of an item as one student has it: why its mails came or not, how its task stands, and settling it. */
export const itemPages = (app: Hono, desk: Desk): void => {
  const of = { path, title: "An item" };
  app.get(`${path}/:key/why`, async (context) => {
    const [item, key] = [context.req.query("item") ?? "", context.req.param("key")];
    if ((await desk.office.student(key)) === undefined) return context.notFound();
    if (itemNamed(desk.program, item, "open") === undefined)
      return answer(context, desk, { title: "Not understood", status: 400 }, NO_ITEM);
    return context.redirect(studentItemPage(key, item), 303);
  });
  app.get(`${path}/:key/items/:item`, async (context) => {
    const it = await found(desk, context);
    return it ? answer(context, desk, of, itemPage(desk, it.file, it.item)) : context.notFound();
  });
  settling(app, desk);
};

const settling = (app: Hono, desk: Desk): void => {
  const route = `${path}/:key/items/:item/settle`;
  app.get(route, async (context) => {
    const it = await found(desk, context);
    if (it === undefined) return context.notFound();
    const question = settleQuestion(desk, it.file.student, it.item, { decision: context.req.query("decision") });
    if (question === undefined) return answer(context, desk, { title: "Not understood", status: 400 }, NOT_UNDERSTOOD);
    return answer(context, desk, { path, title: "Settle" }, question);
  });
  app.post(route, async (context) => {
    const it = await found(desk, context);
    if (it === undefined) return context.notFound();
    const order = Order.safeParse(await context.req.parseBody()).data;
    if (order === undefined) return answer(context, desk, { title: "Not understood", status: 400 }, NOT_UNDERSTOOD);
    if (order.decision === "waived" && order.reason === "") {
      const again = settleQuestion(desk, it.file.student, it.item, { ...order, fault: SAY_WHY });
      return answer(context, desk, { title: "Say why", status: 400 }, again ?? SAY_WHY);
    }
    let said: Html | undefined;
    const whyNot = await desk.carryOut(async () => {
      said = settledPage(it.file.student, it.item, order.decision, await settle(desk, it, order));
    });
    if (whyNot !== undefined) return answer(context, desk, { title: "Not now", status: 409 }, whyNot);
    return answer(context, desk, { path, title: "Settled" }, said ?? "");
  });
};

/** Settles the item as it was seen: false where it stands otherwise by now. */
const settle = async (
  { office, now, by = "the office" }: Desk,
  { file: { student }, item: { occurrence, part } }: FoundItem,
  order: ItemOrder,
): Promise<boolean> => {
  if (occurrence === undefined || String(part?.revision ?? 0) !== order.seen) return false;
  const at = now();
  if (order.decision === "due again") return office.settleTask(student, occurrence, { kind: "due again", at });
  if (order.decision === "done") return office.settleTask(student, occurrence, { kind: "done", by, at });
  return office.settleTask(student, occurrence, { kind: "waived", by, at, reason: order.reason });
};
