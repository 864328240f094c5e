import { spawn } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as z from "zod/mini";
import { SystemFailed } from "../faults.ts";
import { PACKAGE } from "../places.ts";

const CdkJson = z.object({ context: z._default(z.record(z.string(), z.unknown()), {}) });

/** How much of a failed synthesis is told. */
const LAST_LINES = 12;

/** A synthesized app, and how to remove it again. */
export interface Assembly {
  folder: string;
  remove(): Promise<void>;
}

/**
 * Synthesizes the app that `cdk deploy` would deploy, for a program folder, into a new temporary folder. Needs neither
 * network nor credentials.
 * @throws SystemFailed with the last lines that the app said, or that it was interrupted.
 */
export const synthesize = async (programFolder: string): Promise<Assembly> => {
  const folder = await mkdtemp(join(tmpdir(), "matchward-"));
  const remove = () => rm(folder, { recursive: true, force: true });
  const cdkJson = z.parse(CdkJson, JSON.parse(await readFile(join(PACKAGE, "cdk.json"), "utf8")));
  const context = { ...cdkJson.context, program: programFolder };
  const { code, said } = await runApp({ CDK_OUTDIR: folder, CDK_CONTEXT_JSON: JSON.stringify(context) });
  if (code === 0) return { folder, remove };
  await remove();
  // Ctrl-C ends the whole group of processes, the app's among them.
  if (code === null) throw new SystemFailed("Interrupted.");
  const last = said.trimEnd().split("\n").slice(-LAST_LINES).join("\n");
  throw new SystemFailed(`The app could not be synthesized:\n${last}`);
};

const runApp = (env: Record<string, string>): Promise<{ code: number | null; said: string }> =>
  new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ["infra/app.ts"], {
      cwd: PACKAGE,
      // The template's own rules are checked by `cdk synth` and the tests; here they would cost seconds.
      env: { ...process.env, CDK_VALIDATION: "false", ...env },
      stdio: ["ignore", "pipe", "pipe"],
    });
    const said: string[] = [];
    child.stdout.on("data", (chunk) => said.push(String(chunk)));
    child.stderr.on("data", (chunk) => said.push(String(chunk)));
    child.on("error", reject);
    child.on("close", (code) => resolve({ code, said: said.join("") }));
  });
