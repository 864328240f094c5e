import { readdirSync } from "node:fs";
import { Match } from "aws-cdk-lib/assertions";
import { describe, expect, test } from "vitest";
import * as z from "zod/mini";
import { PARTITIONS } from "#adapters/dynamodb/partitions.ts";
import { idOf, resourcesOf } from "./resources.ts";
import { synthesized } from "./synthesized.ts";

const OneOrMore = z.union([
  z.array(z.unknown()),
  z.pipe(
    z.unknown(),
    z.transform((one) => [one]),
  ),
]);
const Statement = z.object({
  Effect: z.string(),
  Action: OneOrMore,
  Resource: OneOrMore,
  Condition: z.optional(z.unknown()),
});
const LeadingKeys = z.object({
  "ForAllValues:StringLike": z.object({ "dynamodb:LeadingKeys": z.pipe(OneOrMore, z.array(z.string())) }),
});
const Policy = z.object({
  Roles: z.array(z.unknown()),
  PolicyDocument: z.object({ Statement: z.array(Statement) }),
});
const Named = z.object({
  FunctionName: z.string(),
  Role: z.unknown(),
  LoggingConfig: z.object({ LogGroup: z.unknown() }),
});

const deployed = synthesized();
const functions = resourcesOf(deployed, "AWS::Lambda::Function").map((resource) => ({
  ...resource,
  ...Named.parse(resource.Properties),
  folder: String(resource.Metadata?.["matchward:function"]),
}));
const alarms = resourcesOf(deployed, "AWS::CloudWatch::Alarm").map(({ Properties }) => String(Properties.AlarmName));
const statements = resourcesOf(deployed, "AWS::IAM::Policy").flatMap(({ id, Properties }) =>
  Policy.parse(Properties).PolicyDocument.Statement.map((statement) => ({ id, ...statement })),
);

const folders = readdirSync(new URL("../../functions", import.meta.url), { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && !["listeners", "start", "web", "sign-in"].includes(entry.name))
  .map(({ name }) => name);

test("every function's wiring is one page of its name", () => {
  const found = readdirSync(new URL("../../infra/functions", import.meta.url), {
    recursive: true,
    withFileTypes: true,
  });
  const pages = found.filter((entry) => entry.isFile()).map(({ name }) => name);
  expect(pages.sort()).toEqual(folders.map((name) => `${name}.ts`).sort());
});

test("every folder under functions is deployed, under its own name", () => {
  expect(functions.map(({ folder }) => folder).sort()).toEqual(folders.sort());
  for (const { FunctionName, folder } of functions) expect(FunctionName).toBe(`matchward-dev-${folder}`);
});

describe.each(functions)("$folder", ({ stack, folder, Properties, Role, LoggingConfig, id }) => {
  const inStack = <R extends { stack: string }>(resource: R) => resource.stack === stack;

  test("has a role that no other function has, with no managed policy", () => {
    expect(functions.filter((other) => inStack(other) && idOf(other.Role) === idOf(Role))).toHaveLength(1);
    const role = resourcesOf(deployed, "AWS::IAM::Role").find((each) => inStack(each) && each.id === idOf(Role));
    expect(role?.Properties.ManagedPolicyArns).toBeUndefined();
  });

  test("keeps its log for a stated time", () => {
    const log = resourcesOf(deployed, "AWS::Logs::LogGroup").find(
      (each) => inStack(each) && each.id === idOf(LoggingConfig.LogGroup),
    );
    expect(log?.Properties).toMatchObject({ LogGroupName: `/aws/lambda/matchward-dev-${folder}`, RetentionInDays: 7 });
  });

  test("rings an alarm on errors", () => {
    expect(alarms).toContain(`matchward-dev-${folder}-errors`);
  });

  test("runs on Node 24 on arm64, and is ended after a stated time", () => {
    expect(Properties).toMatchObject({ Runtime: "nodejs24.x", Architectures: ["arm64"], Timeout: expect.any(Number) });
  });

  // Whoever asks a page is answered at once and may ask again: there is nothing to keep.
  test.skipIf(["site", "hear-advisors", "hear-guests", "feeds", "office", "plan"].includes(folder))(
    "sets aside what it cannot do, where an alarm sees it",
    () => {
      const queueIds = resourcesOf(deployed, "AWS::SQS::Queue")
        .filter(({ Properties: queue }) => queue.QueueName === `matchward-dev-${folder}-failed`)
        .map((queue) => queue.id);
      expect(queueIds).toHaveLength(1);
      expect(deadLettersOf(id, folder)).toEqual(queueIds);
      expect(alarms).toContain(`matchward-dev-${folder}-failed`);
    },
  );
});

/** Where the failures of a function go, by each of the three ways in which AWS is told so. */
const deadLettersOf = (functionId: string, folder: string): (string | undefined)[] => {
  const Destination = z.object({ DestinationConfig: z.object({ OnFailure: z.object({ Destination: z.unknown() }) }) });
  const Redrive = z.object({ RedrivePolicy: z.object({ deadLetterTargetArn: z.unknown() }) });
  const ofFunction = ["AWS::Lambda::EventInvokeConfig", "AWS::Lambda::EventSourceMapping"]
    .flatMap((type) => resourcesOf(deployed, type))
    .filter(({ Properties }) => idOf(Properties.FunctionName) === functionId)
    .flatMap(({ Properties }) => Destination.safeParse(Properties).data ?? [])
    .map(({ DestinationConfig }) => idOf(DestinationConfig.OnFailure.Destination));
  const ofQueue = resourcesOf(deployed, "AWS::SQS::Queue")
    .filter(({ Properties }) => Properties.QueueName === `matchward-dev-${folder}`)
    .flatMap(({ Properties }) => Redrive.safeParse(Properties).data ?? [])
    .map(({ RedrivePolicy }) => idOf(RedrivePolicy.deadLetterTargetArn));
  return [...ofFunction, ...ofQueue];
};

describe("what roles may do", () => {
  test("is named action by action", () => {
    for (const { id, Action } of statements) {
      for (const action of Action) expect(action, id).toMatch(/^[a-z0-9-]+:[A-Za-z]+$/);
    }
  });

  test("is never for all resources, but for what has none: the account, its streams, its list of failed addresses", () => {
    const all = statements.filter(({ Resource }) => Resource.includes("*"));
    expect(all.map(({ id, Action }) => [id.replace(/Role.*/, ""), Action])).toEqual([
      ["sendmail", ["ses:GetAccount"]],
      ["publishchanges", ["dynamodb:ListStreams"]],
      ["markfeeds", ["dynamodb:ListStreams"]],
      ["countprogress", ["dynamodb:ListStreams"]],
      ["office", ["ses:DeleteSuppressedDestination"]],
    ]);
  });

  test("on records is always for some partitions only", () => {
    const onRecords = statements.filter(({ Action }) =>
      Action.some((action) =>
        /^dynamodb:(?!DescribeStream|GetRecords|GetShardIterator|ListStreams)/.test(String(action)),
      ),
    );
    expect(onRecords.length).toBeGreaterThan(8);
    const partitions = Object.values(PARTITIONS).map(({ pattern }) => pattern);
    for (const { id, Condition } of onRecords) {
      const keys = LeadingKeys.parse(Condition, { error: () => `${id} has no leading keys` })[
        "ForAllValues:StringLike"
      ];
      for (const key of keys["dynamodb:LeadingKeys"]) expect(partitions, id).toContain(key);
    }
  });

  test("lets what SES tells change nothing of a person but what is known of their address", () => {
    const ofPeople = statements.filter(
      ({ id, Action, Condition }) =>
        id.startsWith("trackmail") &&
        Action.some((action) => /Item$/.test(String(action)) && !/Get/.test(String(action))) &&
        JSON.stringify(Condition).includes('"person"'),
    );
    expect(ofPeople.map(({ Action, Condition }) => [Action, Condition])).toEqual([
      [
        ["dynamodb:UpdateItem"],
        {
          "ForAllValues:StringLike": {
            "dynamodb:LeadingKeys": ["person"],
            "dynamodb:Attributes": ["pk", "sk", "address", "email"],
          },
        },
      ],
    ]);
  });

  test("lets my plan change nothing of a person but what they ask to be called", () => {
    const written = statements
      .filter(
        ({ id, Action }) => id.startsWith("planRole") && Action.some((one) => /:(Put|Update)Item$/.test(String(one))),
      )
      .filter(({ Condition }) => JSON.stringify(Condition).includes('"person"'));
    expect(written.map(({ Action, Condition }) => [Action, JSON.stringify(Condition)])).toEqual([
      [["dynamodb:UpdateItem"], expect.stringContaining('"dynamodb:Attributes":["pk","sk","ownName"]')],
    ]);
  });

  test("lets my plan write the sign-ins of students, and neither read nor write those of staff", () => {
    const signIns = [PARTITIONS.signIns, PARTITIONS.signInAttempts, PARTITIONS.users, PARTITIONS.auditLog];
    const ofPlan = statements.filter(({ id }) => id.startsWith("planRole"));
    expect(JSON.stringify(ofPlan)).toContain(`"${PARTITIONS.studentSignIns.pattern}"`);
    for (const { pattern } of signIns) expect(JSON.stringify(ofPlan)).not.toContain(`"${pattern}"`);
    const ofOffice = JSON.stringify(statements.filter(({ id }) => id.startsWith("officeRole")));
    expect(ofOffice).not.toContain(PARTITIONS.studentSignIns.pattern);
  });

  test("lets nobody change or delete what is on record of who did what: it is put, and read", () => {
    const onRecord = statements
      .filter(({ Condition }) => JSON.stringify(Condition ?? "").includes(`"${PARTITIONS.auditLog.pattern}"`))
      .flatMap(({ id, Action }) => Action.map((action) => [id.replace(/Role.*/, ""), action]));
    expect(onRecord).toEqual([
      ["office", "dynamodb:Query"],
      ["office", "dynamodb:PutItem"],
    ]);
  });

  test("never reaches the access codes, but for their page, their roster, and the office that makes two people one", () => {
    const withCodes = resourcesOf(deployed, "AWS::IAM::Policy")
      .filter(({ Properties }) => JSON.stringify(Properties).includes('"access-code"'))
      .map(({ id }) => id.replace(/Role.*/, ""));
    expect(withCodes.sort()).toEqual(["importroster", "office", "site"]);
  });
});

test("schedules may call their own function and nothing else", () => {
  const { workflow } = deployed.templates;
  const callers = workflow?.findResources("AWS::IAM::Policy", {
    Properties: { PolicyName: Match.stringLikeRegexp("Caller") },
  });
  expect(Object.keys(callers ?? {})).toHaveLength(8);
  for (const { Properties } of Object.values(callers ?? {})) {
    const { PolicyDocument } = Policy.parse(Properties);
    expect(PolicyDocument.Statement.flatMap(({ Action }) => Action).sort()).toEqual([
      "lambda:InvokeFunction",
      "sqs:SendMessage",
    ]);
  }
});

test("a message of the mail queue stays hidden for twice the function's timeout, and may come ten times", () => {
  deployed.templates.workflow?.hasResourceProperties("AWS::SQS::Queue", {
    QueueName: "matchward-dev-send-mail",
    VisibilityTimeout: 120,
    RedrivePolicy: { maxReceiveCount: 10 },
  });
  deployed.templates.workflow?.hasResourceProperties("AWS::Lambda::Function", {
    FunctionName: "matchward-dev-send-mail",
    Timeout: 60,
  });
});
