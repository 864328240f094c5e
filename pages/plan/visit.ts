import type { Occurrence } from "#domain/calendar/occurrences.ts";
import type { DeclinableKind } from "#domain/people/mail-kinds.ts";
import type { MyPlan } from "#domain/plan/my-plan.ts";
import type { RoadStop } from "#domain/plan/road.ts";
import type { Session } from "#domain/sessions/session.ts";
import type { School } from "#domain/time/school.ts";
import type { SortedSessions } from "#office/students/their-sessions.ts";

import type { CorrectionForm } from "./correction.ts";
import type { NameForm } from "./own-name.ts";

/** Paths of the student's own pages. */
export interface PlanLinks {
  item(occurrence: Occurrence): string;
  session(session: Session): string;
  choices: string;
  calendar: string;
}

/** Why a student gets no mails for now, if so. `until`: the last school date of a leave, where it is known. */
export type PlanPause = { is: "doubted" | "paused" } | { is: "leave"; until: string | undefined };

/** One look at a student's plan. */
export interface PlanVisit {
  school: School;
  /** What they are greeted by; empty where there is no such name. */
  name: string;
  track: string;
  nameForm: NameForm;
  corrections: CorrectionForm;
  /** What a session is called, with its series where that is needed. */
  titleOf(session: Session): string;
  pause: PlanPause | undefined;
  road: readonly RoadStop[];
  plan: MyPlan;
  sessions: SortedSessions;
  declined: readonly DeclinableKind[];
  /** Since when their calendar has an address, ISO 8601 UTC; absent where it has none. */
  calendarSince: string | undefined;
  links: PlanLinks;
  /** The school date. */
  today: string;
}
