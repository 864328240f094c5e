import { readFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import {
  DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  UpdateItemCommand,
} from "@aws-sdk/client-dynamodb";
import { EventBridgeClient, PutEventsCommand } from "@aws-sdk/client-eventbridge";
import { SendMessageBatchCommand, SQSClient } from "@aws-sdk/client-sqs";
import { marshall } from "@aws-sdk/util-dynamodb";
import { mockClient } from "aws-sdk-client-mock";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { PARTITIONS } from "#adapters/dynamodb/partitions.ts";
import { type StoredStudent, studentItem } from "#adapters/people/person-item.ts";
import { student } from "../domain/calendar/program.fixture.ts";
import { classOf, rosterFile, stored } from "./class.fixture.ts";
import { coldStart } from "./lambda.fixture.ts";
import { startMockedTable } from "./mocked-table.fixture.ts";

const dynamodb = mockClient(DynamoDBClient);
const sqs = mockClient(SQSClient);
const eventBridge = mockClient(EventBridgeClient);

const ENVIRONMENT = {
  RECORDS_TABLE: "records",
  MAIL_QUEUE_URL: "https://sqs.us-east-1.amazonaws.com/111122223333/mail",
  EVENT_BUS: "matchward-test",
  AWS_REGION: "us-east-1",
  AWS_ACCESS_KEY_ID: "AKIDEXAMPLE",
  AWS_SECRET_ACCESS_KEY: "secret",
};

const itemOf = (of: StoredStudent) => marshall(studentItem(of), { removeUndefinedValues: true });
const day = { type: "day.began", version: 1, scheduledAt: "2027-04-01T13:00:00Z" };
const lines: string[] = [];
const write = (line: string | Uint8Array): boolean => lines.push(String(line)) > 0;

let table: Awaited<ReturnType<typeof startMockedTable>>;
beforeAll(async () => {
  table = await startMockedTable();
});
afterAll(() => table.stop());

beforeEach(() => {
  for (const mock of [dynamodb, sqs, eventBridge]) mock.reset();
  for (const [name, value] of Object.entries(ENVIRONMENT)) vi.stubEnv(name, value);
  vi.stubEnv("AWS_ENDPOINT_URL_DYNAMODB", table.url);
  dynamodb.on(QueryCommand).resolves({ Items: [] });
  dynamodb.on(QueryCommand, { ExpressionAttributeValues: marshall({ ":pk": "person" }) }).resolves({
    Items: classOf(2).map(itemOf),
  });
  dynamodb.on(UpdateItemCommand).resolves({ Attributes: marshall({ startedOn: "2026-08-03" }) });
  sqs.on(SendMessageBatchCommand).resolves({ Successful: [], Failed: [] });
  lines.length = 0;
  vi.spyOn(process.stdout, "write").mockImplementation(write);
  vi.spyOn(process.stderr, "write").mockImplementation(write);
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
  expect(lines.join("")).not.toMatch(/S00[12]|example\.edu|Ada/);
});

const bodies = (): unknown[] =>
  sqs
    .commandCalls(SendMessageBatchCommand)
    .flatMap(({ args }) => (args[0].input.Entries ?? []).map(({ MessageBody }) => JSON.parse(MessageBody ?? "")));

describe("open-milestone, as it is deployed", () => {
  const came = { ...day, type: "milestone.came", milestone: "retake-cim-survey" };

  test("puts those who are due on the queue", async () => {
    dynamodb.on(GetItemCommand).resolves({});
    const handler = await coldStart("open-milestone");
    expect(await handler(came)).toEqual({ milestone: "retake-cim-survey", due: 2, messages: 1 });
    expect(bodies()).toMatchObject([{ wave: "open", people: ["S001", "S002"] }]);
  });

  test("says what it lacks, all at once", async () => {
    vi.stubEnv("RECORDS_TABLE", undefined);
    vi.stubEnv("MAIL_QUEUE_URL", undefined);
    const handler = await coldStart("open-milestone");
    await expect(handler(came)).rejects.toThrow("RECORDS_TABLE, MAIL_QUEUE_URL");
  });

  test("fails where the queue did not take a message, so that it is run again", async () => {
    dynamodb.on(GetItemCommand).resolves({});
    sqs
      .on(SendMessageBatchCommand)
      .resolves({ Successful: [], Failed: [{ Id: "0", Code: "Denied", SenderFault: true }] });
    await expect((await coldStart("open-milestone"))(came)).rejects.toThrow("did not take");
  });

  test.each([{}, undefined, { ...came, milestone: 7 }, day])(
    "refuses an event that is not its own: %j",
    async (event) => {
      await expect((await coldStart("open-milestone"))(event)).rejects.toThrow("does not have its form");
    },
  );
});

describe("remind, as it is deployed", () => {
  test("puts those whom a missed day left out on the queue", async () => {
    dynamodb.on(GetItemCommand).resolves({});
    const startedOn = { Item: marshall({ ...PARTITIONS.school.stamp, startedOn: "2026-08-03" }) };
    dynamodb.on(GetItemCommand, { Key: marshall({ pk: "school", sk: "started/hms" }) }).resolves(startedOn);
    const handler = await coldStart("remind");
    const outcome = await handler({ ...day, scheduledAt: "2027-04-02T13:00:00Z" });
    expect(outcome).toMatchObject({ due: 2, messages: 1 });
    expect(bodies()).toMatchObject([{ occurrence: "retake-cim-survey@2027", wave: "open" }]);
  });
});

describe("advance-phase, as it is deployed", () => {
  test("moves who is due, under the condition that they are still where they were", async () => {
    const late = itemOf(stored(1, { phase: "preclerkship" }));
    dynamodb.on(QueryCommand).resolves({ Items: [late] });
    expect(await (await coldStart("advance-phase"))(day)).toEqual({ moved: 1, movedBefore: 0 });
    const [call] = dynamodb.commandCalls(UpdateItemCommand);
    expect(call?.args[0].input).toMatchObject({
      Key: marshall({ pk: "person", sk: "S001" }),
      ConditionExpression: "#phase_hms.#phase = :from",
    });
  });
});

describe("track-mail, as it is deployed", () => {
  const event = JSON.parse(readFileSync("events/samples/9-ses-feedback.json", "utf8"));
  const batchOf = (...bodies: unknown[]) => ({
    Records: bodies.map((body, nth) => ({
      messageId: `m${nth}`,
      body: JSON.stringify(body),
      attributes: {
        SentTimestamp: "1808917260000",
        ApproximateFirstReceiveTimestamp: "1808917260000",
        ApproximateReceiveCount: "1",
      },
    })),
  });

  test("changes nothing for a mail that nobody claimed", async () => {
    dynamodb.on(GetItemCommand).resolves({});
    dynamodb.on(QueryCommand).resolves({ Items: [] });
    const answer = await (await coldStart("track-mail"))(batchOf(event, event.detail));
    expect(answer).toEqual({ batchItemFailures: [] });
    // The group of the student, and the mailing, since the mail bounced.
    expect(dynamodb.commandCalls(GetItemCommand)).toHaveLength(2);
    expect(dynamodb.commandCalls(PutItemCommand)).toEqual([]);
    expect(lines.join("")).toContain('"unknown":1');
  });

  test("has an event without its mail back alone, so that it is set aside", async () => {
    dynamodb.on(GetItemCommand).resolves({});
    dynamodb.on(QueryCommand).resolves({ Items: [] });
    const handle = await coldStart("track-mail");
    const answer = await handle(batchOf(event, { ...event, detail: { eventType: "Bounce" } }));
    expect(answer).toEqual({ batchItemFailures: [{ itemIdentifier: "m1" }] });
    expect(lines.join("")).toContain("detail.mail");
  });
});

describe("publish-changes, as it is deployed", () => {
  const record = (nth: number, image: Record<string, unknown>) => ({
    eventName: "INSERT",
    dynamodb: {
      SequenceNumber: `${nth}`,
      ApproximateCreationDateTime: 1785766204,
      NewImage: marshall(image, { removeUndefinedValues: true }),
    },
  });
  const enrolled = (nth: number) => record(nth, studentItem(stored(nth)));

  test("reports the records that cannot be read or were not taken, each by its number", async () => {
    eventBridge.on(PutEventsCommand).resolves({ Entries: [{ EventId: "e" }, { ErrorCode: "ThrottlingException" }] });
    const handler = await coldStart("publish-changes");
    const answer = await handler({ Records: [enrolled(1), record(3, PARTITIONS.people.stamp), enrolled(2)] });
    expect(answer).toEqual({ batchItemFailures: [{ itemIdentifier: "3" }, { itemIdentifier: "2" }] });
    const [call] = eventBridge.commandCalls(PutEventsCommand);
    expect(call?.args[0].input.Entries).toMatchObject([
      { EventBusName: "matchward-test", DetailType: "student.enrolled" },
      {},
    ]);
  });

  test("calls nobody for a batch that makes nothing known", async () => {
    const handler = await coldStart("publish-changes");
    expect(await handler({ Records: [record(1, PARTITIONS.school.stamp)] })).toEqual({ batchItemFailures: [] });
    expect(eventBridge.calls()).toHaveLength(0);
  });
});

describe("import-roster, as it is deployed", () => {
  let s3: Server;
  const put = new Map<string, string>();
  const roster = rosterFile([
    student({ schoolId: "S001", society: "Elm" }),
    student({ schoolId: "S009", email: "nobody" }),
  ]);

  beforeEach(async () => {
    put.clear();
    s3 = createServer(async (request, response) => {
      if (request.method === "PUT") put.set(request.url ?? "", Buffer.concat(await request.toArray()).toString());
      const isStored = request.method !== "GET" || request.url?.includes("/incoming/");
      response.writeHead(isStored ? 200 : 404).end(request.method === "GET" ? roster : "");
    });
    await new Promise<void>((listening) => s3.listen(0, "127.0.0.1", listening));
    const address = s3.address();
    vi.stubEnv(
      "AWS_ENDPOINT_URL_S3",
      `http://127.0.0.1:${typeof address === "object" && address !== null ? address.port : 0}`,
    );
  });
  afterEach(() => s3.close());

  test("takes the good rows in, and puts the others and a summary beside the file", async () => {
    dynamodb.on(GetItemCommand).resolves({});
    const handler = await coldStart("import-roster");
    const answer = await handler({
      source: "aws.s3",
      "detail-type": "Object Created",
      time: "2026-08-03T14:10:00Z",
      detail: { bucket: { name: "rosters" }, object: { key: "incoming/fall.csv", size: roster.length } },
    });
    expect(answer).toMatchObject({ students: 1, changed: 1, absent: 1, rejected: 1 });
    expect(put.get("/rosters/reports/fall.rejected.csv")).toContain("S009,nobody");
    expect(JSON.parse(put.get("/rosters/reports/fall.summary.json") ?? "")).toEqual(answer);
  });
});
