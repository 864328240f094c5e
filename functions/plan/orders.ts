import type { Context } from "hono";
import { CorrectionSubject, LONGEST_CORRECTION } from "#domain/people/correction.ts";
import { readOwnName } from "#office/people/own-name.ts";
import type { CorrectionFault } from "#pages/plan/correction.ts";
import { PLAN } from "#pages/routes.ts";
import type { DoorRequest } from "../sign-in/door.ts";
import type { InPlan, PlanNeeds } from "./needs.ts";

/** What somebody sent that was not taken, to be shown in its form with the reason. */
export interface NotTaken {
  name?: { typed: string; fault: string };
  correction?: CorrectionFault;
}

/** What became of an order: done, and what of the plan shows it; or not taken. */
export type Ordered = { is: "done"; shownAt: string } | { is: "not taken"; why: NotTaken };

type PlanOrder = (needs: PlanNeeds, who: InPlan, form: URLSearchParams, now: string) => Promise<Ordered>;

/** Records what a student asks to be called; an empty field takes it back. Twice is as once. */
const callMe: PlanOrder = async ({ people }, { student }, form, now) => {
  const typed = form.get("name") ?? "";
  if (typed.trim() === "") {
    await people.callThemselves(student.schoolId, undefined);
    return { is: "done", shownAt: "name" };
  }
  const read = readOwnName(typed);
  if ("fault" in read) return { is: "not taken", why: { name: { typed: typed.slice(0, 200), fault: read.fault } } };
  if (read.name !== student.ownName?.name) await people.callThemselves(student.schoolId, { name: read.name, at: now });
  return { is: "done", shownAt: "name" };
};

/** Tells the office that something is wrong. One that is open stays as it is: twice is as once. */
const somethingIsWrong: PlanOrder = async ({ corrections }, { student, own }, form, now) => {
  const [given, says] = [form.get("subject") ?? "", (form.get("says") ?? "").trim()];
  const subject = CorrectionSubject.safeParse(given).data;
  const not = (why: CorrectionFault["why"]): Ordered => ({
    is: "not taken",
    why: { correction: { why, subject: given.slice(0, 40), says: says.slice(0, 2 * LONGEST_CORRECTION) } },
  });
  if (subject === undefined) return not("no subject");
  if (says === "") return not("empty");
  if (says.length > LONGEST_CORRECTION) return not("too long");
  const sentTwice = own.corrections.some((one) => one.subject === subject && one.says === says);
  const { person, schoolId } = student;
  const isTaken = sentTwice || (await corrections.ask({ student: person, schoolId, subject, says, at: now }));
  return isTaken ? { is: "done", shownAt: "wrong" } : not("open already");
};

const ORDERS: Readonly<Record<string, PlanOrder>> = {
  [`${PLAN.home}/name`]: callMe,
  [`${PLAN.home}/wrong`]: somethingIsWrong,
};

/** What a form of the plan orders; undefined where there is no such form. */
export const orderAt = (path: string): PlanOrder | undefined =>
  Object.hasOwn(ORDERS, path) ? ORDERS[path] : undefined;

/** The fields of a form that a browser sent; one with files or of another kind has none. */
export const fieldsOf = async (context: Context<DoorRequest>): Promise<URLSearchParams> =>
  new URLSearchParams(
    [...(await context.req.formData())].filter((field): field is [string, string] => typeof field[1] === "string"),
  );
