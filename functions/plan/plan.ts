import type { Context } from "hono";
import { finishStudentSignIn, whichStudentAsks } from "#office/sign-in/student-sign-in.ts";
import type { Html } from "#pages/kit/html.ts";
import { inFolder } from "#pages/kit/in-folder.ts";
import { type PlanDoorPage, planDoorPage, planDoorStatus } from "#pages/plan/door-page.ts";
import { planLoads } from "#pages/plan/frame.ts";
import { PLAN } from "#pages/routes.ts";
import type { TellFailure } from "../listeners/page-listener.ts";
import { cookiesOf } from "../sign-in/cookies.ts";
import type { Door, DoorRequest } from "../sign-in/door.ts";
import { FORM_TOKEN, hasToken } from "../sign-in/form-token.ts";
import { answerHttp, pagesBehind } from "../sign-in/pages-behind.ts";
import type { HttpRequest } from "../web/http-request.ts";
import type { Reply } from "../web/reply.ts";
import { lookAtPlan } from "./look.ts";
import type { InPlan, PlanNeeds } from "./needs.ts";
import { fieldsOf, type NotTaken, orderAt } from "./orders.ts";

const HOME = PLAN.home;
const COOKIES = cookiesOf("plan");

const doorOf = (needs: PlanNeeds): Door<PlanDoorPage> => ({
  way: needs,
  cookies: COOKIES,
  paths: PLAN,
  admit: async (came) => {
    const entered = await finishStudentSignIn(needs, came);
    if (entered.is === "in") return entered;
    if (entered.is === "refused" || entered.is === "too-late") return { is: "out", why: "refused" };
    return { is: "out", why: entered.is, leaves: true };
  },
  tokenOf: async (secret, at) => {
    const who = await whichStudentAsks(needs, secret, at);
    return who.is === "out" ? undefined : who.signIn.formToken;
  },
  reply: async (context, what, { leave } = {}) =>
    context.html(await planDoorPage(needs.program.school, what, leave), planDoorStatus(what)),
});

/** A document whose forms carry the sign-in's token. */
const withToken = (document: Html, { signIn }: InPlan): Promise<Html> =>
  inFolder("", document, { name: FORM_TOKEN, value: signIn.formToken });

const show = async (context: Context<DoorRequest>, needs: PlanNeeds, who: InPlan, notTaken?: NotTaken) =>
  context.html(
    await withToken(await lookAtPlan(needs, who, context.env.now, notTaken), who),
    notTaken === undefined ? 200 : 422,
  );

const answerStudent = async (context: Context<DoorRequest>, needs: PlanNeeds, door: Door<PlanDoorPage>) => {
  const who = await whichStudentAsks(needs, COOKIES.read(context, "sign-in"), context.env.now);
  const isLook = context.req.method !== "POST";
  if (who.is === "out") return isLook ? context.redirect(`${HOME}/sign-in`, 303) : door.reply(context, "over");
  if (!isLook && !(await hasToken(context, who.signIn.formToken))) return door.reply(context, "stale");
  if (who.is === "gone") {
    const leave = await needs.provider.signOutAddress().catch(() => undefined);
    return door.reply(context, "gone", { leave });
  }
  const { now } = context.env;
  if (isLook) return context.req.path === HOME ? show(context, needs, who) : door.reply(context, "not-here");
  const order = orderAt(context.req.path);
  if (order === undefined) return door.reply(context, "not-here");
  const ordered = await order(needs, who, await fieldsOf(context), now);
  if (ordered.is === "not taken") return show(context, needs, who, ordered.why);
  return context.redirect(`${HOME}#${ordered.shownAt}`, 303);
};

/** Answers the HTTP API. Running twice: what a student said stands, and the second request shows it. */
export const answerPlan = (needs: PlanNeeds): ((event: HttpRequest, tell: TellFailure) => Promise<Reply>) => {
  const door = doorOf(needs);
  const pages = pagesBehind(door, {
    refusal: "My plan takes orders from its own pages only.",
    loads: planLoads(needs.program.school),
    add: (app) => {
      for (const path of [HOME, `${HOME}/*`])
        app.on(["GET", "POST"], path, (context) => answerStudent(context, needs, door));
    },
  });
  return answerHttp(pages, needs.siteUrl);
};
