import { randomBytes, randomUUID } from "node:crypto";
import {
  BatchExecuteStatementCommand,
  CreateTableCommand,
  TransactWriteItemsCommand,
  UpdateItemCommand,
} from "@aws-sdk/client-dynamodb";
import { marshall } from "@aws-sdk/util-dynamodb";
import * as z from "zod/mini";
import { dynamodbClient, type SdkClient } from "#adapters/dynamodb/client.ts";
import { dynamodbParts } from "#adapters/parts/dynamodb-parts.ts";
import { partPartition } from "#adapters/parts/part-group-item.ts";
import { startDynamodbLocal } from "../local/emulators/dynamodb-local.ts";
import { RECORDS_TABLE } from "./records-table.ts";

/**
 * Four ways to claim and settle one wave of mails so that each is sent once: what each costs in requests, in write
 * units (on-demand price of us-east-1), and in CPU of the sender. DynamoDB Local answers; its own time is not counted.
 */
const STUDENTS = 2_000;
const OCCURRENCE = "retake-cim-survey@2027";
const PK = partPartition("hms", OCCURRENCE);
const AT = "2027-04-01T13:00:00.000Z";
const WRITE_UNIT_DOLLARS = 0.625 / 1_000_000;
const SES_FLOOR = 0.1;
const ROUNDS = 5;

/** What a strategy used: requests and write units. */
interface Used {
  requests: number;
  writes: number;
}

const Capacity = z.object({ ConsumedCapacity: z.object({ CapacityUnits: z.number() }) });

type Strategy = (client: SdkClient, table: string, students: readonly string[]) => Promise<Used>;

const chunks = <Value>(values: readonly Value[], size: number): Value[][] =>
  Array.from({ length: Math.ceil(values.length / size) }, (_, nth) => values.slice(nth * size, (nth + 1) * size));

const identity = (student: string) => ({
  occurrence: OCCURRENCE,
  milestone: "retake-cim-survey",
  student,
  cohort: "pathways-2029",
  asks: "answer" as const,
});

const mail = { plannedAt: AT, at: AT };
const sent = () => ({
  state: "sent" as const,
  ...mail,
  attempt: 1,
  messageId: `0100018f${randomUUID()}-000000`,
});

const update = (table: string, student: string, value: unknown, condition: string) => ({
  Update: {
    TableName: table,
    Key: marshall({ pk: PK, sk: student }),
    UpdateExpression: "SET #mail = :mail, #status = if_not_exists(#status, :due)",
    ConditionExpression: condition,
    ExpressionAttributeNames: { "#mail": "mail:open", "#status": "status" },
    ExpressionAttributeValues: marshall({ ":mail": value, ":due": "due" }),
  },
});

const FREE = "attribute_not_exists(#mail) AND (attribute_not_exists(#status) OR #status = :due)";

/** One conditional update a student for the claim, one for the outcome. */
const perStudent: Strategy = async (client, table, students) => {
  const send = ({ Update }: ReturnType<typeof update>) => client.send(new UpdateItemCommand(Update));
  for (const group of chunks(students, 50)) {
    const claimed = { state: "claimed", attempt: 1, ...mail };
    await Promise.all(group.map((student) => send(update(table, student, claimed, FREE))));
    await Promise.all(group.map((student) => send(update(table, student, sent(), "attribute_exists(#mail)"))));
  }
  return { requests: 2 * students.length, writes: 2 * students.length };
};

/** The same updates, a hundred in one transaction; each costs two write units. */
const transactions: Strategy = async (client, table, students) => {
  let requests = 0;
  for (const group of chunks(students, 100)) {
    const claims = group.map((student) => update(table, student, { state: "claimed", attempt: 1, ...mail }, FREE));
    await client.send(new TransactWriteItemsCommand({ TransactItems: claims }));
    const ends = group.map((student) => update(table, student, sent(), "attribute_exists(#mail)"));
    await client.send(new TransactWriteItemsCommand({ TransactItems: ends }));
    requests += 2;
  }
  return { requests, writes: 4 * students.length };
};

/** The same conditional updates as PartiQL statements, 25 a request. */
const statements: Strategy = async (client, table, students) => {
  let requests = 0;
  const run = async (group: readonly string[], text: (student: string) => string) => {
    const Statements = group.map((student) => ({ Statement: text(student) }));
    await client.send(new BatchExecuteStatementCommand({ Statements }));
    requests += 1;
  };
  const key = (student: string) => `{'pk': '${PK}', 'sk': '${student}'`;
  for (const group of chunks(students, 25)) {
    await run(
      group,
      (student) =>
        `INSERT INTO "${table}" VALUE ${key(student)}, 'status': 'due', 'mail:open': {'state': 'claimed', ` +
        `'attempt': 1, 'at': '${AT}'}}`,
    );
    await run(
      group,
      (student) =>
        `UPDATE "${table}" SET "mail:open" = {'state': 'sent', 'attempt': 1, 'at': '${AT}', 'messageId': ` +
        `'${sent().messageId}'} WHERE pk = '${PK}' AND sk = '${student}'`,
    );
  }
  return { requests, writes: 2 * students.length };
};

/** One item for a hundred students, written on the version read: what `functions/send-mail` does. */
const groups: Strategy = async (client, table, students) => {
  const used = { requests: 0, writes: 0 };
  client.middlewareStack.add(
    (next, context) => async (args) => {
      const answer = await next({ ...args, input: { ...args.input, ReturnConsumedCapacity: "TOTAL" } });
      used.requests += 1;
      if (context.commandName === "PutItemCommand")
        used.writes += Capacity.parse(answer.output).ConsumedCapacity.CapacityUnits;
      return answer;
    },
    { step: "initialize", name: "used" },
  );
  const parts = dynamodbParts(client, table, "hms");
  for (const [nth, group] of chunks(students, 100).entries()) {
    const those = group.map((student) => identity(`g${String(nth).padStart(5, "0")}${student}`));
    await parts.claim(those, "open", mail);
    await parts.settle(those.map((part) => ({ part, wave: "open", mail: sent() })));
  }
  client.middlewareStack.remove("used");
  return used;
};

const STRATEGIES: Record<string, Strategy> = {
  "an update a student": perStudent,
  "transactions of 100": transactions,
  "PartiQL batches of 25": statements,
  "an item for 100 students": groups,
};

const freshTable = async (client: SdkClient, TableName: string): Promise<string> => {
  await client.send(new CreateTableCommand({ TableName, ...RECORDS_TABLE }));
  return TableName;
};

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

const emulator = await startDynamodbLocal();
const credentials = { accessKeyId: "bench", secretAccessKey: "bench" };
const client = dynamodbClient({ endpoint: emulator.endpoint, region: "us-east-1", credentials });
const students = Array.from({ length: STUDENTS }, () => randomBytes(16).toString("base64url"));
const cpu: Record<string, number[]> = {};
const last: Record<string, Used> = {};
for (let round = 0; round <= ROUNDS; round += 1) {
  for (const [name, strategy] of Object.entries(STRATEGIES)) {
    const table = await freshTable(client, `bench-${round}-${name.replaceAll(" ", "-")}`);
    const before = process.cpuUsage();
    last[name] = await strategy(client, table, students);
    const { user, system } = process.cpuUsage(before);
    // The first round warms up.
    if (round > 0) cpu[name] = [...(cpu[name] ?? []), (user + system) / STUDENTS];
  }
}
await emulator.stop();

console.log(`${STUDENTS} mails, claim and settle, median of ${ROUNDS} rounds; Node ${process.version}`);
console.log("strategy                    requests/mail  write units/mail  over $0.10/1,000  CPU µs/mail (range)");
for (const [name, { requests, writes }] of Object.entries(last)) {
  const over = (100 * 1000 * (writes / STUDENTS) * WRITE_UNIT_DOLLARS) / SES_FLOOR;
  const times = cpu[name] ?? [];
  const range = `${Math.min(...times).toFixed(0)}–${Math.max(...times).toFixed(0)}`;
  const row = [
    name.padEnd(28),
    (requests / STUDENTS).toFixed(3).padStart(13),
    (writes / STUDENTS).toFixed(2).padStart(18),
    `${over.toFixed(2)} %`.padStart(18),
    `${median(times).toFixed(0)} (${range})`.padStart(21),
  ];
  console.log(row.join(""));
}
