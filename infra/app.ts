import { join, resolve } from "node:path";
import { App, Validations } from "aws-cdk-lib";
import type { Fault } from "#files/program-folder/index.ts";
import { readProgram } from "#files/program-folder/read-program.ts";
import { codeIn, makeBundles } from "./bundles.ts";
import { FUNCTION_NAMES } from "./environments.ts";
import { deploySchool } from "./matchward.ts";
import { deploys, judge, otherPrograms } from "./readiness.ts";
import { readSettings } from "./settings.ts";

const tell = (faults: readonly Fault[]): void => {
  for (const { file, line, what, mend } of faults) console.error(`${file}:${line}: ${what} ${mend}`);
};

/** Ends at once: an app that is left to end by itself would still write what there is of it. */
const stop = (reason: string): never => {
  console.error(reason);
  process.exit(1);
};

/** Answers what is done, or ends where it throws. */
const orStop = <T>(what: () => T): T => {
  try {
    return what();
  } catch (error) {
    return stop(error instanceof Error ? error.message : String(error));
  }
};

const app = new App();
const settings = orStop(() => readSettings((name) => app.node.tryGetContext(name)));
const read = await readProgram(settings.program);
if (!read.ok) {
  tell(read.faults);
  stop(`${settings.program} has ${read.faults.length} fault(s); nothing is deployed until they are mended.`);
} else {
  tell(read.warnings);
  const { program, templates } = read;
  orStop(() => {
    for (const line of judge(settings, program.school)) console.error(line);
  });
  console.error(deploys(settings, program, otherPrograms(settings.program)));
  const bundles = join(resolve(app.outdir), "bundles");
  await makeBundles(FUNCTION_NAMES, bundles);
  deploySchool(app, { settings, program, templates, codeOf: codeIn(bundles, program) });
  if (process.env.CDK_VALIDATION !== "false") {
    // Only here, since its rules load all of the CDK, and a run on one machine is not judged by them.
    const { AwsSolutionsChecks } = await import("cdk-nag");
    Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
  }
}
