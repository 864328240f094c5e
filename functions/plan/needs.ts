import type { Corrections } from "#adapters/corrections/corrections.ts";
import type { LinkKeySource } from "#adapters/links/link-keys.ts";
import type { People } from "#adapters/people/people.ts";
import type { PlanRecords } from "#adapters/plan/plan-records.ts";
import type { SessionsAt } from "#adapters/sessions/remembered-sessions.ts";
import type { Program } from "#domain/calendar/program.ts";
import type { StudentSignInNeeds, StudentWhoAsks } from "#office/sign-in/student-sign-in.ts";

/** What my plan stands on. */
export interface PlanNeeds extends StudentSignInNeeds {
  people: Pick<People, "all" | "callThemselves">;
  program: Program;
  planRecords: PlanRecords;
  corrections: Pick<Corrections, "ask">;
  sessions: SessionsAt;
  keys: LinkKeySource;
  /** Where the pages are in public, without a slash at the end. */
  siteUrl: string;
}

/** A student who is in, whose request it is. */
export type InPlan = Extract<StudentWhoAsks, { is: "in" }>;
