import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import config from "../../cdk.json" with { type: "json" };
import { SEVEN_MILESTONES } from "../programs/seven-milestones.ts";
import { temporaryFolder } from "../temporary-folder.ts";

/** Settings with which a school's own program may go into production, and a program with few mails to render. */
export const READY: Record<string, unknown> = {
  program: SEVEN_MILESTONES,
  sender: "advising@elmcity.edu",
  schoolAddress: "25 Elm Street, Elm City",
  alarmEmail: "engineers@elmcity.edu",
};

/** How long a test may take that runs the app, in milliseconds: it bundles every function. */
export const SYNTHESIS = 120_000;

const environmentOf = (settings: Record<string, unknown>, outdir: string) => {
  const context = JSON.stringify({ ...config.context, ...settings });
  return { ...process.env, CDK_OUTDIR: outdir, CDK_CONTEXT_JSON: context, CDK_VALIDATION: "false" };
};

/** Runs the app as `cdk synth -c name=value` does. */
export const synthesize = (settings: Record<string, unknown>) => {
  const outdir = temporaryFolder();
  const env = environmentOf(settings, outdir);
  const { status, stderr } = spawnSync(process.execPath, ["infra/app.ts"], { env, encoding: "utf8" });
  return { status, stderr, read: (file: string) => readFileSync(join(outdir, file), "utf8") };
};

/** What the app says before it makes anything: it is ended where it has named the program that it would deploy. */
export const warningsOf = async (settings: Record<string, unknown>): Promise<string> => {
  const app = spawn(process.execPath, ["infra/app.ts"], { env: environmentOf(settings, temporaryFolder()) });
  let said = "";
  app.stderr.setEncoding("utf8").on("data", (text: string) => {
    said += text;
    if (said.includes(" runs the program in ")) app.kill();
  });
  await once(app, "close");
  return said;
};
