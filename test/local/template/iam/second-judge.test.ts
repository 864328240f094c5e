import fc from "fast-check";
import { expect, test } from "vitest";
import type { Statement } from "../../../../local/deployment.ts";
import { type AccessRequest, authorize } from "../../../../local/template/iam/authorize.ts";
import { secondJudge } from "./second-judge.ts";

const TABLE = "arn:aws:dynamodb:us-east-1:111122223333:table/records";

const some = <Value>(from: fc.Arbitrary<Value>, maxLength = 2) => fc.array(from, { minLength: 1, maxLength });
const STRINGS = ["a", "A", "ab", "b", "a*", "*", "?", "a?"];
const ARNS = [TABLE, `${TABLE.slice(0, -1)}*`, TABLE.replace("us-east-1", "*"), TABLE.replace("records", "Records")];
const NUMBERS = ["1", "1.5", "2", "-3", "02"];

/** Condition keys of every kind, what policies ask of them and what requests tell. */
const KEYS = [
  {
    key: "aws:UserAgent",
    operators: ["StringEquals", "StringLike", "StringEqualsIgnoreCase"],
    values: STRINGS,
    many: false,
  },
  {
    key: "aws:UserAgent",
    operators: ["StringNotEquals", "StringNotLike", "StringNotEqualsIgnoreCase"],
    values: STRINGS,
    many: false,
  },
  {
    key: "dynamodb:LeadingKeys",
    operators: ["StringEquals", "StringLike", "StringNotLike"],
    values: STRINGS,
    many: true,
  },
  {
    key: "aws:SourceArn",
    operators: ["ArnLike", "ArnEquals", "ArnNotLike", "ArnNotEquals"],
    values: ARNS,
    many: false,
  },
  { key: "aws:SecureTransport", operators: ["Bool"], values: ["true", "false", "True"], many: false },
  {
    key: "aws:MultiFactorAuthAge",
    operators: [
      "NumericEquals",
      "NumericLessThan",
      "NumericLessThanEquals",
      "NumericGreaterThan",
      "NumericGreaterThanEquals",
    ],
    values: NUMBERS,
    many: false,
  },
];

const anyCondition = fc.constantFrom(...KEYS).chain(({ key, operators, values }) =>
  fc.oneof(
    { weight: 1, arbitrary: fc.constantFrom("true", "false").map((value) => ({ Null: { [key]: [value] } })) },
    {
      weight: 6,
      arbitrary: fc
        .tuple(
          fc.constantFrom("", "", "ForAllValues:", "ForAnyValue:"),
          fc.constantFrom(...operators),
          fc.constantFrom("", "", "IfExists"),
          some(fc.constantFrom(...values)),
        )
        .map(([set, operator, ifExists, wanted]) => ({ [`${set}${operator}${ifExists}`]: { [key]: wanted } })),
    },
  ),
);

const anyStatement: fc.Arbitrary<Statement> = fc.record({
  effect: fc.constantFrom("Allow", "Allow", "Deny"),
  actions: some(
    fc.constantFrom(
      "dynamodb:GetItem",
      "dynamodb:Get*",
      "dynamodb:?etItem",
      "DynamoDB:getitem",
      "dynamodb:PutItem",
      "*",
      "s3:*",
    ),
  ),
  resources: some(
    fc.constantFrom(TABLE, `${TABLE}*`, `${TABLE.slice(0, -1)}?`, `${TABLE}/index/*`, "*", TABLE.toUpperCase()),
  ),
  conditions: fc.array(anyCondition, { maxLength: 2 }).map((all) => Object.assign({}, ...all)),
});

const anyContext = fc
  .tuple(
    ...KEYS.map(({ key, values, many }) =>
      fc
        .option(some(fc.constantFrom(...values), many ? 3 : 1), { nil: undefined })
        .map((given) => [key, given] as const),
    ),
  )
  .map((given): AccessRequest["context"] =>
    Object.fromEntries(given.flatMap(([key, values]) => (values === undefined ? [] : [[key, values]]))),
  );

test("any policy, of any request, says what a second judge says", async () => {
  const judged = { allowed: 0, denied: 0 };
  await fc.assert(
    fc.asyncProperty(
      fc.array(anyStatement, { minLength: 1, maxLength: 3 }),
      anyContext,
      async (statements, context) => {
        const request = { action: "dynamodb:GetItem", resource: TABLE, context };
        const { allowed } = authorize(statements, request);
        judged[allowed ? "allowed" : "denied"] += 1;
        expect(allowed).toBe(await secondJudge(statements, request));
      },
    ),
    { numRuns: 3000 },
  );
  expect(Math.min(judged.allowed, judged.denied)).toBeGreaterThan(300);
});
