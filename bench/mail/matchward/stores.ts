import { BatchWriteItemCommand, CreateTableCommand, DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { CreateQueueCommand } from "@aws-sdk/client-sqs";
import { marshall } from "@aws-sdk/util-dynamodb";
import type { Choices } from "#adapters/choices/choices.ts";
import { dynamodbChoices } from "#adapters/choices/dynamodb-choices.ts";
import type { MailQueue } from "#adapters/mail-queue/mail-queue.ts";
import { memoryMailQueue } from "#adapters/mail-queue/memory-mail-queue.ts";
import { sqsMailQueue } from "#adapters/mail-queue/sqs-mail-queue.ts";
import { dynamodbMailings } from "#adapters/mailings/dynamodb-mailings.ts";
import type { Mailings } from "#adapters/mailings/mailings.ts";
import { dynamodbPace } from "#adapters/pace/dynamodb-pace.ts";
import type { Pace } from "#adapters/pace/pace.ts";
import { dynamodbParts } from "#adapters/parts/dynamodb-parts.ts";
import type { Parts } from "#adapters/parts/parts.ts";
import type { AccessCodes } from "#adapters/people/access-codes.ts";
import { dynamodbAccessCodes } from "#adapters/people/dynamodb-access-codes.ts";
import { dynamodbPeople } from "#adapters/people/dynamodb-people.ts";
import { studentItem } from "#adapters/people/person-item.ts";
import { dynamodbPreflight } from "#adapters/preflight/dynamodb-preflight.ts";
import type { Preflight } from "#adapters/preflight/preflight.ts";
import { memoryRecords } from "#adapters/records/memory-records.ts";
import { dynamodbSchoolRecord } from "#adapters/school/dynamodb-school-record.ts";
import type { SchoolRecord } from "#adapters/school/school-record.ts";
import { RECORDS_TABLE } from "../../records-table.ts";
import { numbersIn, PROGRAM, type Span, studentOf } from "../cohort.ts";
import type { Meter } from "../counts.ts";
import { type BenchRoster, cohortRoster } from "./cohort-roster.ts";
import { countedQueues, countedTable } from "./counted-client.ts";
import { type Drain, memoryDrain, sqsDrain } from "./mail-room.ts";

/** Everything that one school keeps: its records, its mail queue, and what takes messages off that. */
export interface Stores {
  people: BenchRoster;
  parts: Parts;
  choices: Choices;
  accessCodes: AccessCodes;
  school: SchoolRecord;
  mailings: Mailings;
  preflight: Preflight;
  pace: Pace;
  queue: MailQueue;
  drain: Drain;
  /** Makes what is not there yet, empty. */
  create(): Promise<void>;
  /** Puts the school's students on the roster, quicker than an import does. */
  enroll(): Promise<void>;
}

/**
 * Stores of these students in memory, none of which is of many objects: what the tables hold is not to make the process
 * slower that is measured.
 */
export const memoryStores = (students: Span): Stores => {
  const queue = memoryMailQueue();
  return {
    ...memoryRecords(),
    people: cohortRoster(students),
    queue,
    drain: memoryDrain(queue),
    create: async () => {},
    enroll: async () => {},
  };
};

/** Where the emulators answer, and the table and the queue that one school has there. */
interface Emulated {
  name: string;
  dynamodb: string;
  sqs: string;
}

/** Stores of these students on the emulators. */
export const emulatedStores = (students: Span, { name, ...at }: Emulated, meter: Meter): Stores => {
  const table = countedTable(at.dynamodb, meter);
  const admin = new DynamoDBClient({ endpoint: at.dynamodb });
  const queues = countedQueues(at.sqs, meter);
  // As the emulator makes it; a worker that takes over from a dead one must know it without having created it.
  const queueUrl = `${at.sqs}/000000000000/${name}`;
  return {
    people: dynamodbPeople(table, name, PROGRAM),
    parts: dynamodbParts(table, name, PROGRAM),
    choices: dynamodbChoices(table, name),
    accessCodes: dynamodbAccessCodes(table, name),
    school: dynamodbSchoolRecord(table, name, PROGRAM),
    mailings: dynamodbMailings(table, name, PROGRAM),
    preflight: dynamodbPreflight(table, name, PROGRAM),
    pace: dynamodbPace(table, name),
    queue: sqsMailQueue(queues, queueUrl),
    drain: sqsDrain(queues, queueUrl),
    create: async () => {
      await admin.send(new CreateTableCommand({ TableName: name, ...RECORDS_TABLE }));
      await queues.send(new CreateQueueCommand({ QueueName: name }));
    },
    enroll: () => enroll(admin, name, students),
  };
};

const WRITES_PER_CALL = 25;

const enroll = async (client: DynamoDBClient, table: string, { first, end }: Span): Promise<void> => {
  for (let start = first; start < end; start += WRITES_PER_CALL) {
    const some = numbersIn({ first: start, end: Math.min(start + WRITES_PER_CALL, end) });
    const writes = Array.from(some, studentOf).map((student) => ({
      PutRequest: { Item: marshall(studentItem(student), { removeUndefinedValues: true }) },
    }));
    await client.send(new BatchWriteItemCommand({ RequestItems: { [table]: writes } }));
  }
};
