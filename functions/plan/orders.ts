import type { Context } from "hono";
import { readOwnName } from "#office/people/own-name.ts";
import { PLAN } from "#pages/routes.ts";
import type { DoorRequest } from "../sign-in/door.ts";
import type { InPlan, PlanNeeds } from "./needs.ts";

/** What somebody sent that was not taken, to be shown in its form with the reason. */
export interface NotTaken {
  name?: { typed: string; fault: string };
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

const ORDERS: Readonly<Record<string, PlanOrder>> = { [`${PLAN.home}/name`]: callMe };

/** What a form of the plan orders; undefined where there is no such form. */
export const orderAt = (path: string): PlanOrder | undefined =>
  Object.hasOwn(ORDERS, path) ? ORDERS[path] : undefined;

/** The fields of a form that a browser sent; one with files or of another kind has none. */
export const fieldsOf = async (context: Context<DoorRequest>): Promise<URLSearchParams> =>
  new URLSearchParams(
    [...(await context.req.formData())].filter((field): field is [string, string] => typeof field[1] === "string"),
  );
