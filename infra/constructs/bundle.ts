import { copyFileSync, existsSync } from "node:fs";
import { join } from "node:path";
import { AssetHashType, DockerImage } from "aws-cdk-lib";
import { Code } from "aws-cdk-lib/aws-lambda";
import { type BuildOptions, buildSync } from "esbuild";
import type { FunctionName } from "../environments.ts";

const ROOT = join(import.meta.dirname, "..", "..");

/**
 * Ways of the AWS SDK to find credentials on a developer's machine. In a Lambda credentials come from the environment,
 * which the SDK asks first, so none of these is ever loaded there; left out, they save about 110 KB a bundle.
 */
const NEVER_ASKED_IN_LAMBDA = [
  ...["http", "ini", "login", "process", "sso", "web-identity"].map((way) => `@aws-sdk/credential-provider-${way}`),
  "@smithy/credential-provider-imds",
];

/** Until each function has its handler, its environment stands in for it, so that the rest can be synthesized. */
const entryOf = (name: FunctionName): string => {
  const handler = join("functions", name, "handler.ts");
  return existsSync(join(ROOT, handler)) ? handler : join("functions", name, "environment.ts");
};

/** How esbuild makes a function's bundle: one minified ES module with everything it needs but the above. */
export const bundleOptions = (name: FunctionName): BuildOptions => ({
  absWorkingDir: ROOT,
  entryPoints: { index: entryOf(name) },
  outExtension: { ".js": ".mjs" },
  bundle: true,
  minify: true,
  format: "esm",
  platform: "node",
  target: "node24",
  mainFields: ["module", "main"],
  external: NEVER_ASKED_IN_LAMBDA,
  logLevel: "warning",
});

/**
 * The code of a function. It is bundled within this process, not by `NodejsFunction`, which starts npx and esbuild anew
 * for every function; and only when the app is synthesized for real (tests leave it out by `aws:cdk:bundling-stacks`).
 * @param programFile a compiled program to lie beside the code as `program.json`; undefined for none
 */
export const bundleOf = (name: FunctionName, programFile: string | undefined): Code =>
  Code.fromAsset(join(ROOT, "functions", name), {
    assetHashType: AssetHashType.OUTPUT,
    bundling: {
      // Never started: bundling here cannot fail but by an error, which ends the synthesis.
      image: DockerImage.fromRegistry("none"),
      local: {
        tryBundle: (outdir) => {
          buildSync({ ...bundleOptions(name), outdir });
          if (programFile !== undefined) copyFileSync(programFile, join(outdir, "program.json"));
          return true;
        },
      },
    },
  });
