import { describe, expect, test } from "vitest";
import type { Statement } from "../../../../local/deployment.ts";
import { authorize } from "../../../../local/template/iam/authorize.ts";

const TABLE = "arn:aws:dynamodb:us-east-1:111122223333:table/records";

const allow = (more: Partial<Statement> = {}): Statement => ({
  effect: "Allow",
  actions: ["dynamodb:UpdateItem"],
  resources: [TABLE],
  conditions: {},
  ...more,
});

const request = { action: "dynamodb:UpdateItem", resource: TABLE, context: {} };
const isAllowed = (
  statements: Statement[],
  more: Partial<typeof request> & { context?: Record<string, string[]> } = {},
) => authorize(statements, { ...request, ...more }).allowed;

describe("what a role may do", () => {
  test("is nothing without a statement", () => {
    expect(authorize([], request)).toEqual({
      allowed: false,
      why: `dynamodb:UpdateItem on ${TABLE}: no statement allows this action`,
    });
  });

  test("is what a statement allows", () => expect(isAllowed([allow()])).toBe(true));

  test("is not another action, whatever its beginning", () => {
    expect(isAllowed([allow()], { action: "dynamodb:UpdateItems" })).toBe(false);
    expect(isAllowed([allow()], { action: "xdynamodb:UpdateItem" })).toBe(false);
  });

  test("is not another resource, and the answer names the one that is granted", () => {
    const verdict = authorize([allow()], { ...request, resource: `${TABLE}/index/by-day` });
    expect(verdict).toMatchObject({ allowed: false, why: expect.stringContaining(`is allowed on ${TABLE} only`) });
  });

  test.each<[string, string, boolean]>([
    ["dynamodb:*", "dynamodb:UpdateItem", true],
    ["DynamoDB:updateitem", "dynamodb:UpdateItem", true],
    ["dynamodb:Update?tem", "dynamodb:UpdateItem", true],
    ["dynamodb:UpdateIte?", "dynamodb:UpdateItem", true],
    ["dynamodb:UpdateItem?", "dynamodb:UpdateItem", false],
    ["dynamodb:Get*", "dynamodb:UpdateItem", false],
    ["dynamodb.UpdateItem", "dynamodb:UpdateItem", false],
  ])("with the action %s: %s → %s", (pattern, action, expected) => {
    expect(isAllowed([allow({ actions: [pattern] })], { action })).toBe(expected);
  });

  test.each<[string, boolean]>([
    ["*", true],
    [`${TABLE.slice(0, -1)}*`, true],
    [`${TABLE}/*`, false],
    [TABLE.toUpperCase(), false],
    [TABLE.replace("1111", "????"), true],
  ])("with the resource %s: %s", (pattern, expected) => {
    expect(isAllowed([allow({ resources: [pattern] })])).toBe(expected);
  });

  test("is nothing that a statement denies, wherever it stands", () => {
    const deny: Statement = allow({ effect: "Deny", actions: ["dynamodb:*"], resources: ["*"] });
    expect(isAllowed([allow(), deny])).toBe(false);
    expect(isAllowed([deny, allow()])).toBe(false);
    expect(authorize([allow(), deny], request)).toMatchObject({ why: expect.stringContaining("denies") });
  });

  test("is not lessened by a denial of something else", () => {
    expect(isAllowed([allow(), allow({ effect: "Deny", actions: ["dynamodb:DeleteItem"] })])).toBe(true);
  });
});

type Conditions = Statement["conditions"];
const keys = (...values: string[]) => ({ "dynamodb:LeadingKeys": values });

describe("conditions", () => {
  test.each<[Conditions, Record<string, string[]>, boolean]>([
    [{ StringEquals: { "ses:FromAddress": ["a@b.edu"] } }, { "ses:FromAddress": ["a@b.edu"] }, true],
    [{ StringEquals: { "ses:FromAddress": ["a@b.edu"] } }, { "ses:FromAddress": ["A@b.edu"] }, false],
    [{ StringEquals: { "ses:FromAddress": ["a@b.edu"] } }, {}, false],
    [{ StringEquals: { "ses:FromAddress": ["a@b.edu", "c@d.edu"] } }, { "ses:FromAddress": ["c@d.edu"] }, true],
    [{ StringEquals: { "SES:fromaddress": ["a@b.edu"] } }, { "ses:FromAddress": ["a@b.edu"] }, true],
    [{ StringEquals: { "ses:FromAddress": ["a@*"] } }, { "ses:FromAddress": ["a@b.edu"] }, false],
    [{ StringLike: { "ses:FromAddress": ["a@*"] } }, { "ses:FromAddress": ["a@b.edu"] }, true],
    [{ StringEqualsIfExists: { "ses:FromAddress": ["a@b.edu"] } }, {}, true],
    [{ StringEqualsIfExists: { "ses:FromAddress": ["a@b.edu"] } }, { "ses:FromAddress": ["x"] }, false],
    [{ StringNotEquals: { "ses:FromAddress": ["a", "b"] } }, { "ses:FromAddress": ["b"] }, false],
    [{ StringNotEquals: { "ses:FromAddress": ["a", "b"] } }, { "ses:FromAddress": ["c"] }, true],
    [{ StringNotEquals: { "ses:FromAddress": ["a"] } }, {}, true],
    [{ "ForAllValues:StringLike": keys("part#*") }, keys("part#x", "part#y"), true],
    [{ "ForAllValues:StringLike": keys("part#*") }, keys("part#x", "roster"), false],
    [{ "ForAllValues:StringLike": keys("part#*") }, {}, true],
    [{ "ForAllValues:StringEquals": keys("roster", "school") }, keys("school"), true],
    [{ "ForAllValues:StringEquals": keys("roster") }, keys("part#roster"), false],
    [{ "ForAnyValue:StringEquals": keys("roster") }, keys("part#x", "roster"), true],
    [{ "ForAnyValue:StringEquals": keys("roster") }, {}, false],
    [{ "ForAnyValue:StringEqualsIfExists": keys("roster") }, {}, false],
    [{ StringEquals: keys("roster") }, keys("roster"), false],
    [{ StringNotEquals: keys("roster") }, keys("school"), false],
    [{ StringEqualsIfExists: keys("roster") }, {}, true],
    [
      { ArnLike: { "aws:SourceArn": ["arn:aws:events:*:111122223333:rule/*"] } },
      { "aws:SourceArn": ["arn:aws:events:us-east-1:111122223333:rule/bus/one"] },
      true,
    ],
    [
      { ArnLike: { "aws:SourceArn": ["arn:aws:events:*:rule/*"] } },
      { "aws:SourceArn": ["arn:aws:events:us-east-1:111122223333:rule/one"] },
      false,
    ],
    [
      { ArnEquals: { "aws:SourceArn": ["arn:aws:sqs:us-east-1:111122223333:*"] } },
      { "aws:SourceArn": ["arn:aws:sqs:us-east-1:111122223333:a:b"] },
      true,
    ],
    [
      { ArnLike: { "aws:SourceArn": ["arn:aws:events:*:111122223333:rule/*"] } },
      { "aws:SourceArn": ["arn:aws:events:us-east-1:444455556666:x:111122223333:rule/y"] },
      false,
    ],
    [{ Bool: { "aws:SecureTransport": ["false"] } }, { "aws:SecureTransport": ["true"] }, false],
    [{ Bool: { "aws:SecureTransport": ["True"] } }, { "aws:SecureTransport": ["true"] }, true],
    [{ Null: { "aws:TokenIssueTime": ["true"] } }, {}, true],
    [{ Null: { "aws:TokenIssueTime": ["True"] } }, {}, true],
    [{ NumericLessThan: { "s3:TlsVersion": ["1.2"] } }, { "s3:TlsVersion": ["1.3"] }, false],
  ])("%j with %j → %s", (conditions, context, expected) => {
    expect(isAllowed([allow({ conditions })], { context })).toBe(expected);
  });

  test("must all hold", () => {
    const conditions = { StringEquals: { one: ["1"], two: ["2"] }, StringLike: { three: ["3*"] } };
    const context = { one: ["1"], two: ["2"], three: ["33"] };
    expect(isAllowed([allow({ conditions })], { context })).toBe(true);
    for (const key of Object.keys(context))
      expect(isAllowed([allow({ conditions })], { context: { ...context, [key]: ["9"] } })).toBe(false);
  });

  test("that do not hold are told", () => {
    const verdict = authorize([allow({ conditions: { "ForAllValues:StringLike": keys("part#*") } })], {
      ...request,
      context: keys("roster"),
    });
    expect(verdict).toMatchObject({ allowed: false, why: expect.stringContaining("part#*") });
  });

  test("with an operator that is not understood are an error that names it, for Allow and Deny alike", () => {
    const conditions = { IpAddress: { "aws:SourceIp": ["10.0.0.0/8"] } };
    expect(() => isAllowed([allow({ conditions })])).toThrow("IpAddress");
    expect(() => isAllowed([allow({ effect: "Deny", conditions })])).toThrow("IpAddress");
  });
});
