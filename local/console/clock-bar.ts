import { html, raw } from "hono/html";
import type { Html } from "#pages/kit/html.ts";
import type { SchoolTime } from "#pages/kit/school-time.ts";
import type { System } from "../system.ts";
import type { Clockwork } from "./clockwork.ts";

const MOVES = [
  { to: "next", label: "Next event" },
  { to: "day", label: "+1 day" },
  { to: "week", label: "+1 week" },
  { to: "month", label: "+1 month" },
];

interface Clocked {
  system: Pick<System, "now">;
  clock: Clockwork;
  time: SchoolTime;
}

/** The school's clock and what moves it. */
export const clockBar = (of: Clocked): Html => html`<div class="bar">${clockFace(of)}${controls(of)}</div>`;

/** The clock: where it stands, and how far a run is. Kept up to date by the page's script. */
const clockFace = ({ system, clock, time }: Clocked): Html => {
  const running = clock.running();
  const now = running?.now ?? system.now();
  const line = running ? html`running to ${time.both(running.to)}` : html`the clock is paused`;
  return html`<section id="clock" data-live aria-label="The school's clock">
    <p class="now"><span class="date">${time.date(now)}</span> <span class="time">${time.time(now)}</span></p>
    <p class="state" role="status">${running ? html`<span class="pulse"></span>` : ""}${line}</p>
    ${
      running
        ? html`<progress max="100" value="${percentOf(running)}"
          aria-label="How far the run is"></progress>`
        : ""
    }
    ${clock.complaint() ? html`<p class="complaint" role="alert">${clock.complaint()}</p>` : ""}
  </section>`;
};

const percentOf = ({ from, to, now }: { from: string; to: string; now: string }): number => {
  const [start, end, at] = [Date.parse(from), Date.parse(to), Date.parse(now)];
  return end > start ? Math.round((100 * (at - start)) / (end - start)) : 0;
};

const controls = ({ system, clock, time }: Clocked): Html => {
  const isRunning = clock.running() !== undefined;
  const off = isRunning ? raw("disabled") : "";
  const stop = html`<form method="post" action="/clock/stop"><button class="stop">Stop</button></form>`;
  return html`<section id="controls" class="controls" data-live aria-label="Move the clock">
    ${MOVES.map(
      ({ to, label }) => html`<form method="post" action="/clock/${to}">
        <button ${off}>${label}</button></form>`,
    )}
    ${
      isRunning
        ? stop
        : html`<form method="post" action="/clock/date" class="to-date">
            <label for="to-date">Noon of</label>
            <input id="to-date" type="date" name="date" required
              min="${time.day(system.now())}"
              value="${time.day(time.later(system.now(), { months: 1 }))}" />
            <button class="primary">Go</button>
          </form>`
    }
  </section>`;
};
