import { SESv2Client } from "@aws-sdk/client-sesv2";
import { GetQueueUrlCommand, SQSClient } from "@aws-sdk/client-sqs";
import { dynamodbAuditLog } from "#adapters/audit-log/dynamodb-audit-log.ts";
import { endpointOf } from "#adapters/aws/access.ts";
import { dynamodbChoices } from "#adapters/choices/dynamodb-choices.ts";
import { dynamodbCorrections } from "#adapters/corrections/dynamodb-corrections.ts";
import { dynamodbClient } from "#adapters/dynamodb/client.ts";
import { dynamodbEscalations } from "#adapters/escalations/dynamodb-escalations.ts";
import { dynamodbFeeds } from "#adapters/feeds/dynamodb-feeds.ts";
import { dynamodbGuestLists } from "#adapters/guest-lists/dynamodb-guest-lists.ts";
import { dynamodbImports } from "#adapters/imports/dynamodb-imports.ts";
import { sqsMailQueue } from "#adapters/mail-queue/sqs-mail-queue.ts";
import { dynamodbMailings } from "#adapters/mailings/dynamodb-mailings.ts";
import { dynamodbMarks } from "#adapters/marks/dynamodb-marks.ts";
import { dynamodbNotes } from "#adapters/notes/dynamodb-notes.ts";
import { dynamodbParts } from "#adapters/parts/dynamodb-parts.ts";
import { dynamodbAccessCodes } from "#adapters/people/dynamodb-access-codes.ts";
import { dynamodbPeople } from "#adapters/people/dynamodb-people.ts";
import { dynamodbProgress } from "#adapters/progress/dynamodb-progress.ts";
import { s3Files } from "#adapters/s3/s3-files.ts";
import { dynamodbSchoolRecord } from "#adapters/school/dynamodb-school-record.ts";
import { sesSuppressionList } from "#adapters/ses/ses-suppression-list.ts";
import { dynamodbSessions } from "#adapters/sessions/dynamodb-sessions.ts";
import { dynamodbUsers } from "#adapters/users/dynamodb-users.ts";
import type { OfficeRecords } from "#office/records.ts";
import { onStage, type StageAsked } from "../../stage/on-stage.ts";
import type { Console } from "../../terminal.ts";
import { carryOut } from "../carry-out.ts";
import { sampleOf } from "../mailings/sample-of.ts";
import type { OfficeOrder } from "../order.ts";

/**
 * Orders something of a deployed stage, with the AWS credentials of whoever calls.
 * @throws InputFault where the order cannot be meant; SystemFailed where AWS refuses.
 */
export const onDeployedStage = async (asked: StageAsked, order: OfficeOrder, console: Console): Promise<void> => {
  const place = `--stage ${asked.stage}${asked.region === undefined ? "" : ` --region ${asked.region}`}`;
  await onStage(asked, console, (needs) =>
    carryOut(
      { ...needs, place, records: recordsOf(asked, needs.program.id), sample: sampleOf(asked.program, needs.program) },
      order,
    ),
  );
};

const recordsOf = ({ stage, region }: StageAsked, program: string): OfficeRecords => {
  const where = region === undefined ? {} : { region };
  const [client, table] = [dynamodbClient(where), `matchward-${stage}-records`];
  return {
    auditLog: dynamodbAuditLog(client, table, program),
    people: dynamodbPeople(client, table, program),
    users: dynamodbUsers(client, table, program),
    notes: dynamodbNotes(client, table, program),
    parts: dynamodbParts(client, table, program),
    progress: dynamodbProgress(client, table, program),
    choices: dynamodbChoices(client, table),
    corrections: dynamodbCorrections(client, table, program),
    imports: dynamodbImports(client, table, program),
    sessions: dynamodbSessions(client, table, program),
    guestLists: dynamodbGuestLists(client, table, program),
    feeds: dynamodbFeeds(client, table, program),
    accessCodes: dynamodbAccessCodes(client, table),
    files: filesOf(where),
    marks: dynamodbMarks(client, table, program),
    mailings: dynamodbMailings(client, table, program),
    escalations: dynamodbEscalations(client, table, program),
    school: dynamodbSchoolRecord(client, table, program),
    queue: { send: async (messages) => (await queueOf(stage, where)).send(messages) },
    suppressionList: sesSuppressionList(new SESv2Client(where)),
  };
};

/** The bucket, by the credentials and the region that the AWS clients find. */
const filesOf = (where: { region?: string }): OfficeRecords["files"] => {
  const { config } = new SESv2Client(where);
  const open = async () => {
    const [region, found] = await Promise.all([config.region(), config.credentials()]);
    const credentials = { ...found, sessionToken: found.sessionToken };
    return s3Files({ endpoint: endpointOf("s3", region), region, credentials, now: () => new Date().toISOString() });
  };
  return {
    read: async (...asked) => (await open()).read(...asked),
    copy: async (...asked) => (await open()).copy(...asked),
  };
};

const queueOf = async (stage: string, where: { region?: string }) => {
  const sqs = new SQSClient(where);
  const { QueueUrl = "" } = await sqs.send(new GetQueueUrlCommand({ QueueName: `matchward-${stage}-send-mail` }));
  return sqsMailQueue(sqs, QueueUrl);
};
