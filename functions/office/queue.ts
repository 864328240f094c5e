import { SQSClient } from "@aws-sdk/client-sqs";
import type { MailQueue } from "#adapters/mail-queue/mail-queue.ts";
import { sqsMailQueue } from "#adapters/mail-queue/sqs-mail-queue.ts";

/** Where mails are put that are to be sent again. */
export const queueAt = (url: string): MailQueue => sqsMailQueue(new SQSClient(), url);
