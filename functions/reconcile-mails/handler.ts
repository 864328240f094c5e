import { dynamodbClient } from "#adapters/dynamodb/client.ts";
import { dynamodbParts } from "#adapters/parts/dynamodb-parts.ts";
import { HalfHourPassed } from "#events/time/half-hour-passed.ts";
import { listener } from "../listeners/listener.ts";
import { deployedProgram } from "../start/deployed-program.ts";
import { readEnvironment } from "../start/read-environment.ts";
import { environment } from "./environment.ts";
import { reconcileMails } from "./reconcile-mails.ts";

/**
 * Called by the half-hourly schedule. Once per cold start: the client; once per event: the deed. Logs mails that are
 * unknown.
 */
export const handler = listener(HalfHourPassed, () => {
  const { RECORDS_TABLE } = readEnvironment(environment);
  const program = deployedProgram();
  const needs = { program, parts: dynamodbParts(dynamodbClient(), RECORDS_TABLE, program.id) };
  return (halfHour) => reconcileMails(needs, halfHour);
});
