import type * as z from "zod/mini";
import { signedItems } from "#adapters/dynamodb/signed-items.ts";
import { dynamodbGuestLists } from "#adapters/guest-lists/dynamodb-guest-lists.ts";
import { linkKeysFromSecret } from "#adapters/links/link-keys.ts";
import { secretText } from "#adapters/links/secret.ts";
import { dynamodbPace } from "#adapters/pace/dynamodb-pace.ts";
import { dynamodbParts } from "#adapters/parts/dynamodb-parts.ts";
import { dynamodbPeople } from "#adapters/people/dynamodb-people.ts";
import { dynamodbPreflight } from "#adapters/preflight/dynamodb-preflight.ts";
import { sesClient, sesMailer } from "#adapters/ses/ses-mailer.ts";
import { sesSendingAccount } from "#adapters/ses/ses-sending-account.ts";
import { dynamodbSessions } from "#adapters/sessions/dynamodb-sessions.ts";
import type { Program } from "#domain/calendar/program.ts";
import { logUnread } from "../listeners/log.ts";
import { sesSender } from "../start/ses-sender.ts";
import type { environment } from "./environment.ts";
import type { SendMailNeeds } from "./send-mail.ts";
import { WRITERS } from "./writers/index.ts";

/** Makes the clients of the deployed function; call it once per cold start. */
export const wiring = (told: z.infer<typeof environment>, program: Program): SendMailNeeds => {
  const [table, ses, name] = [signedItems(), sesClient(), told.RECORDS_TABLE];
  return {
    program,
    writers: WRITERS,
    people: dynamodbPeople(table, name, program.id, logUnread),
    parts: dynamodbParts(table, name, program.id),
    sessions: dynamodbSessions(table, name, program.id),
    guestLists: dynamodbGuestLists(table, name, program.id),
    preflight: dynamodbPreflight(table, name, program.id),
    pace: dynamodbPace(table, name),
    account: sesSendingAccount(ses),
    mailer: sesMailer(ses, { ...sesSender(told, program.school.sender), templatePrefix: told.TEMPLATE_PREFIX }),
    keys: linkKeysFromSecret(secretText(told.LINK_KEY_SECRET)),
    siteUrl: told.SITE_URL,
  };
};
