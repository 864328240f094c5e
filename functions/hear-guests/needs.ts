import type { GuestLists } from "#adapters/guest-lists/guest-lists.ts";
import type { LinkKeySource } from "#adapters/links/link-keys.ts";
import type { People } from "#adapters/people/people.ts";
import type { Sessions } from "#adapters/sessions/sessions.ts";
import type { Program } from "#domain/calendar/program.ts";

/** What a guest's page touches. */
export interface HearGuestsNeeds {
  program: Program;
  people: Pick<People, "enrolled">;
  sessions: Pick<Sessions, "get">;
  guestLists: Pick<GuestLists, "get" | "answer" | "came" | "tryCode">;
  keys: LinkKeySource;
  siteUrl: string;
}
