import { type Context, Hono } from "hono";
import { html } from "hono/html";
import { reachOf } from "#domain/access/allowed.ts";
import type { SignIn } from "#domain/access/sign-in.ts";
import type { User } from "#domain/access/user.ts";
import { ownNotes } from "#office/advising/own-notes.ts";
import { actorOf } from "#office/audit/record-deed.ts";
import { openOffice } from "#office/front/office.ts";
import { ownOffice } from "#office/front/own-office.ts";
import { readOnce } from "#office/front/read-once.ts";
import { recordedOffice } from "#office/front/recorded-office.ts";
import { whoAsks } from "#office/sign-in/sign-in.ts";
import type { Html } from "#pages/kit/html.ts";
import { addressIn, inFolder } from "#pages/kit/in-folder.ts";
import { schoolTime } from "#pages/kit/school-time.ts";
import type { Desk } from "#pages/office/desk.ts";
import { SIGN_OUT } from "#pages/office/door/door-page.ts";
import { layout } from "#pages/office/layout.ts";
import { offeredOnly } from "#pages/office/offered.ts";
import { actionAsked, FIRST_PAGES, GUARDED_PAGES } from "#pages/office/rights.ts";
import { staffPages } from "#pages/office/router.ts";
import { STAFF_PAGES } from "#pages/office/routes.ts";
import type { DoorRequest } from "../sign-in/door.ts";
import { FORM_TOKEN, hasToken } from "../sign-in/form-token.ts";
import { COOKIES, doorReply, HOME, type OfficeNeeds } from "./needs.ts";

const FIRST = STAFF_PAGES.overview.path;

/** True where a route of the pages of staff shows or does something for a user. */
const mayAsk = (user: User, method: string, path: string): boolean => {
  const action = actionAsked(method, path);
  return action !== undefined && reachOf(user, action) !== "none";
};

/**
 * Answers whatever somebody asks of the pages of staff: who is not signed in is sent to sign in, and what is not theirs
 * is not there. What changes anything has to come from a form that this sign-in was shown.
 */
export const answerStaff = async (context: Context<DoorRequest>, needs: OfficeNeeds): Promise<Response> => {
  const { method } = context.req;
  const url = new URL(context.req.url);
  const who = await whoAsks(needs, COOKIES.read(context, "sign-in"), context.env.now);
  const isLook = method === "GET" || method === "HEAD";
  if (who === undefined) {
    if (!isLook) return doorReply(context, needs, "over");
    return context.redirect(`${HOME}/sign-in?${new URLSearchParams({ to: url.pathname + url.search })}`, 303);
  }
  if (!isLook && !(await hasToken(context, who.signIn.formToken))) return doorReply(context, needs, "stale");
  const path = url.pathname.slice(HOME.length) || FIRST;
  if (mayAsk(who.user, method, path)) return answerByPages(context, needs, who, path);
  if (path !== FIRST || !isLook) return doorReply(context, needs, "not-here");
  const first = FIRST_PAGES.find((page) => mayAsk(who.user, "GET", page.path));
  const token = who.signIn.formToken;
  return first
    ? context.redirect(addressIn(HOME, first.path), 303)
    : doorReply(context, needs, "nothing-yours", { token });
};

interface SignedIn {
  user: User;
  signIn: SignIn;
}

const answerByPages = async (context: Context<DoorRequest>, all: OfficeNeeds, who: SignedIn, path: string) => {
  // Who orders something has to see what others wrote a moment ago; who looks need not read a thing twice.
  const needs = context.req.method === "POST" ? all : { ...all, records: readOnce(all.records) };
  const pages = new Hono()
    .route("/", staffPages(deskOf(needs, who, context.env)))
    .notFound(() => doorReply(context, needs, "not-here"))
    .onError((error) => {
      throw error;
    });
  const inside = new URL(context.req.url);
  inside.pathname = path;
  const answer = await pages.fetch(new Request(inside, context.req.raw));
  const location = answer.headers.get("location");
  return location?.startsWith("/") ? context.redirect(addressIn(HOME, location), 303) : answer;
};

const deskOf = (needs: OfficeNeeds, { user, signIn }: SignedIn, came: DoorRequest["Bindings"]): Desk => {
  const { program, records } = needs;
  const now = () => came.now;
  const recorder = () => ({ auditLog: records.auditLog, by: actorOf(user), now, request: came.request });
  const mayFollow = (method: "GET" | "POST", path: string): boolean =>
    path === FIRST || path === "/sign-out" || mayAsk(user, method, path);
  const around = {
    nav: GUARDED_PAGES.filter(({ path }) => mayAsk(user, "GET", path)),
    bar: signedIn(user),
    style: "/assets/office.css",
    foot: `${program.school.name}, ${program.school.timeZone}.`,
  };
  return {
    office: ownOffice(recordedOffice(openOffice(records, { program, now }), recorder), user, program),
    program,
    time: schoolTime(program.school.timeZone),
    now,
    notes: ownNotes(needs.notes, user, now),
    by: `${user.name} <${user.email}>`,
    frame: async (page) => {
      const offered = offeredOnly(String(await layout(around, page)), mayFollow);
      return inFolder(HOME, offered, { name: FORM_TOKEN, value: signIn.formToken });
    },
    carryOut: async (deed) => {
      await deed();
      return undefined;
    },
  };
};

const signedIn = ({ name }: User): Html => html`<div class="bar"><p class="quiet">Signed in as ${name}</p>
  ${SIGN_OUT}</div>`;
