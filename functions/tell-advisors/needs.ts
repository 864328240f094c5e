import type { Escalations } from "#adapters/escalations/escalations.ts";
import type { LinkKeySource } from "#adapters/links/link-keys.ts";
import type { Mailings } from "#adapters/mailings/mailings.ts";
import type { Parts } from "#adapters/parts/parts.ts";
import type { People } from "#adapters/people/people.ts";
import type { SchoolRecord } from "#adapters/school/school-record.ts";
import type { AdvisorMailer } from "#adapters/ses/ses-advisor-mailer.ts";
import type { Program } from "#domain/calendar/program.ts";

/** What telling advisors touches. */
export interface TellAdvisorsNeeds {
  program: Program;
  people: Pick<People, "all" | "enrolled">;
  parts: Pick<Parts, "ofOccurrence" | "get">;
  mailings: Pick<Mailings, "paused">;
  school: Pick<SchoolRecord, "startedOn">;
  escalations: Pick<Escalations, "since" | "claim" | "settle">;
  mailer: AdvisorMailer;
  keys: LinkKeySource;
  siteUrl: string;
}
