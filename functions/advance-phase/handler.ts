import { dynamodbClient } from "#adapters/dynamodb-client.ts";
import { dynamodbRoster } from "#adapters/dynamodb-roster.ts";
import { DayBegan } from "#events/day-began.ts";
import { deployedProgram } from "../middleware/deployed-program.ts";
import { listener } from "../middleware/listener.ts";
import { logged, logUnread } from "../middleware/log.ts";
import { readEnvironment } from "../middleware/read-environment.ts";
import { advancePhase } from "./advance-phase.ts";
import { environment } from "./environment.ts";

/** Called by the daily schedule. Once per cold start: the client; once per event: the deed. */
export const handler = listener(DayBegan, () => {
  const { RECORDS_TABLE } = readEnvironment(environment);
  const needs = { program: deployedProgram(), roster: dynamodbRoster(dynamodbClient(), RECORDS_TABLE, logUnread) };
  return async (day) => logged(await advancePhase(needs, day));
});
