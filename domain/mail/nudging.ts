import { isReached } from "../calendar/current-occurrences.ts";
import { mayGoOut as mayGoOutOn } from "../calendar/match-week.ts";
import { type Occurrence, occurrencesFor } from "../calendar/occurrences.ts";
import type { Program } from "../calendar/program.ts";
import { weekOf } from "../calendar/spacing/weekly-budget.ts";
import { isFree, isOut, isTaskSettled, type Part, stopOf } from "../parts/part.ts";
import { suppressionOf } from "../people/address.ts";
import { type Declined, hasDeclined } from "../people/mail-kinds.ts";
import type { Student } from "../people/student.ts";
import { addDays, schoolDate } from "../time/dates.ts";
import { mayGoOut } from "../time/send-window.ts";

/** Why nobody can be reminded of something by hand at an instant. */
export type NoNudge = "asks nothing" | "not open yet" | "closed" | "quiet day" | "outside the hours" | "paused";

/** Why one student gets no reminder by hand. */
export type LeftOut =
  | "done meanwhile"
  | "not here"
  | "held"
  | "not theirs any more"
  | "address failed"
  | "declined reminders"
  | "held back"
  | "nudged today"
  | "mailed today"
  | "enough this week";

/** @param now ISO 8601 UTC. @param paused ids of occurrences of which some mailing is paused */
export const whyNoNudge = (
  program: Program,
  { id, milestone, opens, closes }: Occurrence,
  now: string,
  paused: ReadonlySet<string>,
): NoNudge | undefined => {
  const today = schoolDate(now, program.school.timeZone);
  if (milestone.ask === undefined) return "asks nothing";
  if (opens > today) return "not open yet";
  if (closes !== undefined && closes < today) return "closed";
  if (paused.has(id)) return "paused";
  if (!mayGoOutOn(program, milestone, today)) return "quiet day";
  return mayGoOut(program.school, milestone, now) ? undefined : "outside the hours";
};

/** What is known of whom one may remind. `parts`: theirs of all that they may have been mailed about lately. */
export interface Nudged {
  student: Student;
  part: Part;
  parts: readonly Part[];
  declined: Declined;
}

const mailedAt = (parts: readonly Part[]): string[] => [
  // A digest is one mail, whatever is in it.
  ...new Set(parts.flatMap(({ mails }) => Object.values(mails).flatMap((mail) => (isOut(mail) ? [mail.at] : [])))),
];

const hadEnough = ({ school }: Program, days: readonly string[], today: string): boolean => {
  const week = weekOf(school, today);
  if (week === undefined || school.weeklyMails === undefined) return false;
  const from = addDays(week.ends, -6);
  return days.filter((day) => day >= from && day <= week.ends).length >= school.weeklyMails.atMost;
};

/** Why somebody is left out of a reminder by hand, the weightiest reason alone. @param now ISO 8601 UTC */
export const whyLeftOut = (
  program: Program,
  occurrence: Occurrence,
  wave: string,
  { student, part, parts, declined }: Nudged,
  now: string,
): LeftOut | undefined => {
  const { timeZone } = program.school;
  const today = schoolDate(now, timeZone);
  const days = mailedAt(parts).map((at) => schoolDate(at, timeZone));
  const rules: [LeftOut, boolean][] = [
    ["done meanwhile", isTaskSettled(part)],
    ["held", student.held !== undefined],
    ["not here", !isReached(student, occurrence.milestone, today)],
    ["not theirs any more", !occurrencesFor(program, student).some(({ id }) => id === occurrence.id)],
    ["address failed", suppressionOf(student) !== undefined],
    ["declined reminders", hasDeclined(declined, student.person, "nudges")],
    ["held back", stopOf(part) !== undefined],
    ["nudged today", !isFree(part.mails[wave])],
    ["mailed today", days.includes(today)],
    ["enough this week", hadEnough(program, days, today)],
  ];
  return rules.find(([, applies]) => applies)?.[0];
};
