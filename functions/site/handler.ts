import { randomBytes } from "node:crypto";
import { SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { dynamodbAccessCodes } from "#adapters/dynamodb-access-codes.ts";
import { dynamodbChoices } from "#adapters/dynamodb-choices.ts";
import { dynamodbClient } from "#adapters/dynamodb-client.ts";
import { dynamodbParts } from "#adapters/dynamodb-parts.ts";
import { linkKeysFromSecret } from "#adapters/link-keys.ts";
import { deployedProgram } from "../middleware/deployed-program.ts";
import { listener } from "../middleware/listener.ts";
import { readEnvironment } from "../middleware/read-environment.ts";
import { environment } from "./environment.ts";
import { HttpRequest, readRequest } from "./request.ts";
import { answerOrApologize } from "./site.ts";

/** Called by the HTTP API. Once per cold start: the clients; once per request: the page. */
export const handler = listener(HttpRequest, () => {
  const told = readEnvironment(environment);
  const table = dynamodbClient();
  const needs = {
    program: deployedProgram(),
    parts: dynamodbParts(table, told.RECORDS_TABLE),
    codes: dynamodbAccessCodes(table, told.RECORDS_TABLE),
    choices: dynamodbChoices(table, told.RECORDS_TABLE),
    keys: linkKeysFromSecret(new SecretsManagerClient(), told.LINK_KEY_SECRET),
    siteUrl: told.SITE_URL,
    newNonce: () => randomBytes(16).toString("base64url"),
  };
  return (event) => answerOrApologize(needs, readRequest(event));
});
