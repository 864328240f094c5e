import { GetQueueUrlCommand, SQSClient } from "@aws-sdk/client-sqs";
import { dynamodbAuditLog } from "#adapters/audit-log/dynamodb-audit-log.ts";
import { dynamodbClient } from "#adapters/dynamodb/client.ts";
import { sqsMailQueue } from "#adapters/mail-queue/sqs-mail-queue.ts";
import { dynamodbParts } from "#adapters/parts/dynamodb-parts.ts";
import { dynamodbPeople } from "#adapters/people/dynamodb-people.ts";
import type { MailsNamed } from "#office/mails/mails-in-sight.ts";
import type { Console } from "../terminal.ts";
import { decideNamed, listRejected, listUnknown, type MailsNeeds } from "./decide-mails.ts";
import { onStage, type StageAsked } from "./on-stage.ts";

/** What `mails` is asked. Without a decision it lists. */
export interface MailsAsked extends StageAsked {
  /** List what SES refused, and not what nobody knows of. */
  rejected?: true;
  sendAgain?: MailsNamed;
  leave?: MailsNamed;
}

/**
 * `matchward mails`: lists, or decides of, the mails of a deployed stage of which nobody knows whether they went out,
 * or lists those that SES refused, with the AWS credentials of whoever calls.
 * @throws InputFault where no such mail is unknown; SystemFailed where AWS refuses.
 */
export const mails = async (asked: MailsAsked, console: Console): Promise<void> => {
  await onStage(asked, console, async (told) => {
    const needs = { ...told, ...deployed(asked, told.program.id) };
    if (asked.sendAgain) await decideNamed(needs, asked.sendAgain, "send again");
    else if (asked.leave) await decideNamed(needs, asked.leave, "leave");
    else if (asked.rejected) await listRejected(needs);
    else await listUnknown(needs);
  });
};

const deployed = (
  { stage, region }: MailsAsked,
  program: string,
): Pick<MailsNeeds, "parts" | "students" | "queue" | "auditLog"> => {
  const where = region === undefined ? {} : { region };
  const dynamodb = dynamodbClient(where);
  const table = `matchward-${stage}-records`;
  let students: ReturnType<MailsNeeds["students"]> | undefined;
  return {
    auditLog: dynamodbAuditLog(dynamodb, table, program),
    parts: dynamodbParts(dynamodb, table, program),
    students: () => (students ??= dynamodbPeople(dynamodb, table, program).all().catch(undefinedIfDenied)),
    queue: async () => {
      const sqs = new SQSClient(where);
      const { QueueUrl = "" } = await sqs.send(new GetQueueUrlCommand({ QueueName: `matchward-${stage}-send-mail` }));
      return sqsMailQueue(sqs, QueueUrl);
    },
  };
};

const undefinedIfDenied = (thrown: unknown): undefined => {
  if (thrown instanceof Error && thrown.name === "AccessDeniedException") return undefined;
  throw thrown;
};
