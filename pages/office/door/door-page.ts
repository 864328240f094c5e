import { html } from "hono/html";
import type { School } from "#domain/time/school.ts";
import type { Html } from "../../kit/html.ts";

/** What stands before the pages of staff, where somebody is not or not yet let in. */
export type DoorPage =
  | "nobody"
  | "nothing-yours"
  | "not-here"
  | "over"
  | "stale"
  | "refused"
  | "silent"
  | "signed-out"
  | "failed";

interface AtTheDoor {
  status: 200 | 400 | 401 | 403 | 404 | 500 | 503;
  title: string;
  text: string;
  /** What the way to sign in is called; none where signing in would change nothing. */
  again?: string;
}

const SAID: Record<DoorPage, AtTheDoor> = {
  nobody: {
    status: 403,
    title: "We do not know you here yet",
    text: "You have signed in, and nobody has given your address a role in this program so far.",
    again: "Sign in as somebody else",
  },
  "nothing-yours": {
    status: 403,
    title: "Nothing here is yours yet",
    text: "You have signed in, and your role shows no page here so far.",
  },
  "not-here": {
    status: 404,
    title: "Not here",
    text: "There is no such page, or it is not yours to see.",
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
    text: "It was made for another sign-in. Nothing was changed: open the page again, and press the button there.",
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
    text: "Nothing is wrong with your account. Try again in some minutes; the links in mails go on working.",
    again: "Try again",
  },
  "signed-out": { status: 200, title: "You are signed out", text: "See you soon.", again: "Sign in" },
  failed: {
    status: 500,
    title: "This page failed",
    text: "Something went wrong on our side, and an engineer is told of it. Try again in some minutes.",
  },
};

/** By which somebody leaves. */
export const SIGN_OUT: Html = html`<form method="post" action="/sign-out">
  <button class="link">Sign out</button></form>`;

/** The status with which such a page is answered. */
export const doorStatus = (what: DoorPage): AtTheDoor["status"] => SAID[what].status;

/** The whole document of such a page. `leave`: where somebody is signed out at the provider as well. */
export const doorPage = (school: School, what: DoorPage, leave?: URL): Html => {
  const { title, text, again } = SAID[what];
  const { name, email } = school.office;
  return html`<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <meta name="color-scheme" content="light dark" />
    ${what === "signed-out" && leave ? html`<meta http-equiv="refresh" content="0; url=${leave.href}" />` : ""}
    <title>${title} · matchward</title>
    <link rel="icon" href="/assets/icon.svg" type="image/svg+xml" />
    <link rel="stylesheet" href="/assets/office.css" />
  </head>
  <body>
    <main id="page">
      <h1>${title}</h1>
      <p class="lead">${text}</p>
      ${what === "signed-out" ? "" : html`<p>Who can help: ${name}, <a href="mailto:${email}">${email}</a></p>`}
      <p class="controls">${wayOn(what, again, leave)}</p>
      ${what === "nothing-yours" ? SIGN_OUT : ""}
    </main>
    <footer>${school.name}</footer>
  </body>
</html>`;
};

// Who is still signed in at the provider would come back as the same person.
const wayOn = (what: DoorPage, again: string | undefined, leave: URL | undefined): Html => {
  const words = what === "signed-out" ? "Sign out of the school’s sign-in too" : again;
  if (leave !== undefined) return html`<a class="button" href="${leave.href}">${words}</a>`;
  return again === undefined ? html`` : html`<a class="button" href="/sign-in">${again}</a>`;
};
