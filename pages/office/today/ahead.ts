import { html } from "hono/html";
import { type Mailing, mailingName } from "#domain/mail/mailing.ts";
import { sessionOf } from "#domain/sessions/session-subject.ts";
import type { GoingOut } from "#office/mailings/going-out.ts";
import { cohortTitle } from "#office/titles.ts";
import { counted } from "../../kit/counted.ts";
import type { Html } from "../../kit/html.ts";
import type { Desk } from "../desk.ts";
import { aheadPage, approvePage, pausePage, resumePage, STAFF_PAGES, sessionPage } from "../routes.ts";

/** How a mailing that lies ahead stands, by its name. */
export interface HowTheyStand {
  paused: ReadonlySet<string>;
  /** Occurrences whose first mailing waits for a yes. */
  waiting: ReadonlySet<string>;
}

/** What goes out in the next days, day by day, each with a look at the mail and what somebody may do. */
export const aheadPanel = (desk: Desk, ahead: readonly GoingOut[], standing: HowTheyStand, days: number): Html => {
  const byDay = Map.groupBy(ahead, ({ at }) => desk.time.day(at));
  return html`<h2>Goes out in the next ${days} days</h2>
    ${
      byDay.size === 0
        ? html`<p class="quiet empty">Nothing is planned for anybody in these days.
            <a href="${STAFF_PAGES.calendar.path}">See the calendar</a></p>`
        : [...byDay].map(([day, those]) => dayOf(desk, day, those, standing))
    }`;
};

const dayOf = (desk: Desk, day: string, those: readonly GoingOut[], standing: HowTheyStand): Html =>
  html`<section class="day" aria-label="${desk.time.plainDate(day)}">
    <h3><time datetime="${day}">${desk.time.shortPlainDate(day)}</time></h3>
    <ul class="ahead">${those.map((one) => row(desk, one, standing))}</ul>
  </section>`;

/** How many get it, and of which classes. */
export const whoGets = ({ program }: Desk, { students, isFewer, cohorts }: GoingOut): string => {
  const [first = ""] = cohorts;
  const of = cohorts.length === 1 ? cohortTitle(program, first) : `${cohorts.length} classes`;
  return `${isFewer ? "up to " : ""}${counted(students)} ${students === 1 ? "student" : "students"} (${of})`;
};

const row = (desk: Desk, one: GoingOut, standing: HowTheyStand): Html => {
  const { at, what, mailing } = one;
  return html`<li><time datetime="${at}">${desk.time.time(at)}</time>
    <p>${what}<span>${whoGets(desk, one)}</span>${mailing ? actions(mailing, what, standing) : ""}</p></li>`;
};

const link = (place: string, word: string, what: string): Html =>
  html`<a class="whole" href="${place}" aria-label="${word} ${what}">${word}</a>`;

const actions = (mailing: Mailing, what: string, { paused, waiting }: HowTheyStand, opened?: "opened"): Html => {
  const session = sessionOf(mailing.occurrence);
  const [isPaused, isWaiting] = [paused.has(mailingName(mailing)), waiting.has(mailing.occurrence)];
  const pausing = isPaused ? link(resumePage(mailing), "Take up …", what) : link(pausePage(mailing), "Pause …", what);
  return html`<span class="links">
    ${isPaused ? html`<b class="badge bad">paused</b>` : ""}
    ${isWaiting ? html`<b class="badge due">waits for approval</b>` : ""}
    ${opened === undefined ? link(aheadPage(mailing), "Look", what) : ""}
    ${isWaiting ? link(approvePage(mailing.occurrence), "Approve …", what) : ""}
    ${isPaused || session === undefined ? pausing : ""}
    ${session === undefined ? "" : link(sessionPage(session), "The session", what)}
  </span>`;
};

/** One mailing that lies ahead: when, to whom, and the mail as one of them gets it. */
export const aheadBody = async (desk: Desk, one: GoingOut, standing: HowTheyStand): Promise<Html> => {
  const { mailing, mail } = one;
  const sample = mail && (await desk.sample?.(mail));
  return html`<p class="back"><a href="${STAFF_PAGES.overview.path}">${STAFF_PAGES.overview.title}</a></p>
    <h1>${one.what}</h1>
    <section class="panel"><dl class="facts">
      <div><dt>Planned for</dt><dd>${desk.time.both(one.at)}</dd></div>
      <div><dt>Goes to</dt><dd>${whoGets(desk, one)}</dd></div>
    </dl>${mailing ? html`<p>${actions(mailing, one.what, standing, "opened")}</p>` : ""}</section>
    ${
      sample === undefined
        ? ""
        : html`<section class="panel"><h2>As one of them gets it</h2><pre>${sample}</pre></section>`
    }`;
};
