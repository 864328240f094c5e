import { DynamoDBClient, GetItemCommand } from "@aws-sdk/client-dynamodb";
import { afterAll, describe, expect, test } from "vitest";
import { lambdaAccess } from "#adapters/aws/access.ts";
import { jsonCalls } from "#adapters/aws/json-calls.ts";
import { keptAlivePost } from "#adapters/aws/post.ts";
import { signedHeaders } from "#adapters/aws/signature.ts";
import { SILENCE, type StandInForAws, startAws } from "../../functions/aws.fixture.ts";

const DYNAMODB = { name: "dynamodb", target: "DynamoDB_20120810", version: "1.0" } as const;
const AT = "2027-04-01T13:00:00.000Z";
const HOUR = 3_600_000;

const started: StandInForAws[] = [];
const standIn = async (): Promise<StandInForAws> => {
  const aws = await startAws();
  started.push(aws);
  return aws;
};
afterAll(() => {
  for (const aws of started) aws.stop();
});

const variables = (endpoint: string) => ({
  AWS_REGION: "us-east-1",
  AWS_ACCESS_KEY_ID: "AKIDEXAMPLE",
  AWS_SECRET_ACCESS_KEY: "secret",
  AWS_ENDPOINT_URL: endpoint,
});
const accessTo = (aws: StandInForAws, now = () => new Date().toISOString()) => ({
  ...lambdaAccess("dynamodb", variables(aws.url)),
  now,
});
const GET = ["GetItem", JSON.stringify({ TableName: "t", Key: { pk: { S: "a" }, sk: { S: "b" } } })] as const;

type Reply = ReturnType<Parameters<StandInForAws["on"]>[1]>;
const faultOf = (status: number, code: string): Reply => ({ status, body: { __type: `aws#${code}`, message: "no" } });

/** How often a call is tried that is always answered so: by us, and by the AWS SDK. */
const triesOf = async (reply: Reply): Promise<{ ours: number; theirs: number }> => {
  const [one, other] = await Promise.all([standIn(), standIn()]);
  for (const aws of [one, other]) aws.on("GetItem", () => reply);
  const credentials = { accessKeyId: "a", secretAccessKey: "s" };
  const sdk = new DynamoDBClient({ endpoint: other.url, region: "us-east-1", credentials });
  const command = new GetItemCommand({ TableName: "t", Key: { pk: { S: "a" } } });
  await Promise.allSettled([jsonCalls(DYNAMODB, accessTo(one))(...GET), sdk.send(command)]);
  return { ours: one.asked.length, theirs: other.asked.length };
};

test("a fault is named by its code alone, whatever stands around it", async () => {
  const aws = await standIn();
  const __type = "com.amazonaws#ResourceNotFoundException:http://internal.amazon.com/";
  aws.on("GetItem", () => ({ status: 400, body: { __type, message: null } }));
  const call = jsonCalls(DYNAMODB, accessTo(aws))(...GET);
  await expect(call).rejects.toMatchObject({ name: "ResourceNotFoundException", message: "AWS answered 400" });
});

test("an empty session token is none", async () => {
  const { credentials } = lambdaAccess("dynamodb", { ...variables("http://localhost"), AWS_SESSION_TOKEN: "" });
  const where = { method: "POST", host: "localhost", path: "/", region: "us-east-1", service: "dynamodb" } as const;
  const headers = signedHeaders({ ...where, headers: {}, body: "", at: AT }, credentials);
  expect(headers).not.toHaveProperty("x-amz-security-token");
});

describe("a call is tried as often as the AWS SDK tries it", () => {
  test.concurrent.each([
    [500, "InternalServerError"],
    [503, "ServiceUnavailable"],
    [429, "SomethingNew"],
    [400, "ThrottlingException"],
    [400, "ProvisionedThroughputExceededException"],
    [400, "RequestLimitExceeded"],
    [400, "LimitExceededException"],
    [400, "TransactionInProgressException"],
    [400, "TooManyRequestsException"],
    [400, "SlowDown"],
    [400, "RequestTimeout"],
    [400, "ValidationException"],
    [400, "AccessDeniedException"],
    [400, "ConditionalCheckFailedException"],
    [400, "ResourceNotFoundException"],
    [403, "IncompleteSignature"],
  ])("that is answered %s %s", async (status, code) => {
    const { ours, theirs } = await triesOf(faultOf(status, code));
    expect(ours).toBe(theirs);
    expect([1, 4]).toContain(ours);
  });

  test.concurrent("whose connection breaks off", async () => {
    expect(await triesOf(undefined)).toEqual({ ours: 4, theirs: 4 });
  });
});

describe("a call", () => {
  test("is answered by the first try that succeeds", async () => {
    const aws = await standIn();
    aws.on("GetItem", (_, nth) => (nth === 0 ? faultOf(500, "InternalServerError") : { body: { Item: {} } }));
    expect(await jsonCalls(DYNAMODB, accessTo(aws))(...GET)).toBe('{"Item":{}}');
    expect(aws.asked).toHaveLength(2);
  });

  test("that is refused throws AWS's own name for why, and its message", async () => {
    const aws = await standIn();
    aws.on("GetItem", () => faultOf(400, "ResourceNotFoundException"));
    await expect(jsonCalls(DYNAMODB, accessTo(aws))(...GET)).rejects.toMatchObject({
      name: "ResourceNotFoundException",
      message: "no",
    });
  });

  test("that nobody answers is given up, tried again, and fails in the end", async () => {
    const aws = await standIn();
    aws.on("GetItem", SILENCE);
    const calls = jsonCalls(DYNAMODB, accessTo(aws), keptAlivePost(50));
    await expect(calls(...GET)).rejects.toMatchObject({ name: "TimeoutError" });
    expect(aws.asked).toHaveLength(4);
  });

  test("is signed by AWS's clock where ours is wrong, and so are those after it", async () => {
    const aws = await standIn();
    const theirs = new Date(Date.parse(AT) + HOUR);
    const calls = jsonCalls(
      DYNAMODB,
      accessTo(aws, () => AT),
    );
    aws.on("GetItem", (_, nth) => {
      const fault = faultOf(400, "InvalidSignatureException");
      return nth === 0 ? { body: {}, ...fault, headers: { date: theirs.toUTCString() } } : { body: {} };
    });
    await calls(...GET);
    await calls(...GET);
    expect(aws.asked.map(({ signedAt }) => signedAt)).toEqual([
      "20270401T130000Z",
      "20270401T140000Z",
      "20270401T140000Z",
    ]);
  });

  test("that is refused though the clocks agree is not tried again", async () => {
    const aws = await standIn();
    const headers = { date: new Date(AT).toUTCString() };
    aws.on("GetItem", () => ({ body: {}, ...faultOf(400, "InvalidSignatureException"), headers }));
    await expect(
      jsonCalls(
        DYNAMODB,
        accessTo(aws, () => AT),
      )(...GET),
    ).rejects.toThrow("no");
    expect(aws.asked).toHaveLength(1);
  });
});

describe("a service is asked where the variables say", () => {
  const { AWS_ENDPOINT_URL: _, ...own } = variables("");
  const endpointOf = (more: Record<string, string>, service: "dynamodb" | "secretsmanager" | "s3" = "dynamodb") =>
    lambdaAccess(service, { ...own, ...more }).endpoint;

  test("at its own place where they say nothing", () => {
    expect(endpointOf({})).toBe("https://dynamodb.us-east-1.amazonaws.com");
    expect(endpointOf({}, "secretsmanager")).toBe("https://secretsmanager.us-east-1.amazonaws.com");
    expect(endpointOf({}, "s3")).toBe("https://s3.us-east-1.amazonaws.com");
  });

  test("at its own variable's before the one of all services", () => {
    const all = { AWS_ENDPOINT_URL: "http://127.0.0.1:1/", AWS_ENDPOINT_URL_SECRETS_MANAGER: "http://127.0.0.1:2" };
    expect(endpointOf(all)).toBe("http://127.0.0.1:1");
    expect(endpointOf(all, "secretsmanager")).toBe("http://127.0.0.1:2");
  });

  test("and not at all without credentials, whose names are told and no value", () => {
    expect(() => lambdaAccess("dynamodb", { AWS_REGION: "us-east-1", AWS_ACCESS_KEY_ID: "AKID" })).toThrow(
      /AWS_SECRET_ACCESS_KEY/,
    );
  });
});
