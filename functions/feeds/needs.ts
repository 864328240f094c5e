import type { Feeds } from "#adapters/feeds/feeds.ts";
import type { GuestLists } from "#adapters/guest-lists/guest-lists.ts";
import type { LinkKeySource } from "#adapters/links/link-keys.ts";
import type { People } from "#adapters/people/people.ts";
import type { SessionsAt } from "#adapters/sessions/remembered-sessions.ts";
import type { Program } from "#domain/calendar/program.ts";

/** What calendar feeds, and the page about them, touch. */
export interface FeedsNeeds {
  program: Program;
  /** Another word for each program: what was written by another is written anew. */
  programEdition: string;
  feeds: Feeds;
  sessions: SessionsAt;
  people: Pick<People, "some" | "all" | "enrolled">;
  guestLists: Pick<GuestLists, "some">;
  keys: LinkKeySource;
  siteUrl: string;
  newSecret: () => string;
}
