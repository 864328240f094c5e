import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import config from "../../cdk.json" with { type: "json" };

test("a program with a fault is told line by line and stops the synthesis, with nothing made", () => {
  const outdir = mkdtempSync(join(tmpdir(), "matchward-app-"));
  const context = JSON.stringify({ ...config.context, program: join(outdir, "missing") });
  const env = { ...process.env, CDK_OUTDIR: outdir, CDK_CONTEXT_JSON: context };
  const { status, stderr } = spawnSync(process.execPath, ["infra/app.ts"], { env, encoding: "utf8" });
  expect(status).toBe(1);
  expect(stderr).toMatch(/missing:1: \S.*\n.*missing has 1 fault/);
  expect(readdirSync(outdir)).toEqual([]);
});
