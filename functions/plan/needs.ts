import type { Program } from "#domain/calendar/program.ts";
import type { StudentSignInNeeds, StudentWhoAsks } from "#office/sign-in/student-sign-in.ts";

/** What my plan stands on. */
export interface PlanNeeds extends StudentSignInNeeds {
  program: Program;
  /** Where the pages are in public, without a slash at the end. */
  siteUrl: string;
}

/** A student who is in, whose request it is. */
export type InPlan = Extract<StudentWhoAsks, { is: "in" }>;
