import { html } from "hono/html";
import type { School } from "#domain/time/school.ts";
import type { Html } from "../kit/html.ts";
import { PLAN } from "../routes.ts";
import { planFrame } from "./frame.ts";

/** What stands before my plan, where a student is not or not yet let in. */
export type PlanDoorPage =
  | "nobody"
  | "several"
  | "gone"
  | "not-here"
  | "over"
  | "stale"
  | "refused"
  | "silent"
  | "signed-out"
  | "failed";

interface SaidBeforePlan {
  status: 200 | 400 | 401 | 403 | 404 | 500 | 503;
  title: string;
  text: string;
  /** What the way on is called; none where it would change nothing. */
  again?: string;
}

const SAID: Record<PlanDoorPage, SaidBeforePlan> = {
  nobody: {
    status: 403,
    title: "We know no student by this address",
    text:
      "You have signed in, and our list of students has nobody with your address. Perhaps it has another one of " +
      "yours: write to us, and we will look.",
    again: "Sign in as somebody else",
  },
  several: {
    status: 403,
    title: "Two people have this address",
    text:
      "Our list of students has your address twice, so it opens nobody’s plan. Please write to us: that is quickly " +
      "mended.",
    again: "Sign in as somebody else",
  },
  gone: {
    status: 403,
    title: "There is no plan for you here any more",
    text:
      "You are not on our list of students any more, so nothing of this program is ahead of you. If that is wrong, " +
      "or you want to know what we have on record, please write to us.",
    again: "Sign in as somebody else",
  },
  "not-here": {
    status: 404,
    title: "Not here",
    text: "There is no such page in your plan.",
    again: "Back to my plan",
  },
  over: {
    status: 401,
    title: "You are signed out",
    text: "You were away for a while. Nothing was changed: sign in and do it again.",
    again: "Sign in",
  },
  stale: {
    status: 403,
    title: "This page is out of date",
    text: "It was made for another sign-in. Nothing was changed: open your plan again, and press the button there.",
    again: "Back to my plan",
  },
  refused: {
    status: 400,
    title: "That sign-in did not work",
    text: "It took too long, was used before, or began in another browser. Nobody was signed in.",
    again: "Sign in again",
  },
  silent: {
    status: 503,
    title: "The school’s sign-in does not answer",
    text: "Nothing is wrong with your account. Try again in some minutes; the links in our mails go on working.",
    again: "Try again",
  },
  "signed-out": { status: 200, title: "You are signed out", text: "See you soon.", again: "Sign in" },
  failed: {
    status: 500,
    title: "Something went wrong on our side",
    text:
      "An engineer is told of it. Try again in some minutes: to do something twice does no harm, and the links in " +
      "our mails go on working.",
    again: "Back to my plan",
  },
};

const NOTHING: Html = html``;

const leaving = (leave: URL): Html => html`<meta http-equiv="refresh" content="0; url=${leave.href}">`;

/** The status with which such a page is answered. */
export const planDoorStatus = (what: PlanDoorPage): SaidBeforePlan["status"] => SAID[what].status;

/** The whole document of such a page. `leave`: where somebody is signed out at the provider as well. */
export const planDoorPage = (school: School, what: PlanDoorPage, leave?: URL): Html => {
  const { title, text, again } = SAID[what];
  const to = again === "Back to my plan" ? PLAN.home : `${PLAN.home}/sign-in`;
  // Who is still signed in at the provider would come back as the same person.
  const out = what === "signed-out" ? "Sign out of the school’s sign-in too" : again;
  const way = leave === undefined ? { to, words: again } : { to: leave.href, words: out };
  const isLeaving = what === "signed-out" && leave !== undefined;
  const onward = isLeaving ? leaving(leave) : "";
  return planFrame(
    school,
    title,
    html`${onward}<div class="card"><h1>${title}</h1>
<p>${text}</p>
${way.words === undefined ? "" : html`<p><a class="button" href="${way.to}">${way.words}</a></p>`}</div>`,
    NOTHING,
  );
};
