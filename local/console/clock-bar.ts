import { html, raw } from "hono/html";
import type { Html } from "#pages/kit/html.ts";
import type { SchoolTime } from "#pages/kit/school-time.ts";
import type { System } from "../system.ts";
import type { Clockwork } from "./clockwork.ts";
import type { SampleClass } from "./sample-class.ts";

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
  students: SampleClass;
}

/** The school's clock and what moves it. */
export const clockBar = (of: Clocked): Html => html`<div class="bar">${clockFace(of)}${controls(of)}</div>
  ${of.students.isThere ? classLine(of.students) : ""}`;

/** Says that the sample's students answer by themselves, and lets a person stop that. */
const classLine = (students: SampleClass): Html => {
  const isOn = students.answers();
  return html`<section id="class" class="controls class-line" data-live aria-label="The sample's students">
    <p class="quiet">${
      isOn
        ? "The class answers as the clock runs, from the sample’s answers: some at once, some late, some never."
        : "Nobody answers by themselves: you answer in their place."
    }</p>
    <form method="post" action="/clock/class"><input type="hidden" name="answers" value="${isOn ? "no" : "yes"}" />
      <button class="link" data-focus="class">${isOn ? "Switch off" : "Let the class answer"}</button></form>
  </section>`;
};

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
  // Not `disabled`: the keyboard's focus would be lost on a button that is.
  const off = isRunning ? raw('aria-disabled="true"') : "";
  const stop = html`<form method="post" action="/clock/stop">
    <button class="stop" data-focus="run">Stop</button></form>`;
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
            <button class="primary" data-focus="run">Go</button>
          </form>`
    }
  </section>`;
};
