import { html } from "hono/html";
import { plannedFor } from "#domain/forecast/mailing-outlook.ts";
import { type Mailing, mailingName } from "#domain/mail/mailing.ts";
import type { Desk, Piece } from "./layout.ts";
import { mailingNamed, orderOf, resumeQuestion, titleOf } from "./paused-mailings.ts";

/** The address of the question whether a mailing that lies ahead is to be paused. */
export const pausePath = ({ occurrence, wave }: Mailing): string =>
  `/runs?${new URLSearchParams({ occurrence, wave, decision: "pause" })}`;

/** Asks what an address asks: whether a run is to be paused, or else resumed; undefined where it names none. */
export const mailingQuestion = async (desk: Desk, asked: Record<string, string>): Promise<Piece | undefined> => {
  const run = mailingNamed(asked);
  const at = run && plannedFor(desk.program, run);
  if (asked.decision !== "pause" || run === undefined || at === undefined) return resumeQuestion(desk, asked);
  const isPaused = (await desk.system.pausedMailings()).some((one) => mailingName(one) === mailingName(run));
  return isPaused ? resumeQuestion(desk, asked) : pauseQuestion(desk, run, at);
};

const pauseQuestion = (desk: Desk, run: Mailing, at: string): Piece => html`<p class="back"><a href="/">Overview</a></p>
  <h1>Pause this mailing?</h1>
  <section class="panel">
    <h2>${titleOf(desk, run)}</h2>
    <p class="lead">Planned for ${desk.time.date(at)}, at ${desk.time.time(at)}.</p>
    <h2>What will happen</h2>
    <ul>
      <li>Its mails that have not gone out are held back. Every other mailing goes on.</li>
      <li>The page “Failures” lists it until somebody resumes it. Resumed in time, it goes out on its day, and later on the next working morning.</li>
      <li>A mail that is late by more than ${desk.program.school.catchUpDays} days by then is not sent at all.</li>
    </ul>
    <form method="post" action="/runs" class="controls">${orderOf(run)}
      <button class="primary" name="decision" value="pause">Pause</button>
      <a class="button" href="/">Leave it as it is</a>
    </form>
  </section>`;
