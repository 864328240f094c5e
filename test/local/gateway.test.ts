import { createServer } from "node:http";
import { describe, expect, test } from "vitest";
import type { Statement } from "../../local/deployment.ts";
import type { AwsService } from "../../local/gateway/call.ts";
import { checkConditionKeys } from "../../local/gateway/condition-keys.ts";
import { dynamodbNeeds } from "../../local/gateway/dynamodb-needs.ts";
import { eventsService } from "../../local/gateway/events.ts";
import { type GatewayParts, handle, readScope } from "../../local/gateway/gateway.ts";
import { createLedger } from "../../local/gateway/ledger.ts";
import { s3Service } from "../../local/gateway/s3.ts";
import { secretsService, secretText } from "../../local/gateway/secrets.ts";
import { authorize } from "../../local/template/iam/authorize.ts";
import { aFunction, allow, arn, aTable } from "./tiny-deployment.ts";

const secret = {
  name: "link-key",
  arn: arn("secretsmanager", "secret:link-key"),
  generate: { template: '{"kid":"k1"}', key: "key", length: 48 },
  value: undefined,
};
const granted = [allow(["secretsmanager:GetSecretValue"], [secret.arn])];

const parts = (overrides: Partial<GatewayParts> = {}): GatewayParts => ({
  callers: new Map([["LOCAL-site", aFunction("site", { statements: granted })]]),
  services: { secretsmanager: secretsService([secret]) },
  authorize,
  ledger: createLedger(() => "2027-01-01T00:00:00.000Z"),
  faults: () => undefined,
  ...overrides,
});

const request = (keyId: string, service: string, target: string, body: unknown) => ({
  method: "POST",
  url: "/",
  headers: {
    authorization: `AWS4-HMAC-SHA256 Credential=${keyId}/20270101/us-east-1/${service}/aws4_request, SignedHeaders=host, Signature=0`,
    "x-amz-target": target,
  },
  body: Buffer.from(JSON.stringify(body)),
});
const readSecret = (keyId = "LOCAL-site") =>
  request(keyId, "secretsmanager", "secretsmanager.GetSecretValue", { SecretId: secret.arn });

describe("the gateway", () => {
  test("reads the caller and the service from the signature", () => {
    expect(readScope(readSecret().headers.authorization)).toEqual({ keyId: "LOCAL-site", service: "secretsmanager" });
    expect(readScope("Bearer x")).toBeUndefined();
  });

  test("passes on what the role is granted, and counts it", async () => {
    const gateway = parts();
    const reply = await handle(gateway, readSecret());
    expect(reply?.status).toBe(200);
    expect(JSON.parse(String(reply?.body)).SecretString).toBe(secretText(secret));
    expect(gateway.ledger.calls()).toEqual({ "secretsmanager:GetSecretValue": { calls: 1, units: 1 } });
  });

  test("denies a call that the role is not granted, in the service's words, and notes it", async () => {
    const gateway = parts({ callers: new Map([["LOCAL-site", aFunction("site")]]) });
    const reply = await handle(gateway, readSecret());
    expect(reply?.status).toBe(400);
    expect(JSON.parse(String(reply?.body)).__type).toBe("AccessDeniedException");
    expect(gateway.ledger.calls()).toEqual({});
    expect(gateway.ledger.failures()).toHaveLength(1);
    expect(gateway.ledger.failures()[0]?.what).toContain("secretsmanager:GetSecretValue");
  });

  test("refuses a caller that no deployed function is", async () => {
    expect((await handle(parts(), readSecret("AKIASTRANGER")))?.status).toBe(403);
  });

  test("names an operation that it does not know", async () => {
    const gateway = parts();
    const reply = await handle(gateway, request("LOCAL-site", "secretsmanager", "secretsmanager.PutSecretValue", {}));
    expect(String(reply?.body)).toContain("secretsmanager.PutSecretValue");
    const elsewhere = await handle(gateway, request("LOCAL-site", "states", "AWSStepFunctions.StartExecution", {}));
    expect(String(elsewhere?.body)).toContain("states AWSStepFunctions.StartExecution");
    expect(gateway.ledger.failures()).toHaveLength(2);
  });

  test.each([
    ["throttle", 400],
    ["500", 500],
  ] as const)("shows an injected %s without doing the work", async (kind, status) => {
    const gateway = parts({ faults: () => kind });
    expect((await handle(gateway, readSecret()))?.status).toBe(status);
    expect(gateway.ledger.calls()).toEqual({});
  });

  test("does the work of a call whose answer it loses", async () => {
    const gateway = parts({ faults: () => "timeout" });
    expect(await handle(gateway, readSecret())).toBeUndefined();
    expect(gateway.ledger.calls()["secretsmanager:GetSecretValue"]?.calls).toBe(1);
  });
});

describe("what a call needs of IAM", () => {
  const table = aTable("records");
  const tables = new Map([[table.name, table]]);
  const keys = (operation: string, body: Parameters<typeof dynamodbNeeds>[2]) =>
    dynamodbNeeds(tables, operation, body).map(({ action, context }) => [action, context["dynamodb:LeadingKeys"]]);
  const TableName = "records";

  test("a single item names its partition", () => {
    expect(keys("GetItem", { TableName, Key: { pk: { S: "roster" }, sk: { S: "1" } } })).toEqual([
      ["dynamodb:GetItem", ["roster"]],
    ]);
    expect(keys("PutItem", { TableName, Item: { pk: { S: "school" }, sk: { S: "x" } } })).toEqual([
      ["dynamodb:PutItem", ["school"]],
    ]);
  });

  test("a query names the partition of its key condition, also behind placeholders", () => {
    const body = {
      TableName,
      KeyConditionExpression: "begins_with(#sk, :start) AND #pk = :pk",
      ExpressionAttributeNames: { "#pk": "pk", "#sk": "sk" },
      ExpressionAttributeValues: { ":pk": { S: "part#x@2027" }, ":start": { S: "a" } },
    };
    expect(keys("Query", body)).toEqual([["dynamodb:Query", ["part#x@2027"]]]);
  });

  test("a batch names each partition once", () => {
    const Keys = ["a", "b", "a"].map((pk, index) => ({ pk: { S: pk }, sk: { S: String(index) } }));
    expect(keys("BatchGetItem", { RequestItems: { records: { Keys } } })).toEqual([
      ["dynamodb:BatchGetItem", ["a", "b"]],
    ]);
  });

  test("each part of a transaction needs its own action", () => {
    const TransactItems = [
      { Update: { TableName, Key: { pk: { S: "counted#x" }, sk: { S: "k" } } } },
      { ConditionCheck: { TableName, Key: { pk: { S: "choice" }, sk: { S: "x" } } } },
    ];
    expect(keys("TransactWriteItems", { TransactItems })).toEqual([
      ["dynamodb:UpdateItem", ["counted#x"]],
      ["dynamodb:ConditionCheckItem", ["choice"]],
    ]);
  });

  test("a change names each attribute that it writes, or that its condition asks for, by the first step of its path", () => {
    const body = {
      TableName,
      Key: { pk: { S: "person" }, sk: { S: "1" } },
      UpdateExpression: "SET #address = :address, #first = if_not_exists(#first, :first) REMOVE plain",
      ConditionExpression: "#email = :email AND (attribute_not_exists(#address) OR #address.#state <> :state)",
      ExpressionAttributeNames: { "#address": "address", "#first": "since", "#email": "email", "#state": "state" },
    };
    const [need] = dynamodbNeeds(tables, "UpdateItem", body);
    expect(need?.context["dynamodb:Attributes"]).toEqual(["pk", "sk", "address", "since", "plain", "email"]);
  });

  test("a whole item names all that it holds", () => {
    const [need] = dynamodbNeeds(tables, "PutItem", { TableName, Item: { pk: { S: "a" }, sk: { S: "b" }, c: {} } });
    expect(need?.context["dynamodb:Attributes"]).toEqual(["pk", "sk", "c"]);
  });

  test("a scan names no partition, so that a condition on partitions cannot be met by it", () => {
    expect(keys("Scan", { TableName })).toEqual([["dynamodb:Scan", undefined]]);
  });
});

describe("condition keys", () => {
  const functions = (action: string, key: string) => ({
    functions: [aFunction("site", { statements: [allow([action], ["*"], { StringEquals: { [key]: ["x"] } })] })],
  });

  test("that the gateway never fills in are refused by name", () => {
    expect(() => checkConditionKeys(functions("dynamodb:GetItem", "dynamodb:Select"))).toThrow(
      "dynamodb:Select, which a policy of site asks for",
    );
  });

  test("pass where it does, or where the service is not one of its own", () => {
    checkConditionKeys(functions("dynamodb:GetItem", "dynamodb:LeadingKeys"));
    checkConditionKeys(functions("kms:Decrypt", "kms:ViaService"));
  });
});

describe("EventBridge behind the gateway", () => {
  test("takes the good entries and says which it did not take", async () => {
    const bus = { name: "school", arn: arn("events", "event-bus/school") };
    const taken: string[] = [];
    const service: AwsService = eventsService(
      { region: "us-east-1", accountId: "111122223333", buses: [bus] },
      (event) => {
        taken.push(event.detailType);
        return "id";
      },
    );
    const Entries = [
      { Source: "matchward", DetailType: "phase.entered", Detail: "{}", EventBusName: "school" },
      { Source: "matchward", DetailType: "phase.entered", Detail: "no json", EventBusName: "school" },
      { Source: "matchward", DetailType: "phase.entered", Detail: "{}", EventBusName: "elsewhere" },
    ];
    const call = {
      ...request("k", "events", "AWSEvents.PutEvents", { Entries }),
      caller: aFunction("x"),
      operation: "PutEvents",
    };
    expect(service.needs(call).map(({ resource }) => resource)).toEqual([
      bus.arn,
      arn("events", "event-bus/elsewhere"),
    ]);
    const { reply } = await service.answer(call, () => true);
    expect(JSON.parse(String(reply.body)).FailedEntryCount).toBe(2);
    expect(taken).toEqual(["phase.entered"]);
  });
});

describe("S3 behind the gateway", () => {
  const service = s3Service("http://127.0.0.1:9", () => undefined);
  const operation = (method: string, url: string) =>
    service.operationOf({ method, url, headers: {}, body: Buffer.alloc(0) });

  test("knows objects and listings, and no sub-resource", () => {
    expect(operation("GET", "/b/incoming/a.csv?x-id=GetObject")).toBe("GetObject");
    expect(operation("PUT", "/b/reports/a.csv?x-id=PutObject")).toBe("PutObject");
    expect(operation("GET", "/b?list-type=2&prefix=x")).toBe("ListObjectsV2");
    expect(operation("PUT", "/b/a.csv?acl")).toBeUndefined();
    expect(operation("DELETE", "/b")).toBeUndefined();
  });

  test("copies an object for whoever may read the one and write the other", () => {
    const headers = { "x-amz-copy-source": "/b/desk/a.csv" };
    const copying = { method: "PUT", url: "/b/approved/1/a.csv", headers, body: Buffer.alloc(0) };
    expect(service.operationOf(copying)).toBe("CopyObject");
    expect(service.operationOf({ ...copying, method: "GET" })).toBeUndefined();
    const needs = service.needs({ ...copying, operation: "CopyObject", caller: aFunction("office") });
    expect(needs.map(({ action, resource }) => [action, resource])).toEqual([
      ["s3:GetObject", "arn:aws:s3:::b/desk/a.csv"],
      ["s3:PutObject", "arn:aws:s3:::b/approved/1/a.csv"],
    ]);
  });

  describe("where a file is not there", () => {
    const read = [allow(["s3:GetObject"], ["arn:aws:s3:::rosters/*"])];
    const list = allow(["s3:ListBucket"], ["arn:aws:s3:::rosters"]);
    const elsewhere = allow(["s3:ListBucket"], ["arn:aws:s3:::others"]);

    /** What a role of these statements is answered, where the bucket holds nothing but `there.csv`. */
    const answered = async (statements: Statement[], key: string, method = "GET") => {
      const emulator = createServer(({ url }, response) => {
        response.writeHead(url === "/rosters/there.csv" ? 200 : 404).end();
      });
      await new Promise<void>((listening) => emulator.listen(0, "127.0.0.1", listening));
      const address = emulator.address();
      const port = typeof address === "object" ? address?.port : undefined;
      const callers = new Map([["LOCAL-import", aFunction("import", { statements })]]);
      const services = { s3: s3Service(`http://127.0.0.1:${port}`, () => undefined) };
      const asked = { ...request("LOCAL-import", "s3", "", ""), method, url: `/rosters/${key}` };
      const reply = await handle(parts({ callers, services }), { ...asked, body: Buffer.alloc(0) });
      emulator.closeAllConnections();
      emulator.close();
      return reply;
    };

    test("who may list the bucket learns that", async () => {
      expect((await answered([...read, list], "gone.csv"))?.status).toBe(404);
    });

    test.each([["GET"], ["HEAD"]])("who may not is answered by %s as if it were forbidden", async (method) => {
      const reply = await answered([...read, elsewhere], "gone.csv", method);
      expect(reply?.status).toBe(403);
      expect(String(reply?.body)).toContain("<Code>AccessDenied</Code>");
    });

    test("a file that is there is read without leave to list", async () => {
      expect((await answered(read, "there.csv"))?.status).toBe(200);
    });
  });
});
