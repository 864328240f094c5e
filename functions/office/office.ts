import type { Hono } from "hono";
import { finishSignIn, whoAsks } from "#office/sign-in/sign-in.ts";
import { officeIcon, officeStyle } from "#pages/office/assets.ts";
import type { DoorPage } from "#pages/office/door/door-page.ts";
import { OFFICE } from "#pages/routes.ts";
import type { TellFailure } from "../listeners/page-listener.ts";
import type { Door, DoorRequest } from "../sign-in/door.ts";
import { answerHttp, pagesBehind } from "../sign-in/pages-behind.ts";
import type { HttpRequest } from "../web/http-request.ts";
import type { Reply } from "../web/reply.ts";
import { COOKIES, doorReply, HOME, type OfficeNeeds } from "./needs.ts";
import { answerStaff } from "./staff.ts";

const doorOf = (needs: OfficeNeeds): Door<DoorPage> => ({
  way: needs,
  cookies: COOKIES,
  paths: OFFICE,
  admit: async (came) => {
    const entered = await finishSignIn(needs, came);
    if (entered.is === "in") return entered;
    return entered.is === "nobody" ? { is: "out", why: "nobody", leaves: true } : { is: "out", why: "refused" };
  },
  tokenOf: async (secret, at) => (await whoAsks(needs, secret, at))?.signIn.formToken,
  reply: (context, what, more) => doorReply(context, needs, what, more),
});

const addAssets = (app: Hono<DoorRequest>): void => {
  const asset = (name: string, type: string, text: () => string) =>
    app.get(`${HOME}/assets/${name}`, (context) =>
      context.body(text(), 200, { "content-type": `${type}; charset=utf-8`, "cache-control": "max-age=3600" }),
    );
  asset("office.css", "text/css", officeStyle);
  asset("icon.svg", "image/svg+xml", officeIcon);
};

/** Answers the HTTP API. Running twice: what was decided stands, and the second request is told so. */
export const answerOffice = (needs: OfficeNeeds): ((event: HttpRequest, tell: TellFailure) => Promise<Reply>) => {
  const pages = pagesBehind(doorOf(needs), {
    refusal: "The office takes orders from its own pages only.",
    loads: "style-src 'self'; img-src 'self'",
    add: (app) => {
      addAssets(app);
      for (const path of [HOME, `${HOME}/*`]) app.on(["GET", "POST"], path, (context) => answerStaff(context, needs));
    },
  });
  return answerHttp(pages, needs.siteUrl);
};
