import { isActive } from "#domain/calendar/current-occurrences.ts";
import { findOccurrence } from "#domain/calendar/occurrences.ts";
import type { Milestone, Program } from "#domain/calendar/program.ts";
import type { OutlookMail } from "#domain/forecast/preview.ts";
import type { Arrival } from "#domain/forecast/walk-state.ts";
import type { Student } from "#domain/people/student.ts";
import { addDays, yearlyDate } from "#domain/time/dates.ts";

/** Where a phase lies for a student on the usual path, by the file of tracks alone. */
const spanOf = ({ tracks }: Program, { track, anchors }: Student, phase: string): [string, string] | undefined => {
  const phases = tracks.find(({ id }) => id === track)?.phases ?? [];
  const days = phases.map(({ begins: { on, anchor, year } }) => yearlyDate(on, anchors[anchor] + year) ?? "");
  const nth = phases.findIndex(({ id }) => id === phase);
  const ends = days.slice(nth + 1).toSorted()[0] ?? "9999";
  return nth < 0 ? undefined : [days[nth] ?? "", ends];
};

/** Whether a day is the one that a milestone has for somebody of these years, reckoned anew from what the files say. */
const isOwnDay = (program: Program, { when }: Milestone, student: Student, day: string): boolean => {
  if (when.type === "yearly") return day === yearlyDate(when.on, student.anchors[when.anchor] + when.year);
  if (when.type === "dates") return day === when.dates[String(student.anchors[when.anchor] + when.year)];
  if (when.type === "from-leave") {
    const from = when.edge === "leave" ? student.leaveFrom : student.leaveUntil && addDays(student.leaveUntil, 1);
    return from !== undefined && day === addDays(from, when.days);
  }
  if (when.type !== "phase" && when.type !== "from-phase") return false;
  const [begins, ends] = spanOf(program, student, when.phase) ?? ["", ""];
  if (when.type === "from-phase") return day === addDays(begins, when.days);
  const counted = addDays(day, -(when.days ?? 0));
  return counted >= begins && counted < ends;
};

const isAway = ({ status, leaveFrom = "9999", leaveUntil = "9999" }: Student, day: string): boolean =>
  (status === "active" || status === "leave") && leaveFrom <= day && day <= leaveUntil;

/** The mails that are of another class than their student's was on the day, or went to somebody who was away. */
export const crossed = (program: Program, mails: readonly OutlookMail[], arrivals: readonly Arrival[]): string[] =>
  mails.flatMap(({ at, studentId, occurrence: id, wave }) => {
    const day = at.slice(0, 10);
    const students = arrivals.findLast(({ on }) => on <= day)?.students ?? [];
    const student = students.find(({ schoolId }) => schoolId === studentId);
    const occurrence = findOccurrence(program, id);
    const isTheirs =
      student !== undefined &&
      occurrence?.milestone.audience.tracks.includes(student.track) &&
      (isActive(student, day) || (occurrence.milestone.when.type === "from-leave" && isAway(student, day))) &&
      isOwnDay(program, occurrence.milestone, student, occurrence.nominal);
    return isTheirs ? [] : [`${day} ${id} ${wave} to ${studentId}`];
  });
