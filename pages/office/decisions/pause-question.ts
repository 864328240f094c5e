import { html } from "hono/html";
import { lastDayFor, plannedFor } from "#domain/forecast/mailing-outlook.ts";
import { type Mailing, mailingName } from "#domain/mail/mailing.ts";
import { instantAt } from "#domain/time/dates.ts";
import { mailingTitle } from "#office/titles.ts";
import type { Html } from "../../kit/html.ts";
import type { Desk } from "../desk.ts";
import { DECIDING, STAFF_PAGES } from "../routes.ts";
import { mailingNamed, orderOf, resumeQuestion } from "./paused-mailings.ts";

/** Asks what an address asks: whether a mailing is to be paused, or else resumed; undefined where it names none. */
export const mailingQuestion = async (desk: Desk, asked: Record<string, string>): Promise<Html | undefined> => {
  const mailing = mailingNamed(asked);
  const at = mailing && plannedFor(desk.program, mailing);
  if (asked.decision !== "pause" || mailing === undefined || at === undefined) return resumeQuestion(desk, asked);
  const isPaused = (await desk.office.pausedMailings()).some((one) => mailingName(one) === mailingName(mailing));
  return isPaused ? resumeQuestion(desk, asked) : pauseQuestion(desk, mailing, at);
};

const lateness = ({ program: { school }, time }: Desk, last: string | undefined): string =>
  last === undefined
    ? "Its mails are never too late: whenever it is resumed, they go out."
    : `What has not gone out on ${time.date(instantAt(last, "12:00", school.timeZone))} is not sent at all.`;

const pauseQuestion = (
  desk: Desk,
  mailing: Mailing,
  at: string,
): Html => html`<p class="back"><a href="${STAFF_PAGES.overview.path}">Today</a></p>
  <h1>Pause this mailing?</h1>
  <section class="panel">
    <h2>${mailingTitle(desk.program, mailing)}</h2>
    <p class="lead">Planned for ${desk.time.date(at)}, at ${desk.time.time(at)}.</p>
    <h2>What will happen</h2>
    <ul>
      <li>Its mails that have not gone out are held back. Every other mailing goes on.</li>
      <li>The page “Failures” lists it until somebody resumes it. Resumed in time,
        it goes out on its day, and later on the next working morning.</li>
      <li>${lateness(desk, lastDayFor(desk.program, mailing))}</li>
    </ul>
    <form method="post" action="${DECIDING.mailings}" class="controls">${orderOf(mailing)}
      <button class="primary" name="decision" value="pause">Pause</button>
      <a class="button" href="${STAFF_PAGES.overview.path}">Leave it as it is</a>
    </form>
  </section>`;
