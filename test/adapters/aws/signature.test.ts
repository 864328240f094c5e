import { DynamoDBClient, GetItemCommand } from "@aws-sdk/client-dynamodb";
import { GetObjectCommand, PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { describe, expect, test } from "vitest";
import { signedHeaders } from "#adapters/aws/signature.ts";
import { encodedPath } from "#adapters/s3/encoded-path.ts";

const AT = "2026-08-03T14:10:04.123Z";
const credentials = { accessKeyId: "AKIDEXAMPLE", secretAccessKey: "secret", sessionToken: "token/+=" };

/** The request that Amazon's own client would send, caught before it leaves. */
const asSignedByTheClient = async (command: GetObjectCommand | PutObjectCommand) => {
  const caught: { path: string; headers: Record<string, string> }[] = [];
  const client = new S3Client({
    region: "us-east-1",
    credentials,
    forcePathStyle: true,
    requestChecksumCalculation: "WHEN_REQUIRED",
    responseChecksumValidation: "WHEN_REQUIRED",
    systemClockOffset: Date.parse(AT) - Date.now(),
    requestHandler: {
      handle: async (request: { path: string; headers: Record<string, string> }) => {
        caught.push({ path: request.path, headers: request.headers });
        throw new Error("caught");
      },
    },
    maxAttempts: 1,
  });
  // The client names its operation in the query, which S3 does not ask for.
  client.middlewareStack.add(
    (next) => (told) => {
      const { request } = told;
      if (typeof request === "object" && request !== null && "query" in request) request.query = {};
      return next(told);
    },
    { step: "build" },
  );
  await (command instanceof GetObjectCommand ? client.send(command) : client.send(command)).catch(() => undefined);
  const [request] = caught;
  if (request === undefined) throw new Error("The client sent nothing.");
  return request;
};

const OURS = new Set(["host", "x-amz-content-sha256", "x-amz-date", "x-amz-security-token"]);

/** The headers that the client signed, but for those that are added here. */
const headersSigned = (theirs: Record<string, string>): Record<string, string> => {
  const names = /SignedHeaders=([^,]+)/.exec(theirs.authorization ?? "")?.[1]?.split(";") ?? [];
  return Object.fromEntries(names.filter((name) => !OURS.has(name)).map((name) => [name, theirs[name] ?? ""]));
};

/** When the client signed. */
const instantOf = (theirs: Record<string, string>): string =>
  (theirs["x-amz-date"] ?? "").replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, "$1-$2-$3T$4:$5:$6.000Z");

/** Signs the same headers as the client did, and no others. */
const asSignedHere = (method: "GET" | "PUT", path: string, body: string, theirs: Record<string, string>) => {
  const where = { host: theirs.host ?? "", path, region: "us-east-1", service: "s3" };
  return signedHeaders({ ...where, method, headers: headersSigned(theirs), body, at: instantOf(theirs) }, credentials);
};

describe("a request to S3", () => {
  const names = ["incoming/fall.csv", "incoming/fall 2026 (final), v2!.csv", "incoming/écoles+*'~&=?#%25.csv"];

  test.each(names)("to read is signed as Amazon's own client signs it: %s", async (key) => {
    const theirs = await asSignedByTheClient(new GetObjectCommand({ Bucket: "rosters", Key: key }));
    const path = `/rosters/${encodedPath(key)}`;
    expect(path).toBe(theirs.path);
    expect(asSignedHere("GET", path, "", theirs.headers).authorization).toBe(theirs.headers.authorization);
  });

  test("to write is signed as Amazon's own client signs it", async () => {
    const body = '{"students": 2, "name": "é"}\n';
    const command = new PutObjectCommand({
      Bucket: "rosters",
      Key: names[0],
      Body: body,
      ContentType: "application/json",
    });
    const theirs = await asSignedByTheClient(command);
    const ours = asSignedHere("PUT", `/rosters/${names[0]}`, body, theirs.headers);
    expect(ours.authorization).toBe(theirs.headers.authorization);
  });

  test("is signed differently where anything of it differs", () => {
    const request = {
      method: "GET" as const,
      host: "h",
      path: "/a",
      headers: {},
      body: "",
      region: "us-east-1",
      service: "s3",
      at: AT,
    };
    const changes = [
      {},
      { method: "PUT" as const },
      { host: "i" },
      { path: "/b" },
      { body: "x" },
      { region: "eu-west-1" },
      { service: "dynamodb" },
    ];
    const signed = changes.map((change) => signedHeaders({ ...request, ...change }, credentials).authorization);
    expect(new Set(signed).size).toBe(changes.length);
  });
});

describe("a call of a JSON service", () => {
  test("is signed as the AWS SDK signs it", async () => {
    const caught: { headers: Record<string, string>; body: string }[] = [];
    const client = new DynamoDBClient({
      region: "us-east-1",
      credentials,
      maxAttempts: 1,
      requestHandler: {
        handle: async (request: { headers: Record<string, string>; body: string }) => {
          caught.push(request);
          throw new Error("caught");
        },
      },
    });
    const command = new GetItemCommand({ TableName: "records", Key: { pk: { S: "choice" }, sk: { S: "é" } } });
    await client.send(command).catch(() => undefined);
    const [{ headers: theirs, body } = { headers: {}, body: "" }] = caught;
    const where = { host: theirs.host ?? "", path: "/", region: "us-east-1", service: "dynamodb" };
    const ours = signedHeaders(
      { ...where, method: "POST", headers: headersSigned(theirs), body, at: instantOf(theirs) },
      credentials,
    );
    expect(theirs.authorization).toContain("SignedHeaders=");
    expect(ours.authorization).toBe(theirs.authorization);
  });
});
