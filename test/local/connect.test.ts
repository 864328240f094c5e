import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { fire } from "../../local/clock/fire.ts";
import { type Connected, connect } from "../../local/connect.ts";
import type { DeployedMapping, Deployment } from "../../local/deployment.ts";
import { answerApi, findRoute } from "../../local/http/answer-api.ts";
import { freshDatabase } from "../emulators/fresh-database.ts";
import { aDeployment, aFunction, allow, aQueue, arn, aTable, bundle } from "./tiny-deployment.ts";

const NOW = "2027-04-01T13:00:00.000Z";
const CALL = `
const call = async (service, target, body) => {
  const reply = await fetch(process.env.AWS_ENDPOINT_URL, { method: "POST", body: JSON.stringify(body), headers: {
    "x-amz-target": target, "content-type": "application/x-amz-json-1.0",
    authorization: "AWS4-HMAC-SHA256 Credential=" + process.env.AWS_ACCESS_KEY_ID + "/20270101/us-east-1/" + service +
      "/aws4_request, SignedHeaders=host, Signature=0" } });
  const text = await reply.text();
  if (!reply.ok) throw new Error(text);
  return JSON.parse(text);
};`;
// Writes each item of the event, and puts what it is told on the queue.
const WRITER = `${CALL}
export const handler = async ({ items = [], messages = [] }) => {
  for (const [pk, sk] of items)
    await call("dynamodb", "DynamoDB_20120810.PutItem", { TableName: "records",
      Item: { pk: { S: pk }, sk: { S: sk } } });
  for (const MessageBody of messages)
    await call("sqs", "AmazonSQS.SendMessage", { QueueUrl: process.env.QUEUE_URL, MessageBody });
};`;
// Fails for the messages that say so, and keeps the others where the test can see them: on the bus.
const EATER = `${CALL}
export const handler = async ({ Records }) => {
  const batchItemFailures = [];
  for (const { messageId, body, attributes } of Records) {
    if (body === "poison") batchItemFailures.push({ itemIdentifier: messageId });
    else await call("events", "AWSEvents.PutEvents", { Entries: [{
      Source: "t", DetailType: "eaten", EventBusName: "school",
      Detail: JSON.stringify({ body, sent: Number(attributes.SentTimestamp) }) }] });
  }
  return { batchItemFailures };
};`;
const TELLER = `${CALL}
export const handler = async ({ Records }) => {
  for (const { dynamodb, eventName, eventSourceARN } of Records) {
    if (dynamodb.Keys.sk.S === "poison") return { batchItemFailures: [{ itemIdentifier: dynamodb.SequenceNumber }] };
    await call("events", "AWSEvents.PutEvents", { Entries: [{
      Source: "t", DetailType: "written", EventBusName: "school",
      Detail: JSON.stringify({
        eventName, sk: dynamodb.NewImage.sk.S, at: dynamodb.ApproximateCreationDateTime, eventSourceARN }) }] });
  }
  return { batchItemFailures: [] };
};`;
const LISTENER = `
export const handler = async (event) => { if (event.detail.body === "bad news") throw new Error("no"); };`;
const PAGE = `
export const handler = async (event) => ({
  statusCode: 200, body: event.pathParameters.token + "@" + event.requestContext.timeEpoch,
  cookies: ["a=1; Path=/", "b=2"], headers: { "x-cookies": JSON.stringify(event.cookies ?? []) } });`;

const records = aTable("records");
const bus = { name: "school", arn: arn("events", "event-bus/school") };
const dead = aQueue("dead");
const lost = aQueue("lost");
const work = aQueue("work", { deadLetterArn: dead.arn, maxReceiveCount: 3 });
const rule = {
  name: "eaten",
  arn: arn("events", "rule/school/eaten"),
  busArn: bus.arn,
  pattern: { "detail-type": ["eaten"] },
};

const mapping = (
  sourceArn: string,
  functionArn: string,
  overrides: Partial<DeployedMapping> = {},
): DeployedMapping => ({
  sourceArn,
  functionArn,
  batchSize: 10,
  filters: [],
  reportsItemFailures: true,
  bisectOnError: true,
  maximumRetryAttempts: 1,
  onFailureArn: undefined,
  ...overrides,
});

const putEvents = allow(["events:PutEvents"], [bus.arn]);
const writer = aFunction("write", {
  codePath: bundle(WRITER),
  environment: { QUEUE_URL: work.url },
  onFailureArn: lost.arn,
  maximumRetryAttempts: 2,
  statements: [
    allow(["dynamodb:PutItem"], [records.arn], { "ForAllValues:StringEquals": { "dynamodb:LeadingKeys": ["roster"] } }),
    allow(["sqs:SendMessage"], [work.arn, lost.arn]),
  ],
});
const eater = aFunction("eat", {
  codePath: bundle(EATER),
  statements: [putEvents, allow(["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"], [work.arn])],
});
const streamArn = records.streamArn ?? "";
const teller = aFunction("tell", {
  codePath: bundle(TELLER),
  statements: [
    putEvents,
    allow(["dynamodb:DescribeStream", "dynamodb:GetRecords", "dynamodb:GetShardIterator"], [streamArn]),
    allow(["sqs:SendMessage"], [lost.arn]),
  ],
});
const listener = aFunction("listen", {
  codePath: bundle(LISTENER),
  invokers: [{ principal: "events.amazonaws.com", sourceArn: rule.arn }],
});
const page = aFunction("page", {
  codePath: bundle(PAGE),
  invokers: [{ principal: "apigateway.amazonaws.com", sourceArn: arn("execute-api", "api1/*/*/s/{token}") }],
});
const schedule = {
  name: "daily",
  arn: arn("scheduler", "schedule/default/daily"),
  expression: "cron(0 9 * * ? *)",
  timeZone: "America/New_York",
  targetArn: writer.arn,
  roleArn: "arn:aws:iam::111122223333:role/scheduler",
  statements: [allow(["lambda:InvokeFunction"], [writer.arn])],
  input: '{"messages":["<aws.scheduler.scheduled-time>"]}',
  deadLetterArn: lost.arn,
};

const deployment: Deployment = aDeployment({
  functions: [writer, eater, teller, listener, page],
  tables: [records],
  queues: [work, dead, lost],
  buses: [bus],
  rules: [{ ...rule, targets: [{ arn: listener.arn, deadLetterArn: undefined }] }],
  schedules: [schedule],
  mappings: [
    mapping(work.arn, eater.arn),
    mapping(streamArn, teller.arn, {
      onFailureArn: lost.arn,
      filters: [{ dynamodb: { NewImage: { pk: { S: ["roster"] } } } }],
    }),
  ],
  apis: [{ id: "api1", routes: [{ method: "GET", path: "/s/{token}", functionArn: page.arn }] }],
});

let connected: Connected;
beforeAll(async () => {
  const database = await freshDatabase();
  connected = await connect(deployment, { now: () => NOW, faults: () => undefined, show: undefined, database });
});
afterAll(() => connected.stop());
beforeEach(async () => {
  await connected.emulators.clear();
  connected.pump.restart(connected.emulators.streams());
  connected.bus.clear();
  connected.run.ledger.clear();
});

const invoke = async (event: object) => {
  connected.invocations.add(writer.arn, event);
  await connected.pump.drain();
};
const seen = (detailType: string) =>
  connected.bus.seen().flatMap((event) => (event.detailType === detailType ? [event.detail] : []));
const failures = () => connected.run.ledger.failures().map(({ where, what }) => `${where}: ${what}`);
const waiting = (queue: string) => connected.emulators.queues.waiting(queue).map(({ body }) => body);

describe("a connected deployment", () => {
  test("moves what a function writes through the stream, at the virtual time, by the mapping's filter", async () => {
    await invoke({
      items: [
        ["roster", "1"],
        ["roster", "2"],
      ],
    });
    const at = Date.parse(NOW) / 1000;
    expect(seen("written")).toEqual([
      { eventName: "INSERT", sk: "1", at, eventSourceARN: streamArn },
      { eventName: "INSERT", sk: "2", at, eventSourceARN: streamArn },
    ]);
    expect(failures()).toEqual([]);
    expect(connected.run.ledger.calls()["dynamodb:PutItem"]).toEqual({ calls: 2, units: 2 });
  });

  test("gives up a stream record that fails again and again, with what its listener left waiting behind it", async () => {
    await invoke({
      items: [
        ["roster", "1"],
        ["roster", "poison"],
        ["roster", "3"],
      ],
    });
    expect(seen("written")).toEqual([expect.objectContaining({ sk: "1" })]);
    expect(waiting("lost").map((body) => JSON.parse(body).DDBStreamBatchInfo.batchSize)).toEqual([2]);
    expect(failures()).toHaveLength(1);
  });

  test("denies an item outside the partitions that the role names, retries, and sets the event aside", async () => {
    await invoke({ items: [["access-code", "1"]] });
    expect(seen("written")).toEqual([]);
    const denied = /^write: \S+ is not authorized to perform: dynamodb:PutItem/;
    expect(failures().filter((what) => denied.test(what))).toHaveLength(3);
    expect(JSON.parse(waiting("lost")[0] ?? "{}").requestPayload).toEqual({ items: [["access-code", "1"]] });
  });

  test("hands messages on with the virtual time, and a poisoned one to the dead letters after its receives", async () => {
    await invoke({ messages: ["one", "poison", "two"] });
    expect(seen("eaten")).toEqual(["one", "two"].map((body) => ({ body, sent: Date.parse(NOW) })));
    expect(waiting("work")).toEqual([]);
    expect(waiting("dead")).toEqual(["poison"]);
    expect(failures()).toEqual([expect.stringMatching(/^eat: .*dead now holds 1$/)]);
  });

  test("notes what a listener of the bus throws", async () => {
    await invoke({ messages: ["bad news"] });
    expect(failures()[0]).toBe("listen: error: Error: no");
  });

  test("fires a schedule with the scheduled time in its input", async () => {
    fire(connected.run, connected.invocations, { schedule, at: NOW });
    await connected.pump.drain();
    expect(seen("eaten")).toEqual([expect.objectContaining({ body: "2027-04-01T13:00:00Z" })]);
  });

  test("does not fire a schedule whose role lacks the grant", async () => {
    fire(connected.run, connected.invocations, { schedule: { ...schedule, statements: [] }, at: NOW });
    await connected.pump.drain();
    expect(seen("eaten")).toEqual([]);
    expect(waiting("lost")).toHaveLength(1);
    expect(failures()[0]).toContain("lambda:InvokeFunction");
  });

  test("answers a route by its function, with cookies and the virtual time", async () => {
    const request = new Request("http://localhost:3000/s/abc?x=1", { headers: { cookie: "n=1; m=2" } });
    const route = findRoute(connected.run, request);
    if (route === undefined) throw new Error("no route");
    const response = await answerApi(connected.run, request, route);
    expect(await response.text()).toBe(`abc@${Date.parse(NOW)}`);
    expect(response.headers.getSetCookie()).toEqual(["a=1; Path=/", "b=2"]);
    expect(response.headers.get("x-cookies")).toBe('["n=1","m=2"]');
    expect(findRoute(connected.run, new Request("http://localhost:3000/s/abc", { method: "POST" }))).toBeUndefined();
  });
});
