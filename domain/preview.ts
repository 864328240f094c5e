import type { Program } from "./program.ts";
import type { RosterStudent } from "./student.ts";

/** A student's POST on their link at that instant. */
export interface Answered {
  at: string;
  studentId: string;
  milestone: string;
}

export interface OutlookMail {
  studentId: string;
  to: string;
  milestone: string;
  occurrence: string;
  wave: string;
  template: string;
  at: string;
}

/** Who gets what, when: the answer of `preview`, and of `simulate` once the emulators have run. */
export interface Outlook {
  mails: OutlookMail[];
  tasks: { studentId: string; occurrence: string; status: "due" | "completed"; at: string }[];
  phases: { studentId: string; phase: string; at: string }[];
}

/** School dates, both included. */
export interface Span {
  from: string;
  to: string;
}

export type Preview = (program: Program, students: readonly RosterStudent[], span: Span, answers: readonly Answered[]) => Outlook;
