import { BatchWriteItemCommand, CreateTableCommand, type DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { CreateQueueCommand } from "@aws-sdk/client-sqs";
import { marshall } from "@aws-sdk/util-dynamodb";
import { memoryMailQueue } from "#adapters/doubles/memory-mail-queue.ts";
import { memoryRecords } from "#adapters/doubles/memory-records.ts";
import { dynamodbAccessCodes } from "#adapters/dynamodb-access-codes.ts";
import { dynamodbChoices } from "#adapters/dynamodb-choices.ts";
import { dynamodbObjections } from "#adapters/dynamodb-objections.ts";
import { dynamodbPace } from "#adapters/dynamodb-pace.ts";
import { dynamodbParts } from "#adapters/dynamodb-parts.ts";
import { dynamodbRoster } from "#adapters/dynamodb-roster.ts";
import { dynamodbRuns } from "#adapters/dynamodb-runs.ts";
import { dynamodbSchoolRecord } from "#adapters/dynamodb-school-record.ts";
import { KIND } from "#adapters/items.ts";
import type { MailQueue } from "#adapters/mail-queue.ts";
import type { Objections } from "#adapters/objections.ts";
import type { Pace } from "#adapters/pace.ts";
import type { AccessCodes, Choices, Parts, Roster, SchoolRecord } from "#adapters/records.ts";
import type { Runs } from "#adapters/runs.ts";
import { sqsMailQueue } from "#adapters/sqs-mail-queue.ts";
import type { Student } from "#domain/student.ts";
import type { Meter } from "../counts.ts";
import { countedQueues, countedTable } from "./counted-client.ts";
import { type Drain, memoryDrain, sqsDrain } from "./mail-room.ts";

/** Everything that one school keeps: its records, its mail queue, and what takes messages off that. */
export interface Stores {
  roster: Roster;
  parts: Parts;
  choices: Choices;
  accessCodes: AccessCodes;
  school: SchoolRecord;
  runs: Runs;
  objections: Objections;
  pace: Pace;
  queue: MailQueue;
  drain: Drain;
  /** Makes what is not there yet, empty. */
  create(): Promise<void>;
  /** Puts students on the roster, quicker than an import does. */
  enroll(students: readonly Student[]): Promise<void>;
}

/** Stores in memory. */
export const memoryStores = (): Stores => {
  const records = memoryRecords();
  const queue = memoryMailQueue();
  return {
    ...records,
    queue,
    drain: memoryDrain(queue),
    create: async () => {},
    enroll: async (students) => {
      for (const student of students) await records.roster.save(student);
    },
  };
};

const KEYS = {
  AttributeDefinitions: [
    { AttributeName: "pk", AttributeType: "S" as const },
    { AttributeName: "sk", AttributeType: "S" as const },
  ],
  KeySchema: [
    { AttributeName: "pk", KeyType: "HASH" as const },
    { AttributeName: "sk", KeyType: "RANGE" as const },
  ],
};

/** Stores on the emulators, in a table and a queue of that name. */
export const emulatedStores = (name: string, at: { dynamodb: string; sqs: string }, meter: Meter): Stores => {
  const table = countedTable(at.dynamodb, meter);
  const queues = countedQueues(at.sqs, meter);
  // As the emulator makes it; a worker that takes over from a dead one must know it without having created it.
  const queueUrl = `${at.sqs}/000000000000/${name}`;
  return {
    roster: dynamodbRoster(table, name),
    parts: dynamodbParts(table, name),
    choices: dynamodbChoices(table, name),
    accessCodes: dynamodbAccessCodes(table, name),
    school: dynamodbSchoolRecord(table, name),
    runs: dynamodbRuns(table, name),
    objections: dynamodbObjections(table, name),
    pace: dynamodbPace(table, name),
    queue: sqsMailQueue(queues, queueUrl),
    drain: sqsDrain(queues, queueUrl),
    create: async () => {
      await table.send(new CreateTableCommand({ TableName: name, ...KEYS, BillingMode: "PAY_PER_REQUEST" }));
      await queues.send(new CreateQueueCommand({ QueueName: name }));
    },
    enroll: (students) => enroll(table, name, students),
  };
};

const WRITES_PER_CALL = 25;

const enroll = async (client: DynamoDBClient, table: string, students: readonly Student[]): Promise<void> => {
  for (let start = 0; start < students.length; start += WRITES_PER_CALL) {
    const writes = students.slice(start, start + WRITES_PER_CALL).map((student) => ({
      PutRequest: { Item: marshall({ pk: "roster", sk: student.studentId, kind: KIND.student, ...student }) },
    }));
    await client.send(new BatchWriteItemCommand({ RequestItems: { [table]: writes } }));
  }
};
