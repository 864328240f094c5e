import fc from "fast-check";
import { expect, inject, test } from "vitest";
import type { Statement } from "../../local/deployment.ts";
import { type AccessRequest, authorize } from "../../local/template/iam/authorize.ts";
import { readDeployment } from "../../local/template/read/deployment.ts";
import { told } from "../emulators/shared-by-files.ts";
import { type JudgedCall, judgedTwice } from "../local/template/iam/second-judge.ts";

const { functions, schedules } = readDeployment(await told(inject("assembly")), { apiUrl: "http://localhost:3000" });
const roles = [...functions, ...schedules].map(({ statements }) => statements);
const statements = roles.flat();
const unique = (texts: string[]): string[] => [...new Set(texts)];

/** What fits a pattern, and what nearly does: filled in, cut short, or made longer. */
const near = (pattern: string): string[] => {
  const filled = pattern.replaceAll("*", "x1");
  return [filled, filled, pattern.replaceAll("*", ""), filled.slice(0, -1), `${filled}x`];
};
/** Also in another region, account, or letter. */
const nearArn = (arn: string): string[] => [
  ...near(arn),
  arn.replace("us-east-1", "us-west-2"),
  arn.replace("1111", "4444"),
  arn.replace("matchward", "matchwart"),
];

const serviceOf = (action: string): string => action.split(":")[0] ?? "";
const actionsOf = (some: Statement[]): string[] =>
  unique(some.flatMap((one) => one.actions.map((action) => action.replace("*", ""))));
/** The resources of some statements; `*` only for an action that one of them grants on all, having no resource. */
const resourcesOf = (some: Statement[], action: string): string[] => [
  ...unique(some.flatMap(({ resources }) => resources.filter((resource) => resource !== "*"))).flatMap(nearArn),
  ...some
    .filter((one) => actionsOf([one]).includes(action))
    .flatMap(({ resources }) => resources.filter((one) => one === "*")),
];
const valuesOf = (some: Statement[], key: string): string[] =>
  unique(some.flatMap(({ conditions }) => Object.values(conditions).flatMap((keys) => keys[key] ?? []))).flatMap(near);

/** The condition key that grants of a service ask for, and how many values a request may give it. */
const KEYS: Record<string, { key: string; most: number }> = {
  dynamodb: { key: "dynamodb:LeadingKeys", most: 3 },
  ses: { key: "ses:FromAddress", most: 1 },
};
const anyContext = (some: Statement[], action: string): fc.Arbitrary<AccessRequest["context"]> => {
  const asked = KEYS[serviceOf(action)];
  const values = asked === undefined ? [] : valuesOf(some, asked.key);
  if (asked === undefined || values.length === 0) return fc.constant({});
  const given = fc.array(fc.constantFrom(...values), { minLength: 1, maxLength: asked.most });
  return fc
    .option(given, { freq: 6, nil: undefined })
    .map((all): AccessRequest["context"] => (all ? { [asked.key]: all } : {}));
};
const anyRequest = (some: Statement[], action: string): fc.Arbitrary<AccessRequest> =>
  fc.record({
    action: fc.constant(action),
    resource: fc.constantFrom(...resourcesOf(some, action)),
    context: anyContext(some, action),
  });

/** A request of a role for what one of its statements grants, or nearly, or for what any role of the app is granted. */
const anyCall: fc.Arbitrary<JudgedCall> = fc
  .constantFrom(...roles)
  .chain((role) => fc.tuple(fc.constant(role), fc.constantFrom(...role)))
  .chain(([role, own]) => {
    const any = fc.constantFrom(...actionsOf(statements)).chain((action) =>
      anyRequest(
        statements.filter(({ actions }) => actions.some((other) => serviceOf(other) === serviceOf(action))),
        action,
      ),
    );
    const granted = fc.constantFrom(...actionsOf([own])).chain((action) => anyRequest([own], action));
    const request = fc.oneof({ weight: 2, arbitrary: granted }, { weight: 1, arbitrary: any });
    return fc.record({ statements: fc.constant(role), request });
  });

test("a second judge of IAM's rules says of any request of any deployed role what the local run says", async () => {
  const judged = await judgedTwice(fc.sample(anyCall, 2000));
  // What AWS does not have, such as a queue's action on a table, is no request that could come.
  const possible = judged.filter(({ second }) => second !== undefined);
  expect(possible.length).toBeGreaterThan(1000);
  expect(possible.filter(({ second }) => second === true).length).toBeGreaterThan(100);
  expect(possible.filter(({ allowed, second }) => allowed !== second)).toEqual([]);
});

test("whoever reads files of a bucket may list it: else S3 calls a file forbidden that is not there", () => {
  const readers = functions.flatMap(({ name, statements: own }) =>
    own
      .filter(({ actions }) => actions.includes("s3:GetObject"))
      .flatMap(({ resources }) => resources)
      .map((object) => ({ name, own, bucket: object.slice(0, object.indexOf("/")) })),
  );
  expect(unique(readers.map(({ name }) => name))).toContain("import-roster");
  for (const { name, own, bucket } of readers)
    expect(authorize(own, { action: "s3:ListBucket", resource: bucket, context: {} }), name).toEqual({ allowed: true });
});
