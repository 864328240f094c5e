import type { Context } from "hono";
import { deleteCookie, getCookie, setCookie } from "hono/cookie";
import type { CookieOptions } from "hono/utils/cookie";

/** `sign-in`: of whoever is signed in. `attempt`: of whoever is on the way to the provider and back. */
type CookieSecret = "sign-in" | "attempt";

/** Seconds after which a browser forgets them; the records end by themselves before. */
const LIFETIME: Record<CookieSecret, number> = { "sign-in": 36_000, attempt: 600 };

/** The secrets that a browser keeps for one family of pages, which knows no other family's. */
export interface Cookies {
  /** The secret that a browser brings; undefined where it brings none. */
  read(context: Context, secret: CookieSecret): string | undefined;
  keep(context: Context, secret: CookieSecret, value: string): void;
  forget(context: Context, secret: CookieSecret): void;
}

// A browser takes `__Host-` by https alone, from no other host and for no part of it; localhost has no certificate.
const isSafe = (context: Context): boolean => new URL(context.req.url).protocol === "https:";

const settingsOf = (context: Context): CookieOptions => {
  const always = { path: "/", httpOnly: true, sameSite: "Lax" } as const;
  return isSafe(context) ? { ...always, secure: true, prefix: "host" } : always;
};

/** @param family names the cookies, e.g. `office-sign-in`: somebody may be in as staff and as a student at once */
export const cookiesOf = (family: string): Cookies => {
  const nameOf = (secret: CookieSecret): string => `${family}-${secret}`;
  return {
    read: (context, secret) => {
      const name = nameOf(secret);
      return isSafe(context) ? getCookie(context, name, "host") : getCookie(context, name);
    },
    keep: (context, secret, value) =>
      setCookie(context, nameOf(secret), value, { ...settingsOf(context), maxAge: LIFETIME[secret] }),
    forget: (context, secret) => {
      deleteCookie(context, nameOf(secret), settingsOf(context));
    },
  };
};
