import { join, resolve } from "node:path";
import { App } from "aws-cdk-lib";
import type { Fault } from "#files/program-folder/index.ts";
import { readProgram } from "#files/program-folder/read-program.ts";
import { codeIn, makeBundles } from "./bundles.ts";
import { FUNCTION_NAMES } from "./environments.ts";
import { deploySchool } from "./matchward.ts";
import { isInvented, readSettings, type Settings } from "./settings.ts";

const tell = (faults: readonly Fault[]): void => {
  for (const { file, line, what, mend } of faults) console.error(`${file}:${line}: ${what} ${mend}`);
};

/** Ends at once: an app that is left to end by itself would still write what there is of it. */
const stop = (reason: string): never => {
  console.error(reason);
  process.exit(1);
};

const settingsOf = (app: App): Settings => {
  try {
    return readSettings((name) => app.node.tryGetContext(name));
  } catch (error) {
    return stop(error instanceof Error ? error.message : String(error));
  }
};

const app = new App();
const settings = settingsOf(app);
const read = await readProgram(settings.program);
if (!read.ok) {
  tell(read.faults);
  stop(`${settings.program} has ${read.faults.length} fault(s); nothing is deployed until they are mended.`);
} else {
  tell(read.warnings);
  const { sender, office } = read.program.school;
  if (settings.stage === "prod" && [sender.replyTo, office.email].some(isInvented))
    console.error(
      `warning: ${settings.program}/school.yaml: an address is invented; put your office's own before any mail.`,
    );
  const bundles = join(resolve(app.outdir), "bundles");
  await makeBundles(FUNCTION_NAMES, bundles);
  const { program, templates } = read;
  deploySchool(app, { settings, program, templates, codeOf: codeIn(bundles, program) });
}
