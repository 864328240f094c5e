import { App } from "aws-cdk-lib";
import type { Fault } from "#adapters/program-folder/index.ts";
import { readProgram } from "#adapters/program-folder/read-program.ts";
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
  deploySchool(app, { settings, program: read.program, templates: read.templates });
} else {
  tell(read.faults);
  console.error(`${settings.program} has ${read.faults.length} fault(s); nothing is deployed until they are mended.`);
  process.exitCode = 1;
}
