import { createHash } from "node:crypto";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Context } from "aws-lambda";
import { build } from "esbuild";
import { program } from "../domain/calendar/program.fixture.ts";

const ROOT = join(import.meta.dirname, "..", "..");

const lambda: Context = {
  functionName: "matchward-test",
  functionVersion: "1",
  invokedFunctionArn: "arn:aws:lambda:us-east-1:111122223333:function:matchward-test",
  memoryLimitInMB: "512",
  awsRequestId: "request-1",
  logGroupName: "log",
  logStreamName: "stream",
  callbackWaitsForEmptyEventLoop: true,
  getRemainingTimeInMillis: () => 10_000,
  done: () => {},
  fail: () => {},
  succeed: () => {},
};

/** What a handler asks of Lambda's context, in a call at that instant. */
export const contextAt = (now: string) => Object.assign({}, lambda, { clientContext: { custom: { now } } });

/** The same on a morning of mails. */
export const context = contextAt("2027-04-01T13:00:00.000Z");

/** Bundles a function with `program.json` beside it, once for all tests of a file; answers the bundle's path. */
const bundled = async (name: string): Promise<string> => {
  // Checkouts may share one node_modules by a link: each has a folder of its own.
  const checkout = createHash("sha256").update(ROOT).digest("hex").slice(0, 12);
  const folder = join(ROOT, "node_modules", ".cache", "matchward-test", checkout, name);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "program.json"), JSON.stringify(program));
  const outfile = join(folder, "index.mjs");
  await build({
    entryPoints: [join(ROOT, "functions", name, "handler.ts")],
    outfile,
    bundle: true,
    format: "esm",
    platform: "node",
    target: "node24",
    mainFields: ["module", "main"],
    external: ["@aws-sdk/*"],
    logLevel: "silent",
  });
  return outfile;
};

const bundles = new Map<string, Promise<string>>();
let starts = 0;

/**
 * A function as it is deployed. The AWS clients stay outside the bundle, so that a test can answer for AWS. Every call
 * loads it afresh, as a cold start does. `left`: milliseconds that the call may still take.
 */
export const coldStart = async (name: string): Promise<(event: unknown, left?: number) => Promise<unknown>> => {
  const bundle = bundles.get(name) ?? bundled(name);
  bundles.set(name, bundle);
  starts += 1;
  const { handler } = await import(`${pathToFileURL(await bundle).href}?start=${starts}`);
  return (event, left = 10_000) => handler(event, { ...context, getRemainingTimeInMillis: () => left });
};
