import { html, raw } from "hono/html";
import type { Html } from "../kit/html.ts";
import { LONGEST_TERM, SEARCHING } from "./routes.ts";

/** One page: its address where it stands in the navigation, its title and what it shows. */
export interface Page {
  path: string;
  title: string;
  body: Html;
}

/** What a host puts around every page of staff. */
export interface Around {
  nav: readonly NavEntry[];
  /** Stands under the navigation. */
  bar?: Html;
  /** Scripts by their addresses. */
  scripts?: readonly string[];
  style: string;
  foot: string;
}

/** A way to a page. `count`: what waits there, shown where it is not zero. */
export interface NavEntry {
  path: string;
  title: string;
  count?: number;
}

// By POST, so that no name stands in an address, and so in no history and no log.
const SEARCH = html`<form class="search" method="post" action="${SEARCHING}" role="search" aria-label="Find a student">
  <input type="search" name="term" placeholder="Find a student" aria-label="Name, number or address of a student"
    maxlength="${LONGEST_TERM}" required /><button>Find</button></form>`;

/** Everything between `<html>` and `</html>`: the way to the other pages, what the host puts there, the page itself. */
export const layout = ({ nav, bar, scripts = [], style, foot }: Around, page: Page): Html => html`<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <meta name="color-scheme" content="light dark" />
    <title>${page.title} · matchward</title>
    <link rel="icon" href="/assets/icon.svg" type="image/svg+xml" />
    <link rel="stylesheet" href="${style}" />
    ${scripts.map((source) => html`<script src="${source}" defer></script>`)}
  </head>
  <body>
    <a class="skip" href="#page">Skip to the page</a>
    <header>
      <div class="bar">
        <a class="brand" href="/"><img src="/assets/icon.svg" alt="" width="26" height="26" />matchward</a>
        <nav aria-label="Pages">${nav.map((entry) => navLink(entry, page.path))}</nav>
        ${SEARCH}
      </div>
      ${bar ?? ""}
    </header>
    <main id="page" class="${page.path === "/mails" ? "wide" : ""}">${page.body}</main>
    <footer>${foot}</footer>
  </body>
</html>`;

const navLink = ({ path, title, count = 0 }: NavEntry, current: string): Html => {
  const badge = count > 0 ? html` <b class="badge bad">${count}</b>` : "";
  return html`<a href="${path}" ${path === current ? raw('aria-current="page"') : ""}>${title}${badge}</a>`;
};
