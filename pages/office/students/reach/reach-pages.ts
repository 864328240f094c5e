import type { Context, Hono } from "hono";
import { suppressionOf } from "#domain/people/address.ts";
import { DeclinableKind } from "#domain/people/mail-kinds.ts";
import type { Student } from "#domain/people/student.ts";
import type { Html } from "../../../kit/html.ts";
import { answer } from "../../answer.ts";
import type { Desk } from "../../desk.ts";
import { STAFF_PAGES } from "../../routes.ts";
import { choiceQuestion, choiceTakenBack } from "./choice-back.ts";
import { nameTakenBack, ownNameQuestion } from "./own-name.ts";
import { addressTried, retryQuestion } from "./retry-address.ts";

const { path } = STAFF_PAGES.students;
const NOT_UNDERSTOOD = "Decide with the buttons of the student’s own page.";

/** A question about a student that has one answer beside leaving it. */
interface ReachQuestion {
  route: string;
  title: string;
  decision: string;
  ask: (student: Student, context: Context) => Promise<Html | undefined>;
  carryOut: (student: Student, context: Context, form: Record<string, unknown>) => Promise<Html>;
}

const addQuestion = (app: Hono, desk: Desk, { route, title, decision, ask, carryOut }: ReachQuestion): void => {
  const find = async (context: Context) => (await desk.office.student(context.req.param("key") ?? ""))?.student;
  const notUnderstood = (context: Context) =>
    answer(context, desk, { title: "Not understood", status: 400 }, NOT_UNDERSTOOD);
  app.get(route, async (context) => {
    const student = await find(context);
    if (student === undefined) return context.notFound();
    const question = await ask(student, context);
    return question ? answer(context, desk, { path, title }, question) : notUnderstood(context);
  });
  app.post(route, async (context) => {
    const student = await find(context);
    if (student === undefined) return context.notFound();
    const form = await context.req.parseBody();
    if (form.decision !== decision || (await ask(student, context)) === undefined) return notUnderstood(context);
    let said: Html | undefined;
    const whyNot = await desk.carryOut(async () => {
      said = await carryOut(student, context, form);
    });
    if (whyNot !== undefined) return answer(context, desk, { title: "Not now", status: 409 }, whyNot);
    return answer(context, desk, { path, title: "Decided" }, said ?? "");
  });
};

const kindIn = (context: Context) => DeclinableKind.safeParse(context.req.param("kind")).data;

/** The routes by which staff let mails reach somebody again: an address that failed, a kind that was declined; and name
 * them as the roster does again. */
export const reachPages = (app: Hono, desk: Desk): void => {
  const { office, by = "the office" } = desk;
  addQuestion(app, desk, {
    ...{ route: `${path}/:key/name`, title: "Their name", decision: "take back" },
    ask: async (student) => ownNameQuestion(student),
    carryOut: async (student, _, { seen }) =>
      nameTakenBack(student, typeof seen === "string" && (await office.takeNameBack(student, seen))),
  });
  addQuestion(app, desk, {
    ...{ route: `${path}/:key/address`, title: "Try the address again", decision: "try again" },
    ask: (student) => retryQuestion(desk, student),
    carryOut: async (student, _, { seen }) => {
      const isAsSeen = suppressionOf(student) !== undefined && student.address?.at === seen;
      if (isAsSeen) await office.retryAddress(student);
      return addressTried(student, isAsSeen);
    },
  });
  addQuestion(app, desk, {
    ...{ route: `${path}/:key/choices/:kind`, title: "These mails again", decision: "take back" },
    ask: async (student, context) => {
      const kind = kindIn(context);
      return kind && choiceQuestion(desk, student, kind);
    },
    carryOut: async (student, context) => {
      const kind = kindIn(context);
      const isDone = kind !== undefined && (await office.takeChoiceBack(student, kind, by));
      return choiceTakenBack(student, isDone);
    },
  });
};
