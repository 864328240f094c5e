import { html } from "hono/html";
import * as z from "zod/mini";
import { findOccurrence } from "#domain/calendar/occurrences.ts";
import { plannedFor } from "#domain/forecast/mailing-outlook.ts";
import { type Mailing, mailingName } from "#domain/mail/mailing.ts";
import { type PausedMailing, resumingComesTo } from "#office/mailings/paused-mailings.ts";
import { mailingTitle } from "#office/titles.ts";
import type { Html } from "../../kit/html.ts";
import type { Desk } from "../desk.ts";
import { approvePage, resumePage } from "../routes.ts";

/** What a link names: a mailing. */
const Named = z.object({ occurrence: z.string(), wave: z.string() });

/** A button's order. `since`: the pause that the page showed. */
const Order = z.extend(Named, { decision: z.enum(["resume", "pause"]), since: z.optional(z.string()) });
type Order = z.infer<typeof Order>;

/** Reads which mailing an address names; undefined where it names none. */
export const mailingNamed = (asked: unknown): Mailing | undefined => Named.safeParse(asked).data;

/** A line that leads to the panel, on pages that are about something else; nothing where no mailing is paused. */
export const pausedNotice = async ({ office }: Desk): Promise<Html | ""> => {
  const { length } = await office.pausedMailings();
  if (length === 0) return "";
  const mailings = length === 1 ? "One mailing is" : `${length} mailings are`;
  return html`<p
    class="panel notice" role="status">${mailings} paused. <a href="/failures#paused">Look at why, and decide</a></p>`;
};

/** The mailings that are held back, each with what taking it up again would come to. */
export const pausedPanel = async (desk: Desk): Promise<Html> => {
  const paused = await desk.office.pausedMailings();
  const heading = html`<h2>Paused mailings</h2>`;
  if (paused.length === 0) return html`${heading}<p class="quiet">No mailing is paused.</p>`;
  return html`${heading}
    <p>A mailing of which too many mails bounce, or bring complaints, pauses itself, as does a first mailing with
      far more recipients than last year. Mend the cause, then resume it.</p>
    ${paused.map(
      (mailing) => html`<article class="unknown">
        <h3>${mailingTitle(desk.program, mailing)}</h3>
        ${factsOf(desk, mailing)}
        ${mailing.paused.cause === "approval" ? approving(desk, mailing) : resuming(desk, mailing)}
      </article>`,
    )}`;
};

const resuming = (desk: Desk, mailing: PausedMailing): Html => html`<p>Resumed now, ${comesTo(desk, mailing)}</p>
  <p class="controls"><a class="button"
    href="${resumePage(mailing)}" aria-label="Resume … ${mailingTitle(desk.program, mailing)}">Resume …</a></p>`;

const approving = ({ program }: Desk, mailing: PausedMailing): Html => html`<p class="controls"><a class="button"
  href="${approvePage(mailing.occurrence)}" aria-label="Approve … ${mailingTitle(program, mailing)}">Approve …</a></p>`;

const factsOf = ({ time }: Desk, { paused, sent, bounced, complained }: PausedMailing): Html => html`<dl class="facts">
  <div><dt>Paused since</dt><dd><time datetime="${paused.at}">${time.both(paused.at)}</time></dd></div>
  <div><dt>Why</dt><dd>${paused.reason}</dd></div>
  <div><dt>Went out</dt><dd>${sent}</dd></div>
  <div><dt>Bounced</dt><dd>${bounced}</dd></div>
  <div><dt>Complaints</dt><dd>${complained}</dd></div>
</dl>`;

const mailsIn = (count: number): string => (count === 1 ? "one mail goes" : `up to ${count} mails go`);

const comesTo = (desk: Desk, mailing: PausedMailing): string => {
  const { program, time } = desk;
  const coming = resumingComesTo(program, mailing, desk.now());
  if (coming.kind === "own day") return `it goes out on its own day, ${time.date(coming.at)}.`;
  if (coming.kind === "nothing")
    return (
      "it sends nothing in the days ahead: it is too late, something newer goes out instead, or nobody is " +
      "left to get it."
    );
  const answered = findOccurrence(program, mailing.occurrence)?.milestone.ask
    ? " Who answers before then gets none."
    : "";
  return `${mailsIn(coming.mails)} out on ${time.date(coming.at)}, at ${time.time(coming.at)}.${answered}`;
};

/** Asks whether a mailing is to go on, and shows what that comes to; undefined where the address names none. */
export const resumeQuestion = async (desk: Desk, asked: unknown): Promise<Html | undefined> => {
  const named = mailingNamed(asked);
  if (named === undefined) return undefined;
  const mailing = (await desk.office.pausedMailings()).find((one) => mailingName(one) === mailingName(named));
  if (mailing === undefined) return unchangedPage(desk, named);
  return html`${back}<h1>Resume this mailing?</h1>
    <section class="panel">
      <h2>${mailingTitle(desk.program, mailing)}</h2>
      ${factsOf(desk, mailing)}
      <h2>What will happen</h2>
      <ul>
        <li>Resumed now, ${comesTo(desk, mailing)}</li>
        <li>Its bounces and complaints count anew: should too many mails fail again, it pauses itself again.</li>
        <li>Until those mails go out you can pause it again. What has gone out cannot be called back.</li>
      </ul>
      <form method="post" action="${resumePage(mailing)}" class="controls">${orderOf(mailing)}
        <input type="hidden" name="since" value="${mailing.paused.at}" />
        <button class="primary" name="decision" value="resume">Resume</button>
        <a class="button" href="/failures#paused">Leave it paused</a>
      </form>
    </section>`;
};

const back = html`<p class="back"><a href="/failures#paused">Failures</a></p>`;

/** The fields by which a form names its mailing. */
export const orderOf = ({ occurrence, wave }: Mailing): Html =>
  html`<input type="hidden" name="occurrence" value="${occurrence}" />
    <input type="hidden" name="wave" value="${wave}" />`;

/** Does what a button's form says, and tells what came of it; undefined where it is none of these pages'. */
export const decideMailing = async (desk: Desk, form: unknown): Promise<Html | undefined> => {
  const order = Order.safeParse(form).data;
  if (order === undefined || plannedFor(desk.program, order) === undefined) return undefined;
  return order.decision === "resume" ? resume(desk, order) : pause(desk, order);
};

const resume = async (desk: Desk, { since = "", ...mailing }: Order): Promise<Html> => {
  const foretold = (await desk.office.pausedMailings()).find((one) => mailingName(one) === mailingName(mailing));
  const isDone = await desk.office.resumeMailing(mailing, since);
  if (!isDone || foretold === undefined) return unchangedPage(desk, mailing);
  return html`${back}<h1>Resumed</h1>
    <section class="panel"><h2>${mailingTitle(desk.program, mailing)}</h2>
      <p>From here on, ${comesTo(desk, foretold)}</p>
      <form method="post" action="${resumePage(mailing)}" class="controls">${orderOf(mailing)}
        <button name="decision" value="pause">Pause it again</button></form>
    </section>`;
};

const pause = async (desk: Desk, mailing: Mailing): Promise<Html> =>
  (await desk.office.pauseMailing(mailing))
    ? html`${back}<h1>Paused</h1>
      <p>${mailingTitle(desk.program, mailing)}: what has not gone out is held back until somebody resumes it.</p>`
    : unchangedPage(desk, mailing);

const unchangedPage = (desk: Desk, mailing: Mailing): Html =>
  html`${back}<h1>Nothing was changed</h1>
    <p>${mailingTitle(desk.program, mailing)}: somebody decided of it meanwhile.
      The page “Failures” shows how it stands.</p>`;
