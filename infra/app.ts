import { join, resolve } from "node:path";
import { App } from "aws-cdk-lib";
import type { Fault } from "#adapters/program-folder/index.ts";
import { readProgram } from "#adapters/program-folder/read-program.ts";
import { codeIn, makeBundles } from "./bundles.ts";
import { FUNCTION_NAMES } from "./environments.ts";
import { deploySchool } from "./matchward.ts";
import { readSettings } from "./settings.ts";

const tell = (faults: readonly Fault[]): void => {
  for (const { file, line, what, mend } of faults) console.error(`${file}:${line}: ${what} ${mend}`);
};

const app = new App();
const settings = readSettings((name) => app.node.tryGetContext(name));
const read = await readProgram(settings.program);
if (read.ok) {
  tell(read.warnings);
  const bundles = join(resolve(app.outdir), "bundles");
  await makeBundles(FUNCTION_NAMES, bundles);
  const { program, templates } = read;
  deploySchool(app, { settings, program, templates, codeOf: codeIn(bundles, program) });
} else {
  tell(read.faults);
  console.error(`${settings.program} has ${read.faults.length} fault(s); nothing is deployed until they are mended.`);
  process.exitCode = 1;
}
