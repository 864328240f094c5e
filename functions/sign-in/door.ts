import type { Context, Hono } from "hono";
import { SilentProvider } from "#adapters/oidc/identity-provider.ts";
import { beginSignIn, type CameBack, endSignIn, type WayIn } from "#office/sign-in/way-in.ts";
import type { TellFailure } from "../listeners/page-listener.ts";
import type { Cookies } from "./cookies.ts";
import { hasToken } from "./form-token.ts";

/** What comes with each request. `now`: when it came, ISO 8601 UTC; `request`: the gateway's name for it. */
export interface DoorRequest {
  Bindings: { now: string; request: string; tell: TellFailure };
}

/** What any door has to say. */
type SaidAtAnyDoor = "silent" | "signed-out" | "stale" | "failed" | "not-here";

/**
 * Whether somebody is let in who came back from the provider. `leaves`: they are offered the way out of the provider,
 * at which they would be the same person again.
 */
export type Admitted<Said> = { is: "in"; secret: string; to: string } | { is: "out"; why: Said; leaves?: boolean };

/** A door to a family of pages; `Said`: what it has to say. */
export interface Door<Said extends string> {
  way: WayIn;
  cookies: Cookies;
  paths: { home: string; callback: string; signedOut: string };
  /** @throws a `SilentProvider` */
  admit(came: CameBack): Promise<Admitted<Said>>;
  /** What forms of who is in by that secret carry; undefined where nobody is. */
  tokenOf(secret: string | undefined, at: string): Promise<string | undefined>;
  /** Answers with one of the pages that stand before those behind the door. */
  reply(
    context: Context<DoorRequest>,
    what: Said | SaidAtAnyDoor,
    more?: { leave?: URL | undefined },
  ): Promise<Response>;
}

/** Does what needs the provider, and says so where it does not answer. */
const asking = async <Said extends string>(
  context: Context<DoorRequest>,
  { reply }: Door<Said>,
  deed: () => Promise<Response>,
): Promise<Response> => {
  try {
    return await deed();
  } catch (error) {
    if (!(error instanceof SilentProvider)) throw error;
    await context.env.tell(error);
    return reply(context, "silent");
  }
};

/** The routes by which people come in and go: they need nobody to be signed in. */
export const addDoor = <Said extends string>(app: Hono<DoorRequest>, door: Door<Said>): void => {
  const { way, cookies, paths } = door;
  app.get(`${paths.home}/sign-in`, (context) =>
    asking(context, door, async () => {
      const { address, secret } = await beginSignIn(way, { to: context.req.query("to"), at: context.env.now });
      cookies.keep(context, "attempt", secret);
      return context.redirect(address.href, 303);
    }),
  );
  app.get(paths.callback, (context) => asking(context, door, () => comeBack(context, door)));
  app.get(paths.signedOut, (context) => door.reply(context, "signed-out"));
  app.post(`${paths.home}/sign-out`, async (context) => {
    const [secret, at] = [cookies.read(context, "sign-in"), context.env.now];
    const token = await door.tokenOf(secret, at);
    if (token !== undefined && !(await hasToken(context, token))) return door.reply(context, "stale");
    const leave = await endSignIn(way, secret, at);
    cookies.forget(context, "sign-in");
    return door.reply(context, "signed-out", { leave });
  });
};

const comeBack = async <Said extends string>(context: Context<DoorRequest>, door: Door<Said>): Promise<Response> => {
  const { way, cookies } = door;
  const query = new URL(context.req.url).search.slice(1);
  const [secret, before] = [cookies.read(context, "attempt"), cookies.read(context, "sign-in")];
  const admitted = await door.admit({ secret, before, query, at: context.env.now });
  cookies.forget(context, "attempt");
  if (admitted.is === "out") {
    const leave = admitted.leaves === true ? await way.provider.signOutAddress().catch(() => undefined) : undefined;
    return door.reply(context, admitted.why, { leave });
  }
  cookies.keep(context, "sign-in", admitted.secret);
  return context.redirect(admitted.to, 303);
};
