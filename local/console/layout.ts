import { html, raw } from "hono/html";
import type { HtmlEscapedString } from "hono/utils/html";
import type { Clockwork } from "./clockwork.ts";
import type { Lookup } from "./figures.ts";

/** A piece of a page: escaped by construction. */
export type Piece = HtmlEscapedString | Promise<HtmlEscapedString>;

/** What every page needs. */
export interface Desk extends Lookup {
  clock: Clockwork;
}

const PAGES = [
  { path: "/", title: "Overview" },
  { path: "/mails", title: "Mails" },
  { path: "/students", title: "Students" },
  { path: "/bill", title: "Bill" },
  { path: "/failures", title: "Failures" },
];

const MOVES = [
  { to: "next", label: "Next event" },
  { to: "day", label: "+1 day" },
  { to: "week", label: "+1 week" },
  { to: "month", label: "+1 month" },
];

/** Everything between `<html>` and `</html>`: the clock on top, the way to the other pages, and the page itself. */
export const layout = (
  desk: Desk,
  page: { path: string; title: string; body: Piece; wide?: boolean },
): Piece => html`<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <meta name="color-scheme" content="light dark" />
    <title>${page.title} · matchward</title>
    <link rel="icon" href="/assets/icon.svg" type="image/svg+xml" />
    <link rel="stylesheet" href="/assets/console.css" />
    <script src="/assets/console.js" defer></script>
  </head>
  <body>
    <a class="skip" href="#page">Skip to the page</a>
    <header>
      <div class="bar">
        <a class="brand" href="/"><img src="/assets/icon.svg" alt="" width="26" height="26" />matchward</a>
        <nav aria-label="Pages">${PAGES.map((entry) => navLink(entry, page.path, desk))}</nav>
      </div>
      <div class="bar">${clockFace(desk)}${controls(desk)}</div>
    </header>
    <main id="page" class="${page.wide ? "wide" : ""}">${page.body}</main>
    <footer>One machine, nothing leaves it. ${desk.program.school.name}, ${desk.program.school.timeZone}.</footer>
  </body>
</html>`;

const navLink = ({ path, title }: { path: string; title: string }, current: string, { system }: Desk): Piece => {
  const count = path === "/failures" ? system.failures().length : 0;
  const badge = count > 0 ? html` <b class="badge bad">${count}</b>` : "";
  return html`<a href="${path}" ${path === current ? raw('aria-current="page"') : ""}>${title}${badge}</a>`;
};

/** The clock: where it stands, and how far a run is. Kept up to date by the page's script. */
const clockFace = ({ system, clock, time }: Desk): Piece => {
  const running = clock.running();
  const now = running?.now ?? system.now();
  const line = running ? html`running to ${time.both(running.to)}` : html`the clock is paused`;
  return html`<section id="clock" data-live aria-label="The school's clock">
    <p class="now"><span class="date">${time.date(now)}</span> <span class="time">${time.time(now)}</span></p>
    <p class="state" role="status">${running ? html`<span class="pulse"></span>` : ""}${line}</p>
    ${running ? html`<progress max="100" value="${percentOf(running)}" aria-label="How far the run is"></progress>` : ""}
    ${clock.complaint() ? html`<p class="complaint" role="alert">${clock.complaint()}</p>` : ""}
  </section>`;
};

const percentOf = ({ from, to, now }: { from: string; to: string; now: string }): number => {
  const [start, end, at] = [Date.parse(from), Date.parse(to), Date.parse(now)];
  return end > start ? Math.round((100 * (at - start)) / (end - start)) : 0;
};

const controls = ({ system, clock, time }: Desk): Piece => {
  const isRunning = clock.running() !== undefined;
  const off = isRunning ? raw("disabled") : "";
  const stop = html`<form method="post" action="/clock/stop"><button class="stop">Stop</button></form>`;
  return html`<section id="controls" class="controls" data-live aria-label="Move the clock">
    ${MOVES.map(({ to, label }) => html`<form method="post" action="/clock/${to}"><button ${off}>${label}</button></form>`)}
    ${
      isRunning
        ? stop
        : html`<form method="post" action="/clock/date" class="to-date">
            <label for="to-date">Noon of</label>
            <input id="to-date" type="date" name="date" required min="${time.day(system.now())}" value="${time.day(time.later(system.now(), { months: 1 }))}" />
            <button class="primary">Go</button>
          </form>`
    }
  </section>`;
};
