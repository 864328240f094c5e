import { dynamodbClient } from "#adapters/dynamodb/client.ts";
import { dynamodbRoster } from "#adapters/people/dynamodb-roster.ts";
import { DayBegan } from "#events/time/day-began.ts";
import { listener } from "../listeners/listener.ts";
import { logged, logUnread } from "../listeners/log.ts";
import { deployedProgram } from "../start/deployed-program.ts";
import { readEnvironment } from "../start/read-environment.ts";
import { advancePhase } from "./advance-phase.ts";
import { environment } from "./environment.ts";

/** Called by the daily schedule. Running twice moves nobody twice. */
export const handler = listener(DayBegan, () => {
  const { RECORDS_TABLE } = readEnvironment(environment);
  const needs = { program: deployedProgram(), roster: dynamodbRoster(dynamodbClient(), RECORDS_TABLE, logUnread) };
  return async (day) => logged(await advancePhase(needs, day));
});
