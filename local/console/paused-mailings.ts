import { html } from "hono/html";
import * as z from "zod/mini";
import { parseOccurrenceId } from "#domain/calendar/occurrence-id.ts";
import { findOccurrence } from "#domain/calendar/occurrences.ts";
import { plannedFor } from "#domain/forecast/mailing-outlook.ts";
import { type Mailing, mailingName } from "#domain/mail/mailing.ts";
import type { PausedMailing } from "#office/mailings/paused-mailings.ts";
import { milestoneTitle, waveLabel } from "./figures.ts";
import type { Desk, Piece } from "./layout.ts";

/** What a link names: a run. */
const Named = z.object({ occurrence: z.string(), wave: z.string() });

/** A button's order. `since`: the pause that the page showed. */
const Order = z.extend(Named, { decision: z.enum(["resume", "pause"]), since: z.optional(z.string()) });
type Order = z.infer<typeof Order>;

/** Reads which run an address names; undefined where it names none. */
export const mailingNamed = (asked: unknown): Mailing | undefined => Named.safeParse(asked).data;

/** A run in words: `Retake the survey, 2027: reminder 1`. */
export const titleOf = ({ program }: Desk, { occurrence, wave }: Mailing): string => {
  const { milestone, on } = parseOccurrenceId(occurrence) ?? { milestone: occurrence, on: "" };
  return `${milestoneTitle(program, milestone)}, ${on}: ${waveLabel(wave)}`;
};

/** A line that leads to the panel, on pages that are about something else; nothing where no run is paused. */
export const pausedNotice = async ({ system }: Desk): Promise<Piece | ""> => {
  const { length } = await system.pausedMailings();
  if (length === 0) return "";
  const mailings = length === 1 ? "One mailing is" : `${length} mailings are`;
  return html`<p class="panel notice" role="status">${mailings} paused. <a href="/failures#paused">Look at why, and decide</a></p>`;
};

/** The runs that are held back, each with what taking it up again would come to. */
export const pausedPanel = async (desk: Desk): Promise<Piece> => {
  const paused = await desk.system.pausedMailings();
  const heading = html`<h2>Paused mailings</h2>`;
  if (paused.length === 0) return html`${heading}<p class="quiet">No mailing is paused.</p>`;
  return html`${heading}
    <p>A mailing of which too many mails bounce, or bring complaints, pauses itself. Mend the cause, then resume it.</p>
    ${paused.map(
      (run) => html`<article class="unknown">
        <h3>${titleOf(desk, run)}</h3>
        ${factsOf(desk, run)}
        <p>Resumed now, ${comesTo(desk, run)}</p>
        <p class="controls"><a class="button" href="${pathOf(run)}" aria-label="Resume … ${titleOf(desk, run)}">Resume …</a></p>
      </article>`,
    )}`;
};

const pathOf = ({ occurrence, wave }: Mailing): string => `/runs?${new URLSearchParams({ occurrence, wave })}`;

const factsOf = ({ time }: Desk, { paused, sent, bounced, complained }: PausedMailing): Piece => html`<dl class="facts">
  <div><dt>Paused since</dt><dd><time datetime="${paused.at}">${time.both(paused.at)}</time></dd></div>
  <div><dt>Why</dt><dd>${paused.reason}</dd></div>
  <div><dt>Went out</dt><dd>${sent}</dd></div>
  <div><dt>Bounced</dt><dd>${bounced}</dd></div>
  <div><dt>Complaints</dt><dd>${complained}</dd></div>
</dl>`;

const mailsIn = (count: number): string => (count === 1 ? "one mail goes" : `up to ${count} mails go`);

const comesTo = (desk: Desk, run: PausedMailing): string => {
  const { program, time, system } = desk;
  const { occurrence, next } = run;
  const planned = plannedFor(program, run) ?? "";
  // A day that is weeks ahead is further than a resumed run is looked for.
  if (next === undefined && planned > system.now()) return `it goes out on its own day, ${time.date(planned)}.`;
  if (next === undefined)
    return "it sends nothing in the days ahead: it is too late, something newer goes out instead, or nobody is left to get it.";
  const answered = findOccurrence(program, occurrence)?.milestone.ask ? " Who answers before then gets none." : "";
  return `${mailsIn(next.mails)} out on ${time.date(next.at)}, at ${time.time(next.at)}.${answered}`;
};

/** Asks whether a run is to go on, and shows what that comes to; undefined where the address names none. */
export const resumeQuestion = async (desk: Desk, asked: unknown): Promise<Piece | undefined> => {
  const named = mailingNamed(asked);
  if (named === undefined) return undefined;
  const run = (await desk.system.pausedMailings()).find((one) => mailingName(one) === mailingName(named));
  if (run === undefined) return unchangedPage(desk, named);
  return html`${back}<h1>Resume this mailing?</h1>
    <section class="panel">
      <h2>${titleOf(desk, run)}</h2>
      ${factsOf(desk, run)}
      <h2>What will happen</h2>
      <ul>
        <li>Resumed now, ${comesTo(desk, run)}</li>
        <li>Its bounces and complaints count anew: should too many mails fail again, it pauses itself again.</li>
        <li>Until those mails go out you can pause it again. What has gone out cannot be called back.</li>
      </ul>
      <form method="post" action="${pathOf(run)}" class="controls">${orderOf(run)}
        <input type="hidden" name="since" value="${run.paused.at}" />
        <button class="primary" name="decision" value="resume">Resume</button>
        <a class="button" href="/failures#paused">Leave it paused</a>
      </form>
    </section>`;
};

const back = html`<p class="back"><a href="/failures#paused">Failures</a></p>`;

/** The fields by which a form names its run. */
export const orderOf = ({ occurrence, wave }: Mailing): Piece =>
  html`<input type="hidden" name="occurrence" value="${occurrence}" /><input type="hidden" name="wave" value="${wave}" />`;

/** Does what a button's form says, and tells what came of it; undefined where it is none of these pages'. */
export const decideMailing = async (desk: Desk, form: unknown): Promise<Piece | undefined> => {
  const order = Order.safeParse(form).data;
  if (order === undefined || plannedFor(desk.program, order) === undefined) return undefined;
  return order.decision === "resume" ? resume(desk, order) : pause(desk, order);
};

const resume = async (desk: Desk, { since = "", ...run }: Order): Promise<Piece> => {
  const foretold = (await desk.system.pausedMailings()).find((one) => mailingName(one) === mailingName(run));
  const isDone = await desk.system.resumeMailing(run, since);
  if (!isDone || foretold === undefined) return unchangedPage(desk, run);
  return html`${back}<h1>Resumed</h1>
    <section class="panel"><h2>${titleOf(desk, run)}</h2><p>From here on, ${comesTo(desk, foretold)}</p>
      <form method="post" action="${pathOf(run)}" class="controls">${orderOf(run)}<button name="decision" value="pause">Pause it again</button></form>
    </section>`;
};

const pause = async (desk: Desk, run: Mailing): Promise<Piece> =>
  (await desk.system.pauseMailing(run))
    ? html`${back}<h1>Paused</h1><p>${titleOf(desk, run)}: what has not gone out is held back until somebody resumes it.</p>`
    : unchangedPage(desk, run);

const unchangedPage = (desk: Desk, run: Mailing): Piece =>
  html`${back}<h1>Nothing was changed</h1><p>${titleOf(desk, run)}: somebody decided of it meanwhile. The page “Failures” shows how it stands.</p>`;
