import { isDeepStrictEqual } from "node:util";
import { GetAccountCommand, SESv2Client, SESv2ServiceException, SendBulkEmailCommand } from "@aws-sdk/client-sesv2";
import { marshall } from "@aws-sdk/util-dynamodb";
import { mockClient } from "aws-sdk-client-mock";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import * as z from "zod/mini";
import { groupItem, partPartition } from "#adapters/parts/part-group-item.ts";
import { studentItem } from "#adapters/people/person-item.ts";
import { dueTask } from "../../domain/parts/tasks.fixture.ts";
import { type StandInForAws, startAws } from "../aws.fixture.ts";
import { coldStart } from "../lambda.fixture.ts";
import { logOf } from "../log.fixture.ts";
import { messageTo, queuedAt, studentNamed } from "./april.fixture.ts";

const ses = mockClient(SESv2Client);
const [ada, ben] = [studentNamed("ada"), studentNamed("ben")];

const Keys = z.array(z.object({ sk: z.object({ S: z.string() }) }));
const AskedForItems = z.object({ RequestItems: z.object({ records: z.object({ Keys }) }) });

const record = (messageId: string, message: unknown) => ({
  messageId,
  receiptHandle: "r",
  body: typeof message === "string" ? message : JSON.stringify(message),
  attributes: {
    SentTimestamp: String(Date.parse(queuedAt)),
    ApproximateFirstReceiveTimestamp: String(Date.parse(queuedAt)),
    ApproximateReceiveCount: "1",
  },
  eventSource: "aws:sqs",
});

const batch = (...messages: unknown[]) => ({ Records: messages.map((message, nth) => record(`m${nth}`, message)) });
const failing = (...ids: string[]) => ({ batchItemFailures: ids.map((itemIdentifier) => ({ itemIdentifier })) });
const roster = [ada, ben].map((student) => marshall(studentItem(student), { removeUndefinedValues: true }));

describe("the deployed function", () => {
  let handler: Awaited<ReturnType<typeof coldStart>>;
  let aws: StandInForAws;
  beforeAll(async () => {
    aws = await startAws();
    Object.assign(process.env, {
      AWS_ENDPOINT_URL_SECRETS_MANAGER: aws.url,
      AWS_ENDPOINT_URL_DYNAMODB: aws.url,
      AWS_ACCESS_KEY_ID: "a",
      AWS_SECRET_ACCESS_KEY: "s",
      RECORDS_TABLE: "records",
      LINK_KEY_SECRET: "link-key",
      SITE_URL: "https://careers.school.example",
      SENDER_ADDRESS: "careers@school.example",
      SENDER_IDENTITY_ARN: "arn:aws:ses:us-east-1:111122223333:identity/school.example",
      CONFIGURATION_SET: "matchward",
      TEMPLATE_PREFIX: "matchward-",
    });
    handler = await coldStart("send-mail");
  });
  afterAll(() => {
    aws?.stop();
    delete process.env.AWS_ENDPOINT_URL_SECRETS_MANAGER;
    delete process.env.AWS_ENDPOINT_URL_DYNAMODB;
  });
  beforeEach(() => {
    ses.reset();
    aws.forget();
    const SecretString = JSON.stringify({ kid: "k1", key: "a".repeat(64) });
    aws.on("GetSecretValue", ({ SecretId }) => (SecretId === "link-key" ? { body: { SecretString } } : undefined));
    aws.on("BatchGetItem", (input) => {
      const asked = AskedForItems.parse(input).RequestItems.records.Keys.map(({ sk }) => sk.S);
      return { body: { Responses: { records: roster.filter(({ schoolId }) => asked.includes(schoolId?.S ?? "")) } } };
    });
    for (const operation of ["GetItem", "UpdateItem", "PutItem"]) aws.on(operation, () => ({ body: {} }));
    const SendQuota = { MaxSendRate: 1e6, Max24HourSend: -1, SentLast24Hours: 0 };
    ses.on(GetAccountCommand).resolves({ SendQuota });
    ses.on(SendBulkEmailCommand).callsFake(({ BulkEmailEntries: entries }) => ({
      BulkEmailEntryResults: entries.map(() => ({ Status: "SUCCESS", MessageId: "ses-1" })),
    }));
  });

  test("claims, sends and settles each mail of a message", async () => {
    expect(await handler(batch(messageTo([ada, ben])))).toEqual(failing());
    const [call] = ses.commandCalls(SendBulkEmailCommand);
    expect(call?.args[0].input.FromEmailAddress).toBe('"Career Advising" <careers@school.example>');
    expect(call?.args[0].input.BulkEmailEntries?.map(({ Destination }) => Destination?.ToAddresses)).toEqual([
      ["ada@students.example"],
      ["ben@students.example"],
    ]);
    expect(aws.callsOf("PutItem")).toHaveLength(4);
  });

  test("reports only the messages at fault: what is no message, what the program lacks, what was throttled", async () => {
    const throttled = new SESv2ServiceException({
      name: "TooManyRequestsException",
      $fault: "client",
      $metadata: { httpStatusCode: 429 },
    });
    ses.on(SendBulkEmailCommand).callsFake(({ BulkEmailEntries: [entry] }) => {
      if (entry.Destination.ToAddresses[0] === ben.email) throw throttled;
      return { BulkEmailEntryResults: [{ Status: "SUCCESS", MessageId: "ses-1" }] };
    });
    const messages = [
      messageTo([ada]),
      "no JSON",
      { ...messageTo([ada]), people: [] },
      messageTo([ada], { occurrence: "old-survey@2027" }),
      messageTo([ada], { program: "hms-exchange" }),
      messageTo([ben]),
    ];
    expect(await handler(batch(...messages))).toEqual(failing("m1", "m2", "m3", "m4", "m5"));
  });

  test("claims nothing, and brings its message back, where Lambda would end it before the answer is recorded", async () => {
    expect(await handler(batch(messageTo([ada])), 9_999)).toEqual(failing("m0"));
    expect(aws.callsOf("PutItem")).toHaveLength(0);
    expect(ses.commandCalls(SendBulkEmailCommand)).toHaveLength(0);
  });

  test("sends nothing that was claimed before", async () => {
    const claimed = { state: "claimed" as const, plannedAt: queuedAt, attempt: 1, at: queuedAt };
    const [occurrence, milestone, cohort] = ["retake-cim-survey@2027", "retake-cim-survey", "pathways-2029"];
    const part = {
      occurrence,
      milestone,
      student: "ada",
      cohort,
      task: dueTask(queuedAt),
      revision: 0,
      mails: { open: claimed },
    };
    const group = { occurrence, group: "ada", version: 1, members: { ada: part }, news: [], writes: [] };
    const stored = marshall(groupItem("hms", group));
    const Item = { ...stored, members: { B: Buffer.from(stored.members?.B ?? []).toString("base64") } };
    const key = marshall({ pk: partPartition("hms", occurrence), sk: "ada" });
    aws.on("GetItem", ({ Key }) => ({ body: isDeepStrictEqual(Key, key) ? { Item } : {} }));
    expect(await handler(batch(messageTo([ada])))).toEqual(failing());
    expect(ses.commandCalls(SendBulkEmailCommand)).toHaveLength(0);
  });

  test("brings everything back where the link key cannot be read, and reads it again the next time", async () => {
    const fresh = await coldStart("send-mail");
    const SecretString = JSON.stringify({ kid: "k1", key: "a".repeat(64) });
    const denied = { status: 400, body: { __type: "AccessDeniedException" } };
    aws.on("GetSecretValue", (_, nth) => (nth === 0 ? denied : { body: { SecretString } }));
    expect(await fresh(batch(messageTo([ada])))).toEqual(failing("m0"));
    expect(aws.callsOf("PutItem")).toHaveLength(0);
    expect(await fresh(batch(messageTo([ada])))).toEqual(failing());
    expect(ses.commandCalls(SendBulkEmailCommand)).toHaveLength(1);
  });

  test("logs counts, and no name, address, student id or link", async () => {
    const logged = await logOf(() => handler(batch(messageTo([ada, ben]), '{"people": ["S-ada"]}')));
    expect(logged).toContain('"sent":2');
    expect(logged).toContain("MalformedEvent");
    expect(logged).not.toMatch(/@students|S-ada|firstName|\/s\/v1/);
  });
});
