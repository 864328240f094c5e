import { signedItems } from "#adapters/dynamodb/signed-items.ts";
import { dynamodbGuestLists } from "#adapters/guest-lists/dynamodb-guest-lists.ts";
import { linkKeysFromSecret } from "#adapters/links/link-keys.ts";
import { secretText } from "#adapters/links/secret.ts";
import { dynamodbPeople } from "#adapters/people/dynamodb-people.ts";
import { dynamodbSessions } from "#adapters/sessions/dynamodb-sessions.ts";
import { pageListener } from "../listeners/page-listener.ts";
import { deployedProgram } from "../start/deployed-program.ts";
import { readEnvironment } from "../start/read-environment.ts";
import { HttpRequest } from "../web/http-request.ts";
import { environment } from "./environment.ts";
import { hearOrApologize } from "./hear-guests.ts";

/** Called by the HTTP API. Running twice: an answer stands, its seat too, and the second request gets the same page. */
export const handler = pageListener(HttpRequest, () => {
  const told = readEnvironment(environment);
  const [table, name, program] = [signedItems(), told.RECORDS_TABLE, deployedProgram()];
  const needs = {
    program,
    people: dynamodbPeople(table, name, program.id),
    sessions: dynamodbSessions(table, name, program.id),
    guestLists: dynamodbGuestLists(table, name, program.id),
    keys: linkKeysFromSecret(secretText(told.LINK_KEY_SECRET)),
    siteUrl: told.SITE_URL,
  };
  return (event, tell) => hearOrApologize(needs, event, tell);
});
