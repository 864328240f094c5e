import type { Context, Hono } from "hono";
import { html } from "hono/html";
import type { LeftOut, NoNudge } from "#domain/mail/nudging.ts";
import { nameOrNumber } from "#domain/people/greeting.ts";
import type { NudgePlan } from "#office/progress/nudge.ts";
import type { CellPerson } from "#office/progress/progress-cell.ts";
import { cohortTitle } from "#office/titles.ts";
import { counted } from "../../kit/counted.ts";
import type { Html } from "../../kit/html.ts";
import { answer } from "../answer.ts";
import type { Desk } from "../desk.ts";
import { cellPage, nudgePage, STAFF_PAGES, studentPage } from "../routes.ts";

const { path } = STAFF_PAGES.progress;

/** The routes by which a person reminds those who are open in a cell: what it would come to, and the reminder. */
export const nudgePages = (app: Hono, desk: Desk): void => {
  const route = `${path}/:cohort/:occurrence/nudge`;
  const find = (context: Context) => {
    const { cohort = "", occurrence = "" } = context.req.param();
    return desk.office.nudgePlan({ cohort, occurrence });
  };
  app.get(route, async (context) => {
    const plan = await find(context);
    if (plan === undefined) return context.notFound();
    return answer(context, desk, { path, title: "Remind" }, nudgeQuestion(desk, plan));
  });
  app.post(route, async (context) => {
    const plan = await find(context);
    if (plan === undefined) return context.notFound();
    if ((await context.req.parseBody()).decision !== "send")
      return answer(context, desk, { title: "Not understood", status: 400 }, "Decide with the buttons of the page.");
    let sent = 0;
    const whyNot = await desk.carryOut(async () => {
      sent = await desk.office.nudge(plan);
    });
    if (whyNot !== undefined) return answer(context, desk, { title: "Not now", status: 409 }, whyNot);
    return answer(context, desk, { path, title: "Reminded" }, nudgedPage(plan, sent));
  });
};

const people = (count: number): string => `${counted(count)} ${count === 1 ? "student" : "students"}`;

const NOT_NOW: Record<NoNudge, string> = {
  "asks nothing": "This item asks nothing: there is nothing to remind of.",
  "not open yet": "It has not opened: its first mail goes out on its day.",
  closed: "Its last day is over, and the mail would tell of a day that is past. Write to them, or waive it.",
  "quiet day": "Today is a quiet day: no mail goes out. Come back on the next working day.",
  "outside the hours": "Mails go out in the school’s hours alone. Come back within them.",
  paused: "A mailing of this item is paused, and a reminder would go around that. Look at it on the page “Failures”.",
};

const LEFT_OUT: Record<LeftOut, string> = {
  "done meanwhile": "did it meanwhile",
  held: "held, or paused by staff: no mail goes to them",
  "not here": "not here today, e.g. on leave",
  "not theirs any more": "the item concerns them no more",
  "address failed": "no mail reaches their address",
  "declined reminders": "declined reminders",
  "held back": "their mails of this item are held back",
  "nudged today": "were reminded by hand today",
  "mailed today": "got a mail today",
  "enough this week": "had as many mails this week as the school allows",
};

const back = ({ cell: { cohort, occurrence } }: NudgePlan): Html =>
  html`<p class="back"><a href="${cellPage(cohort, occurrence.id)}">${occurrence.milestone.title}</a></p>`;

const nudgeQuestion = (desk: Desk, plan: NudgePlan): Html => {
  const { cell, whyNot, to, leftOut } = plan;
  return html`${back(plan)}
    <h1>Remind who is open?</h1>
    <section class="panel">
      <h2>${cell.occurrence.milestone.title}</h2>
      <p class="lead">${cohortTitle(desk.program, cell.cohort)}</p>
      ${whyNot === undefined ? willHappen(plan) : html`<p class="wrong" role="alert">${NOT_NOW[whyNot]}</p>`}
      ${whyNot === undefined ? named("They get it", to) : ""}
      ${whyNot === undefined ? leftOut.map(({ why, people: those }) => named(`Left out: ${LEFT_OUT[why]}`, those)) : ""}
    </section>`;
};

const willHappen = (plan: NudgePlan): Html => {
  const { cell, to } = plan;
  const place = cellPage(cell.cohort, cell.occurrence.id);
  if (to.length === 0)
    return html`<p>Nobody would get it.</p>
      <p class="controls"><a class="button" href="${place}">Back to the list</a></p>`;
  return html`<ul>
      <li>${people(to.length)} ${to.length === 1 ? "gets" : "get"} one mail now, in the words of the last reminder.</li>
      <li>Who does it before the mail goes out gets none. Pressed twice, or by two people, it goes out once.</li>
      <li>It cannot be called back. What cannot go out today is not sent on another day.</li>
    </ul>
    <form method="post" action="${nudgePage(cell.cohort, cell.occurrence.id)}" class="controls">
      <button class="primary" name="decision" value="send">Remind ${people(to.length)} now</button>
      <a class="button" href="${place}">Leave it</a>
    </form>`;
};

const named = (title: string, those: readonly CellPerson[]): Html | "" =>
  those.length === 0
    ? ""
    : html`<details class="names"><summary>${title}: ${counted(those.length)}</summary><ul class="plain">${those.map(
        ({ student }) => html`<li><a href="${studentPage(student.person)}">${nameOrNumber(student)}</a></li>`,
      )}</ul></details>`;

const nudgedPage = (plan: NudgePlan, sent: number): Html => html`${back(plan)}
  <h1>${sent === 0 ? "Nobody was reminded" : `${people(sent)} ${sent === 1 ? "gets" : "get"} a reminder`}</h1>
  <p>${
    sent === 0
      ? (plan.whyNot && NOT_NOW[plan.whyNot]) || "Whoever was open got one today already, or is left out."
      : "It is on its way. The list shows in some minutes to whom it went out."
  }</p>
  <p class="controls">
    <a class="button" href="${cellPage(plan.cell.cohort, plan.cell.occurrence.id)}">Back to the list</a></p>`;
