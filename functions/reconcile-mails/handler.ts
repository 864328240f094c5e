import { patientItems } from "#adapters/dynamodb/signed-items.ts";
import { dynamodbParts } from "#adapters/parts/dynamodb-parts.ts";
import { dynamodbPeople } from "#adapters/people/dynamodb-people.ts";
import { dynamodbSchoolRecord } from "#adapters/school/dynamodb-school-record.ts";
import { dynamodbSessions } from "#adapters/sessions/dynamodb-sessions.ts";
import { HalfHourPassed } from "#events/time/half-hour-passed.ts";
import { listener } from "../listeners/listener.ts";
import { logUnread } from "../listeners/log.ts";
import { deployedProgram } from "../start/deployed-program.ts";
import { readEnvironment } from "../start/read-environment.ts";
import { environment } from "./environment.ts";
import { reconcileMails } from "./reconcile-mails.ts";

/** Called every half hour. Running twice gives up no more claims, and logs the same unknown mails again. */
export const handler = listener(HalfHourPassed, () => {
  const { RECORDS_TABLE } = readEnvironment(environment);
  const program = deployedProgram();
  const client = patientItems();
  const needs = {
    program,
    people: dynamodbPeople(client, RECORDS_TABLE, program.id, logUnread),
    parts: dynamodbParts(client, RECORDS_TABLE, program.id),
    school: dynamodbSchoolRecord(client, RECORDS_TABLE, program.id),
    sessions: dynamodbSessions(client, RECORDS_TABLE, program.id),
  };
  return (halfHour) => reconcileMails(needs, halfHour);
});
