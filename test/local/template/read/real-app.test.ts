import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Deployment } from "../../../../local/deployment.ts";
import { authorize } from "../../../../local/template/iam/authorize.ts";
import { matchesPattern } from "../../../../local/template/pattern/matches-pattern.ts";
import { readDeployment } from "../../../../local/template/read/deployment.ts";
import { synthesizeRealApp } from "./real-app.ts";

const folder = mkdtempSync(join(tmpdir(), "real-app-"));
let real: Deployment;

beforeAll(() => {
  mkdirSync(join(folder, "code"));
  writeFileSync(join(folder, "code", "index.mjs"), "export const handler = async () => {};");
  real = readDeployment(synthesizeRealApp(join(folder, "cdk.out"), join(folder, "code")), {
    apiUrl: "http://localhost:3000",
  });
});

afterAll(() => rmSync(folder, { recursive: true }));

test("what the CDK synthesizes reads whole", () => {
  const counts = Object.entries(real)
    .filter(([, value]) => Array.isArray(value))
    .map(([key, value]) => [key, value.length]);
  expect(Object.fromEntries(counts)).toEqual({
    functions: 6,
    tables: 2,
    queues: 2,
    topics: 1,
    buses: 1,
    rules: 2,
    schedules: 1,
    mappings: 2,
    apis: 1,
    buckets: 1,
    secrets: 1,
    emailTemplates: 1,
    configurationSets: 1,
    emailIdentities: 1,
    userPools: 0,
  });
});

const named = (name: string) => real.functions.find((each) => each.name === name);

test("an environment value comes from another stack, or from the API", () => {
  expect(named("send-mail")?.environment).toMatchObject({
    RECORDS_TABLE: real.tables[0]?.name,
    SITE_URL: "http://localhost:3000",
  });
});

test("a stream's filter keeps what the construct asked for", () => {
  const mapping = real.mappings.find(({ sourceArn }) => sourceArn === real.tables[0]?.streamArn);
  const record = (pk: string) => ({ eventName: "INSERT", dynamodb: { Keys: { pk: { S: pk } } } });
  expect(mapping).toMatchObject({
    batchSize: 50,
    bisectOnError: true,
    reportsItemFailures: true,
    maximumRetryAttempts: 3,
  });
  expect(matchesPattern(mapping?.filters[0], record("part#x"))).toBe(true);
  expect(matchesPattern(mapping?.filters[0], record("roster"))).toBe(false);
});

test("what a construct grants is granted, and no more", () => {
  const statements = named("open-milestone")?.statements ?? [];
  const table = real.tables[0]?.arn ?? "";
  expect(authorize(statements, { action: "dynamodb:GetItem", resource: table, context: {} }).allowed).toBe(true);
  expect(authorize(statements, { action: "dynamodb:PutItem", resource: table, context: {} }).allowed).toBe(false);
  expect(
    authorize(real.schedules[0]?.statements ?? [], {
      action: "lambda:InvokeFunction",
      resource: named("open-milestone")?.arn ?? "",
      context: {},
    }).allowed,
  ).toBe(true);
});
