import { patientItems } from "#adapters/dynamodb/signed-items.ts";
import { dynamodbPeople } from "#adapters/people/dynamodb-people.ts";
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
  const program = deployedProgram();
  const needs = { program, people: dynamodbPeople(patientItems(), RECORDS_TABLE, program.id, logUnread) };
  return async (day) => logged(await advancePhase(needs, day));
});
