import { describe, expect, test } from "vitest";
import { readDeployment } from "../../../local/template/read/deployment.ts";
import { deploymentOf, type Stack, writeAssembly } from "./assembly.ts";

const records = {
  Table: {
    Type: "AWS::DynamoDB::Table",
    Properties: {
      AttributeDefinitions: [{ AttributeName: "pk", AttributeType: "S" }],
      KeySchema: [{ AttributeName: "pk", KeyType: "HASH" }],
      StreamSpecification: { StreamViewType: "NEW_IMAGE" },
    },
  },
};

const sections = {
  Parameters: {
    Stage: { Type: "String", Default: "dev" },
    Names: { Type: "CommaDelimitedList", Default: "one,two" },
    Asked: { Type: "String" },
    BootstrapVersion: { Type: "AWS::SSM::Parameter::Value<String>", Default: "/cdk-bootstrap/version" },
  },
  Mappings: { Sizes: { "us-east-1": { small: "s" } } },
  Conditions: {
    IsDev: { "Fn::Equals": [{ Ref: "Stage" }, "dev"] },
    IsProd: { "Fn::Not": [{ Condition: "IsDev" }] },
    Both: { "Fn::And": [{ Condition: "IsDev" }, { Condition: "IsProd" }] },
    Either: { "Fn::Or": [{ Condition: "IsDev" }, { Condition: "IsProd" }] },
    Odd: { "Fn::Contains": [["a"], "a"] },
  },
};

/** `Fn::Sub` of a pattern in which `<name>` stands for a placeholder. */
const sub = (pattern: string, ...values: object[]) => {
  const written = pattern.replace(/<(.+?)>/g, (_all, name: string) => `\${${name}}`);
  return { "Fn::Sub": values.length > 0 ? [written, ...values] : written };
};

/** What a value in a secret's text comes out as, beside a stack `Records` that exports its table. */
const worked = (value: unknown, more: Stack["Resources"] = {}): string | undefined => {
  const exported = {
    Table: { Value: { "Fn::GetAtt": ["Table", "Arn"] }, Export: { Name: sub("<AWS::StackName>:table") } },
  };
  const secret = { Type: "AWS::SecretsManager::Secret", Properties: { SecretString: value } };
  const app = { ...sections, Resources: { Secret: secret, ...more } };
  return deploymentOf({ Records: { Resources: records, Outputs: exported }, App: app }).secrets[0]?.value;
};

const queue = { Mails: { Type: "AWS::SQS::Queue", Properties: { QueueName: sub("mails-<Stage>") } } };

describe("an intrinsic", () => {
  test.each<[string, unknown, string]>([
    ["Ref to a parameter", { Ref: "Stage" }, "dev"],
    ["Ref to a queue, its address", { Ref: "Mails" }, "https://sqs.us-east-1.amazonaws.com/111122223333/mails-dev"],
    ["Ref to the region", { Ref: "AWS::Region" }, "us-east-1"],
    ["Ref to the account", { Ref: "AWS::AccountId" }, "111122223333"],
    ["Ref to the partition", { Ref: "AWS::Partition" }, "aws"],
    ["Ref to the suffix", { Ref: "AWS::URLSuffix" }, "amazonaws.com"],
    ["Ref to the stack's name", { Ref: "AWS::StackName" }, "App"],
    ["GetAtt", { "Fn::GetAtt": ["Mails", "Arn"] }, "arn:aws:sqs:us-east-1:111122223333:mails-dev"],
    ["GetAtt in one text", { "Fn::GetAtt": "Mails.QueueName" }, "mails-dev"],
    ["Join", { "Fn::Join": ["-", ["a", { Ref: "Stage" }, 3]] }, "a-dev-3"],
    ["Join of a list parameter", { "Fn::Join": ["+", { Ref: "Names" }] }, "one+two"],
    ["Sub", sub("<Mails.QueueName> in <AWS::Region> not <!this>"), `mails-dev in us-east-1 not \${this}`],
    ["Sub with values", sub("<x>-<Stage>", { x: { Ref: "AWS::Region" } }), "us-east-1-dev"],
    ["Select and Split", { "Fn::Select": ["1", { "Fn::Split": [":", "a:b:c"] }] }, "b"],
    ["If, yes", { "Fn::If": ["IsDev", "yes", "no"] }, "yes"],
    ["If, no", { "Fn::If": ["IsProd", "yes", "no"] }, "no"],
    ["If, and", { "Fn::If": ["Both", "yes", "no"] }, "no"],
    ["If, or", { "Fn::If": ["Either", "yes", "no"] }, "yes"],
    ["FindInMap", { "Fn::FindInMap": ["Sizes", { Ref: "AWS::Region" }, "small"] }, "s"],
    ["Base64", { "Fn::Base64": "hi" }, "aGk="],
    [
      "ImportValue of another stack",
      { "Fn::ImportValue": "Records:table" },
      "arn:aws:dynamodb:us-east-1:111122223333:table/Records-Table",
    ],
    [
      "ImportValue inside Join",
      { "Fn::Join": ["", [{ "Fn::ImportValue": "Records:table" }, "/index/*"]] },
      "arn:aws:dynamodb:us-east-1:111122223333:table/Records-Table/index/*",
    ],
  ])("%s", (_name, value, expected) => {
    expect(worked(value, queue)).toBe(expected);
  });

  test("NoValue leaves the entry of a list out", () => {
    const entry = { "Fn::If": ["IsProd", "b", { Ref: "AWS::NoValue" }] };
    expect(worked({ "Fn::Join": ["-", ["a", entry, "c"]] })).toBe("a-c");
  });

  test("NoValue leaves the property out", () => {
    expect(worked({ Ref: "AWS::NoValue" })).toBeUndefined();
    expect(worked({ "Fn::If": ["IsProd", "x", { Ref: "AWS::NoValue" }] })).toBeUndefined();
  });

  test.each<[string, unknown]>([
    ["Fn::GetAZs is not understood", { "Fn::GetAZs": "" }],
    ["Fn::Transform is not understood", { "Fn::Join": ["", [{ "Fn::Transform": {} }]] }],
    ["there is no resource or parameter Nobody", { Ref: "Nobody" }],
    ["attribute Colour of AWS::SQS::Queue is not known", { "Fn::GetAtt": ["Mails", "Colour"] }],
    ["parameter Asked has no default", { Ref: "Asked" }],
    ["parameter BootstrapVersion of type AWS::SSM::Parameter::Value<String> has no value", { Ref: "BootstrapVersion" }],
    ["no stack of this app exports Nothing", { "Fn::ImportValue": "Nothing" }],
    ["there is no condition Maybe", { "Fn::If": ["Maybe", "a", "b"] }],
    ["the condition Fn::Contains is not understood", { "Fn::If": ["Odd", "a", "b"] }],
    ["selects beyond the end", { "Fn::Select": [3, ["a"]] }],
    ["the map Sizes has no us-east-1, large", { "Fn::FindInMap": ["Sizes", "us-east-1", "large"] }],
    ["not the arguments", { "Fn::Join": ["a", "b", "c"] }],
    ["should be a text", { "Fn::Join": ["", [{ a: 1 }]] }],
    ["dynamic references are not understood", "{{resolve:ssm:/name}}"],
  ])("%s", (what, value) => {
    expect(() => worked(value, queue)).toThrow(what);
    expect(() => worked(value, queue)).toThrow(/^App\/Secret\.|^App\/Odd\.Conditions/);
  });

  test("Ref to what a condition leaves out is an error", () => {
    const left = { Left: { Type: "AWS::SQS::Queue", Condition: "IsProd" } };
    expect(() => worked({ Ref: "Left" }, left)).toThrow("Left is left out by its condition");
  });
});

describe("where the app stands", () => {
  test("is the account and region that its stacks name", () => {
    const folder = writeAssembly({ Records: { Resources: records } }, "aws://444455556666/eu-west-1");
    const { tables, region } = readDeployment(folder, { apiUrl: "http://localhost" });
    expect(region).toBe("eu-west-1");
    expect(tables[0]?.streamArn).toMatch(/^arn:aws:dynamodb:eu-west-1:444455556666:table\/Records-Table\/stream\//);
  });

  test("is one place only", () => {
    const there = writeAssembly({ There: { Resources: records } }, "aws://444455556666/eu-west-1");
    const whole = writeAssembly({ Here: { Resources: records } }, "aws://444455556666/us-east-1", there);
    expect(() => readDeployment(whole, { apiUrl: "http://localhost" })).toThrow("one place at a time");
  });

  test("may have stages, whose stacks are read with the others", () => {
    const stage = writeAssembly({ Inner: { Resources: records } });
    const whole = writeAssembly({ Outer: { Resources: records } }, "aws://unknown-account/unknown-region", stage);
    const { tables } = readDeployment(whole, { apiUrl: "http://localhost" });
    expect(tables.map(({ name }) => name)).toEqual(["Outer-Table", "Inner-Table"]);
  });

  test("is what the caller asks for, before that", () => {
    const folder = writeAssembly({ Records: { Resources: records } }, "aws://444455556666/eu-west-1");
    const { tables } = readDeployment(folder, {
      apiUrl: "http://localhost",
      region: "us-west-2",
      accountId: "777788889999",
    });
    expect(tables[0]?.arn).toBe("arn:aws:dynamodb:us-west-2:777788889999:table/Records-Table");
  });
});
