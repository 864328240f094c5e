import "#adapters/aws/early-tls.ts";
import { dynamodbChoices } from "#adapters/choices/dynamodb-choices.ts";
import { signedItems } from "#adapters/dynamodb/signed-items.ts";
import { linkKeysFromSecret } from "#adapters/links/link-keys.ts";
import { secretText } from "#adapters/links/secret.ts";
import { dynamodbOwnParts } from "#adapters/parts/own-parts.ts";
import { dynamodbAccessCodes } from "#adapters/people/dynamodb-access-codes.ts";
import { pageListener } from "../listeners/page-listener.ts";
import { deployedOccurrences } from "../start/deployed-program.ts";
import { readEnvironment } from "../start/read-environment.ts";
import { HttpRequest } from "../web/http-request.ts";
import { environment } from "./environment.ts";
import { readRequest } from "./request.ts";
import { answerOrApologize } from "./site.ts";

/** Called by the HTTP API. Running twice: the first completion stands, and the second request gets the same page. */
export const handler = pageListener(HttpRequest, () => {
  const told = readEnvironment(environment);
  const table = signedItems();
  const deployed = deployedOccurrences();
  const needs = {
    ...deployed,
    parts: dynamodbOwnParts(table, told.RECORDS_TABLE, deployed.program.id),
    codes: dynamodbAccessCodes(table, told.RECORDS_TABLE),
    choices: dynamodbChoices(table, told.RECORDS_TABLE),
    keys: linkKeysFromSecret(secretText(told.LINK_KEY_SECRET)),
    siteUrl: told.SITE_URL,
  };
  return (event, tell) => answerOrApologize(needs, readRequest(event), tell);
});
