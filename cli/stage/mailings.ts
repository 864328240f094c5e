import { dynamodbAuditLog } from "#adapters/audit-log/dynamodb-audit-log.ts";
import { dynamodbChoices } from "#adapters/choices/dynamodb-choices.ts";
import { dynamodbClient } from "#adapters/dynamodb/client.ts";
import { dynamodbMailings } from "#adapters/mailings/dynamodb-mailings.ts";
import { dynamodbParts } from "#adapters/parts/dynamodb-parts.ts";
import { dynamodbPeople } from "#adapters/people/dynamodb-people.ts";
import { dynamodbSchoolRecord } from "#adapters/school/dynamodb-school-record.ts";
import type { Mailing } from "#domain/mail/mailing.ts";
import type { Console } from "../terminal.ts";
import { listPaused, pauseNamed, resumeNamed } from "./decide-mailings.ts";
import { onStage, type StageAsked } from "./on-stage.ts";

/** What `runs` is asked. Without a decision it lists. */
export interface RunsAsked extends StageAsked {
  resume?: Mailing;
  pause?: Mailing;
}

/**
 * `matchward runs`: lists the paused mailings of a deployed stage, resumes one or pauses one, with the AWS
 * credentials of whoever calls.
 * @throws InputFault where there is no such mailing; SystemFailed where AWS refuses.
 */
export const runs = async (asked: RunsAsked, console: Console): Promise<void> => {
  await onStage(asked, console, async (told) => {
    const needs = { ...told, ...deployed(asked, told.program.id) };
    if (asked.resume) await resumeNamed(needs, asked.resume);
    else if (asked.pause) await pauseNamed(needs, asked.pause);
    else await listPaused(needs);
  });
};

const deployed = ({ stage, region }: RunsAsked, program: string) => {
  const client = dynamodbClient(region === undefined ? {} : { region });
  const table = `matchward-${stage}-records`;
  return {
    auditLog: dynamodbAuditLog(client, table, program),
    mailings: dynamodbMailings(client, table, program),
    parts: dynamodbParts(client, table, program),
    people: dynamodbPeople(client, table, program),
    choices: dynamodbChoices(client, table),
    school: dynamodbSchoolRecord(client, table, program),
  };
};
