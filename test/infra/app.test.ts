import { spawnSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import config from "../../cdk.json" with { type: "json" };
import { temporaryFolder } from "../temporary-folder.ts";

test("a program with a fault is told line by line and stops the synthesis, with nothing made", () => {
  const outdir = temporaryFolder();
  const context = JSON.stringify({ ...config.context, program: join(outdir, "missing") });
  const env = { ...process.env, CDK_OUTDIR: outdir, CDK_CONTEXT_JSON: context };
  const { status, stderr } = spawnSync(process.execPath, ["infra/app.ts"], { env, encoding: "utf8" });
  expect(status).toBe(1);
  expect(stderr).toMatch(/missing:1: \S.*\n.*missing has 1 fault/);
  expect(readdirSync(outdir)).toEqual([]);
});
