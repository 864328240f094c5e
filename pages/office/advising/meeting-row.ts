import { html } from "hono/html";
import { answerAskOf } from "#domain/calendar/program.ts";
import type { Part } from "#domain/parts/part.ts";
import { nameOrNumber } from "#domain/people/greeting.ts";
import type { Student } from "#domain/people/student.ts";
import {
  type MeetingDecision,
  type MeetingStanding,
  meetingDecisions,
  meetingSeen,
  meetingStanding,
} from "#office/advising/meetings.ts";
import type { AskedItem } from "#office/advising/own-students.ts";
import type { Html } from "../../kit/html.ts";
import type { Desk } from "../desk.ts";
import { meetingPage, studentItemPage } from "../routes.ts";
import { type MineFilter, mineQuery } from "./mine-filter.ts";

const LOOKS: Record<MeetingStanding, { says: string; look: string }> = {
  due: { says: "due", look: "due" },
  booked: { says: "booked", look: "" },
  "said held": { says: "held, they say", look: "good" },
  held: { says: "held", look: "good" },
  waived: { says: "waived", look: "" },
};

const severalOf = ({ occurrence }: AskedItem): number =>
  answerAskOf(occurrence.milestone)?.answers.filter(({ isPart }) => isPart).length ?? 0;

const labelOf = (decision: MeetingDecision, item: AskedItem): string => {
  const standing = meetingStanding(item.part);
  if (decision === "held") return standing === "said held" ? "Confirm" : severalOf(item) > 0 ? "All held" : "Held";
  if (decision === "booked") return standing === "booked" ? "Change the day" : "Booked";
  return "Undo";
};

const day = (time: Desk["time"], at: string): string => time.plainDate(time.day(at));

const saidHeld = ({ task }: Part, time: Desk["time"]): string =>
  task?.evidence.attested ? `they said so ${day(time, task.evidence.attested.at)}` : "";

/** What is known of it, in words: since when, who says so. */
const known = ({ time, by: reader }: Desk, item: AskedItem): string[] => {
  const who = (by: string) => (by === reader ? "you" : by);
  const { occurrence, part } = item;
  const { verified, waived } = part?.task?.evidence ?? {};
  const standing = meetingStanding(part);
  if (verified)
    return [`${day(time, verified.at)}, ${verified.by === reader ? "by your word" : `by the word of ${verified.by}`}`];
  if (waived) return [`${day(time, waived.at)} by ${who(waived.by)}${waived.reason ? `: ${waived.reason}` : ""}`];
  if (part && standing === "said held") return [saidHeld(part, time)];
  const several = severalOf(item);
  const had = Object.keys(part?.task?.answers ?? {}).filter((id) => id !== "not-yet").length;
  return [
    ...(several > 0 ? [`${had} of ${several} meetings so far, they say`] : []),
    ...(part?.booked
      ? [`${part.booked.on ? `for ${time.plainDate(part.booked.on)}` : "without a day"}, by ${who(part.booked.by)}`]
      : []),
    occurrence.closes === undefined
      ? `asked ${time.plainDate(occurrence.opens)}`
      : `asked ${time.plainDate(occurrence.opens)}, by ${time.plainDate(occurrence.closes)}`,
  ];
};

/** A meeting with a student: where it stands, and the buttons that record it, or take that back. */
export const meetingRow = (desk: Desk, student: Student, item: AskedItem, filter: MineFilter): Html => {
  const { occurrence, part, isBehind } = item;
  const { says, look } = LOOKS[meetingStanding(part)];
  return html`<li><p><a href="${studentItemPage(student.person, occurrence.id)}">${occurrence.milestone.title}</a>
    <b class="badge ${isBehind ? "bad" : look}">${isBehind ? `${says}, behind` : says}</b></p>
    <p class="quiet">${known(desk, item).join("; ")}</p>
    ${meetingForm(desk, student, item, filter)}</li>`;
};

const meetingForm = (desk: Desk, student: Student, item: AskedItem, filter: MineFilter): Html | "" => {
  const { part, occurrence } = item;
  const decisions = meetingDecisions(part, desk.by ?? "the office");
  if (decisions.length === 0) return "";
  const of = `${occurrence.milestone.title}, ${nameOrNumber(student)}`;
  const dated = decisions.includes("held")
    ? html`<label class="day">on <input type="date" name="on" aria-label="Day of it, today if left empty: ${of}"
        value="${part?.booked?.on ?? ""}" /></label>`
    : "";
  return html`<form method="post" action="${meetingPage(student.person, occurrence.id)}" class="controls meeting">
    <input type="hidden" name="seen" value="${meetingSeen(part)}" />
    <input type="hidden" name="back" value="${mineQuery(filter)}" />
    ${decisions.map(
      (decision) => html`<button class="small" name="decision" value="${decision}"
        aria-label="${labelOf(decision, item)}: ${of}">${labelOf(decision, item)}</button>`,
    )}${dated}
  </form>`;
};
