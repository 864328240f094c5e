import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { onTestFinished } from "vitest";
import type { Deployment } from "../../../local/deployment.ts";
import { readDeployment } from "../../../local/template/read/deployment.ts";

type Properties = Record<string, unknown>;

/** A template as the fixtures write it: only what a test is about. */
export interface Stack {
  Resources: Record<string, { Type: string; Properties?: Properties; [more: string]: unknown }>;
  [section: string]: unknown;
}

/** The one asset that every fixture may name as its code. */
export const CODE = "bundle.zip";

/** Writes stacks as a synthesized app into a temporary folder that goes with the test, with one zipped asset, and maybe
 * another such folder as a stage; answers the folder. */
export const writeAssembly = (
  stacks: Record<string, unknown>,
  environment = "aws://unknown-account/unknown-region",
  stage?: string,
): string => {
  const folder = mkdtempSync(join(tmpdir(), "assembly-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  mkdirSync(join(folder, "asset.bundle"));
  const write = (name: string, content: unknown): void => writeFileSync(join(folder, name), JSON.stringify(content));
  const asset = { source: { path: "asset.bundle", packaging: "zip" }, destinations: { here: { objectKey: CODE } } };
  write("app.assets.json", { version: "55.0.0", files: { bundle: asset } });
  const artifacts: Record<string, unknown> = {
    assets: { type: "cdk:asset-manifest", properties: { file: "app.assets.json" } },
  };
  for (const [name, template] of Object.entries(stacks)) {
    write(`${name}.template.json`, template);
    const properties = { templateFile: `${name}.template.json` };
    artifacts[name] = { type: "aws:cloudformation:stack", environment, properties };
  }
  if (stage) {
    const directoryName = relative(folder, stage);
    artifacts.stage = { type: "cdk:cloud-assembly", properties: { directoryName } };
  }
  write("manifest.json", { version: "55.0.0", artifacts });
  return folder;
};

/** What a set of stacks deploys, its API at `http://localhost:3000`. */
export const deploymentOf = (stacks: Record<string, Stack>): Deployment =>
  readDeployment(writeAssembly(stacks), { apiUrl: "http://localhost:3000" });

/** What one stack called `App` with these resources deploys. */
export const deployed = (Resources: Stack["Resources"], sections: Properties = {}): Deployment =>
  deploymentOf({ App: { ...sections, Resources } });

/** A role that a service may take on, with statements. */
export const role = (service: string, ...statements: Properties[]) => ({
  Type: "AWS::IAM::Role",
  Properties: {
    AssumeRolePolicyDocument: {
      Version: "2012-10-17",
      Statement: [{ Effect: "Allow", Action: "sts:AssumeRole", Principal: { Service: service } }],
    },
    Policies: [{ PolicyName: "all", PolicyDocument: { Version: "2012-10-17", Statement: statements } }],
  },
});

/** A function in the role `Role`, with properties of its own. */
export const lambda = (folder: string, properties: Properties = {}) => ({
  Type: "AWS::Lambda::Function",
  Metadata: { "matchward:function": folder },
  Properties: {
    Code: { S3Bucket: "assets", S3Key: CODE },
    Handler: "index.handler",
    Runtime: "nodejs24.x",
    Role: { "Fn::GetAtt": ["Role", "Arn"] },
    ...properties,
  },
});

/** The resources of a stack, by logical id. */
export type Resources = Stack["Resources"];

/** The ARN of a resource of the same stack. */
export const arnOf = (logicalId: string) => ({ "Fn::GetAtt": [logicalId, "Arn"] });

/** A statement that allows. */
export const allow = (Action: string | string[], Resource: unknown) => ({ Effect: "Allow", Action, Resource });

/** A queue `Mails` with its dead-letter queue `Dead`. */
export const queues: Resources = {
  Dead: { Type: "AWS::SQS::Queue" },
  Mails: {
    Type: "AWS::SQS::Queue",
    Properties: { VisibilityTimeout: 60, RedrivePolicy: { deadLetterTargetArn: arnOf("Dead"), maxReceiveCount: 3 } },
  },
};
