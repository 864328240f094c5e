import type { Escalations } from "#adapters/escalations/escalations.ts";
import type { LinkKeySource } from "#adapters/links/link-keys.ts";
import type { Parts } from "#adapters/parts/parts.ts";
import type { People } from "#adapters/people/people.ts";
import type { Program } from "#domain/calendar/program.ts";

/** What an advisor's page touches. */
export interface HearAdvisorsNeeds {
  program: Program;
  people: Pick<People, "some">;
  parts: Pick<Parts, "get" | "waive" | "unwaive">;
  escalations: Pick<Escalations, "get" | "answer" | "takeBack">;
  keys: LinkKeySource;
  siteUrl: string;
}
