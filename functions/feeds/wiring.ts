import { createHash } from "node:crypto";
import type * as z from "zod/mini";
import { signedItems } from "#adapters/dynamodb/signed-items.ts";
import { dynamodbFeeds } from "#adapters/feeds/dynamodb-feeds.ts";
import { newFeedSecret } from "#adapters/feeds/feed-address.ts";
import { dynamodbGuestLists } from "#adapters/guest-lists/dynamodb-guest-lists.ts";
import { linkKeysFromSecret } from "#adapters/links/link-keys.ts";
import { secretText } from "#adapters/links/secret.ts";
import { dynamodbPeople } from "#adapters/people/dynamodb-people.ts";
import { dynamodbSessions } from "#adapters/sessions/dynamodb-sessions.ts";
import { rememberedSessions } from "#adapters/sessions/remembered-sessions.ts";
import type { Program } from "#domain/calendar/program.ts";
import type { environment } from "./environment.ts";
import type { FeedsNeeds } from "./needs.ts";

/** The real ones, by what the stack told the function. */
export const wiring = (told: z.output<typeof environment>, program: Program): FeedsNeeds => {
  const at = [signedItems(), told.RECORDS_TABLE, program.id] as const;
  return {
    program,
    programEdition: createHash("sha256").update(JSON.stringify(program)).digest("base64url").slice(0, 12),
    feeds: dynamodbFeeds(...at),
    sessions: rememberedSessions(dynamodbSessions(...at)),
    people: dynamodbPeople(...at),
    guestLists: dynamodbGuestLists(...at),
    keys: linkKeysFromSecret(secretText(told.LINK_KEY_SECRET)),
    siteUrl: told.SITE_URL,
    newSecret: newFeedSecret,
  };
};
