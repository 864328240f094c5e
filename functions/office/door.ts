import type { Context, Hono } from "hono";
import { SilentProvider } from "#adapters/oidc/identity-provider.ts";
import { beginSignIn, endSignIn, finishSignIn, whoAsks } from "#office/sign-in/sign-in.ts";
import { officeIcon, officeStyle } from "#pages/office/assets.ts";
import { OFFICE } from "#pages/routes.ts";
import { forgetSecret, keepSecret, secretIn } from "./cookies.ts";
import { hasToken } from "./form-token.ts";
import { doorReply, HOME, type OfficeNeeds, type OfficeRequest } from "./needs.ts";

/** Does what needs the provider, and says so where it does not answer. */
const asking = async (context: Context<OfficeRequest>, needs: OfficeNeeds, deed: () => Promise<Response>) => {
  try {
    return await deed();
  } catch (error) {
    if (!(error instanceof SilentProvider)) throw error;
    await context.env.tell(error);
    return doorReply(context, needs, "silent");
  }
};

/** The routes by which people come in and go: they need nobody to be signed in. */
export const addDoor = (app: Hono<OfficeRequest>, needs: OfficeNeeds): void => {
  app.get(`${HOME}/sign-in`, (context) =>
    asking(context, needs, async () => {
      const { address, secret } = await beginSignIn(needs, { to: context.req.query("to"), at: context.env.now });
      keepSecret(context, "attempt", secret);
      return context.redirect(address.href, 303);
    }),
  );
  app.get(OFFICE.callback, (context) => asking(context, needs, () => comeBack(context, needs)));
  app.get(OFFICE.signedOut, (context) => doorReply(context, needs, "signed-out"));
  app.post(`${HOME}/sign-out`, async (context) => {
    const [secret, at] = [secretIn(context, "sign-in"), context.env.now];
    const who = await whoAsks(needs, secret, at);
    if (who !== undefined && !(await hasToken(context, who.signIn.formToken)))
      return doorReply(context, needs, "stale");
    const leave = await endSignIn(needs, secret, at);
    forgetSecret(context, "sign-in");
    return doorReply(context, needs, "signed-out", { leave });
  });
  const asset = (name: string, type: string, text: () => string) =>
    app.get(`${HOME}/assets/${name}`, (context) =>
      context.body(text(), 200, { "content-type": `${type}; charset=utf-8`, "cache-control": "max-age=3600" }),
    );
  asset("office.css", "text/css", officeStyle);
  asset("icon.svg", "image/svg+xml", officeIcon);
};

const comeBack = async (context: Context<OfficeRequest>, needs: OfficeNeeds): Promise<Response> => {
  const query = new URL(context.req.url).search.slice(1);
  const [secret, before] = [secretIn(context, "attempt"), secretIn(context, "sign-in")];
  const came = { secret, before, query, at: context.env.now };
  const entered = await finishSignIn(needs, came);
  forgetSecret(context, "attempt");
  if (entered.is === "nobody") {
    const leave = await needs.provider.signOutAddress().catch(() => undefined);
    return doorReply(context, needs, "nobody", { leave });
  }
  if (entered.is !== "in") return doorReply(context, needs, "refused");
  keepSecret(context, "sign-in", entered.secret);
  return context.redirect(entered.to, 303);
};
