import { html } from "hono/html";
import type { Part } from "#domain/parts/part.ts";
import { leadsTo, type TaskState } from "#domain/parts/task-states.ts";
import { nameOrNumber } from "#domain/people/greeting.ts";
import type { Student } from "#domain/people/student.ts";
import { wavesAhead } from "#office/people/settle-task.ts";
import type { ItemExplained } from "#office/students/explain-item.ts";
import { waveLabel } from "#office/titles.ts";
import type { Html } from "../../../kit/html.ts";
import type { Desk } from "../../desk.ts";
import { studentItemPage, studentPage } from "../../routes.ts";

/** The most characters of why a task is waived. */
export const LONGEST_WHY = 300;

const DECISIONS = ["done", "waived", "due again"] as const;
type SettleDecision = (typeof DECISIONS)[number];

const BUTTONS: Record<SettleDecision, string> = {
  done: "They have done it",
  waived: "Waive it",
  "due again": "Make it due again",
};

const ENDS: Record<SettleDecision, { to: TaskState; by: "witness" | "office" }> = {
  done: { to: "verified", by: "witness" },
  waived: { to: "waived", by: "office" },
  "due again": { to: "due", by: "office" },
};

/** What the office may say of a task as it stands. What somebody says themselves they take back themselves. */
const decisionsFor = ({ milestone, part, occurrence }: ItemExplained): SettleDecision[] => {
  if (milestone.ask === undefined || occurrence === undefined) return [];
  const { type } = milestone.ask;
  const from = part?.task?.state ?? "due";
  if (from === "attested") return ["done"];
  return DECISIONS.filter((decision) => leadsTo(type, { from, ...ENDS[decision] }));
};

const pathOf = (student: Student, { occurrence, milestone }: ItemExplained): string =>
  studentItemPage(student.person, occurrence?.id ?? milestone.id);

const evidenceLines = ({ time, program }: Desk, part: Part | undefined): string[] => {
  const { attested, verified, waived } = part?.task?.evidence ?? {};
  const answers = program.milestones.find(({ id }) => id === part?.milestone)?.ask;
  const labels = answers !== undefined && "answers" in answers ? answers.answers : [];
  const label = labels.find(({ id }) => id === attested?.answer)?.label;
  return [
    attested && `They said so themselves on ${time.both(attested.at)}${label === undefined ? "" : `: “${label}”`}.`,
    verified && `${verified.by} said so on ${time.both(verified.at)} (${verified.source}).`,
    waived && `${waived.by} waived it on ${time.both(waived.at)}: ${waived.reason ?? "no reason given"}`,
    part?.openedAt && `They first opened its link on ${time.both(part.openedAt)}.`,
  ].flatMap((line) => line || []);
};

/** How the task stands, who said so, and what the office may say of it; nothing where nothing is asked. */
export const standingPanel = (desk: Desk, student: Student, item: ItemExplained): Html | "" => {
  const { milestone, part } = item;
  if (milestone.ask === undefined) return "";
  const buttons = decisionsFor(item).map(
    (decision) => html`<form method="get" action="${pathOf(student, item)}/settle">
      <button name="decision" value="${decision}">${BUTTONS[decision]} …</button></form>`,
  );
  return html`<section class="panel" id="task" data-live><h2>The task</h2>
    <p>${
      part?.task === undefined
        ? "Nothing has been asked of them yet."
        : html`It stands as
      <strong>${part.task.state}</strong> since ${desk.time.both(part.task.at)}.`
    }</p>
    ${evidenceLines(desk, part).map((line) => html`<p class="quiet">${line}</p>`)}
    <div class="controls">${buttons}</div></section>`;
};

interface SettleAsked {
  decision: string | undefined;
  reason?: string;
  fault?: string;
}

/** Asks whether a task is to be settled so, and shows what that comes to; undefined where it may not be. */
export const settleQuestion = (
  desk: Desk,
  student: Student,
  item: ItemExplained,
  { decision: asked, reason = "", fault }: SettleAsked,
): Html | undefined => {
  const decision = decisionsFor(item).find((one) => one === asked);
  if (decision === undefined) return undefined;
  const why = html`<label class="field">Why, for whoever asks later
    <input name="reason" required maxlength="${LONGEST_WHY}" value="${reason}" autocomplete="off"
      placeholder="e.g. on leave abroad" /></label>
    ${fault === undefined ? "" : html`<p class="fault" role="alert">${fault}</p>`}`;
  return html`<p class="back"><a href="${pathOf(student, item)}">${item.milestone.title}</a></p>
    <h1>${BUTTONS[decision]}: ${nameOrNumber(student)}</h1>
    <section class="panel"><h2>What will happen</h2>
      <ul>${comesTo(desk, item, decision).map((line) => html`<li>${line}</li>`)}</ul>
      <form method="post" action="${pathOf(student, item)}/settle">
        <input type="hidden" name="seen" value="${item.part?.revision ?? 0}" />
        ${decision === "waived" ? why : ""}
        <p class="controls"><button class="primary" name="decision" value="${decision}">${BUTTONS[decision]}</button>
          <a class="button" href="${pathOf(student, item)}">Leave it as it is</a></p>
      </form></section>`;
};

const comesTo = ({ time, now, by }: Desk, { occurrence, part }: ItemExplained, decision: SettleDecision): string[] => {
  if (decision === "due again")
    return ["It is due again, and what settled it is forgotten.", "Mails that are still ahead come again."];
  const ahead = occurrence === undefined ? [] : wavesAhead(occurrence, part, now());
  const names = ahead.map(({ name, at }) => `${waveLabel(name)} (${time.shortDate(at)})`).join(", ");
  return [
    ahead.length === 0 ? "No mail of it is ahead." : `No more mails of it: ${names}.`,
    `It is recorded as the word of ${by ?? "the office"}.`,
    "Their page takes it back.",
  ];
};

/** What came of it, with the way back. */
export const settledPage = (student: Student, item: ItemExplained, decision: SettleDecision, isDone: boolean): Html => {
  const back = html`<p class="back"><a href="${studentPage(student.person)}">${nameOrNumber(student)}</a></p>`;
  if (!isDone)
    return html`${back}<h1>Nothing was changed</h1><p>It stood otherwise by then.
      <a href="${pathOf(student, item)}">Look how it stands</a></p>`;
  const says = { done: "recorded as done", waived: "waived", "due again": "due again" }[decision];
  const undo =
    decision === "due again"
      ? ""
      : html`<form method="get" action="${pathOf(student, item)}/settle" class="controls">
          <button name="decision" value="due again">Take it back …</button></form>`;
  return html`${back}<h1>${item.milestone.title}: ${says}</h1>
    <p><a href="${pathOf(student, item)}">How it stands now</a></p>${undo}`;
};
