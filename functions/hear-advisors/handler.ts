import { signedItems } from "#adapters/dynamodb/signed-items.ts";
import { dynamodbEscalations } from "#adapters/escalations/dynamodb-escalations.ts";
import { linkKeysFromSecret } from "#adapters/links/link-keys.ts";
import { secretText } from "#adapters/links/secret.ts";
import { dynamodbParts } from "#adapters/parts/dynamodb-parts.ts";
import { dynamodbPeople } from "#adapters/people/dynamodb-people.ts";
import { pageListener } from "../listeners/page-listener.ts";
import { deployedProgram } from "../start/deployed-program.ts";
import { readEnvironment } from "../start/read-environment.ts";
import { HttpRequest } from "../web/http-request.ts";
import { environment } from "./environment.ts";
import { hearOrApologize } from "./hear-advisors.ts";

/** Called by the HTTP API. Running twice: what was said stands, and the second request gets the same page. */
export const handler = pageListener(HttpRequest, () => {
  const told = readEnvironment(environment);
  const [table, name, program] = [signedItems(), told.RECORDS_TABLE, deployedProgram()];
  const needs = {
    program,
    people: dynamodbPeople(table, name, program.id),
    parts: dynamodbParts(table, name, program.id),
    escalations: dynamodbEscalations(table, name, program.id),
    keys: linkKeysFromSecret(secretText(told.LINK_KEY_SECRET)),
    siteUrl: told.SITE_URL,
  };
  return (event, tell) => hearOrApologize(needs, event, tell);
});
