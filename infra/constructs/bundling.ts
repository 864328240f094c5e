import { type BundlingOptions, OutputFormat } from "aws-cdk-lib/aws-lambda-nodejs";

/**
 * Ways of the AWS SDK to find credentials on a developer's machine. In a Lambda credentials come from the environment,
 * which the SDK asks first, so none of these is ever loaded there; left out, they save about 110 KB a bundle.
 */
const NEVER_ASKED_IN_LAMBDA = [
  ...["http", "ini", "login", "process", "sso", "web-identity"].map((way) => `@aws-sdk/credential-provider-${way}`),
  "@smithy/credential-provider-imds",
];

/**
 * How esbuild makes a function's bundle: one minified ES module, with everything it needs but the above.
 * @param programFile a compiled program to lie beside it as `program.json`; undefined for none
 */
export const bundlingOf = (programFile: string | undefined): BundlingOptions => ({
  format: OutputFormat.ESM,
  target: "node24",
  mainFields: ["module", "main"],
  minify: true,
  externalModules: NEVER_ASKED_IN_LAMBDA,
  commandHooks: {
    beforeBundling: () => [],
    beforeInstall: () => [],
    afterBundling: (_input, output) =>
      programFile === undefined ? [] : [`cp "${programFile}" "${output}/program.json"`],
  },
});
