import { defineConfig } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";

const MUTATED = (process.env.MUTATED_FOLDER ?? "").split("/");

/** How near tests are to the code that is mutated: the folders that both have, from the first. */
const nearness = ({ moduleId }: TestSpecification): number => {
  const folders = moduleId.split("/test/").at(-1)?.split("/") ?? [];
  const apart = MUTATED.findIndex((folder, nth) => folder !== folders[nth]);
  return apart < 0 ? MUTATED.length : apart;
};

/** The tests beside a mutant first: most mutants fall there. */
class NearestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return files.toSorted((one, other) => nearness(other) - nearness(one));
  }
}

/** Tests that take seconds, each of what the others of its folder try as well. */
const LEFT_OUT = [
  "test/functions/handlers.test.ts",
  "test/functions/send-mail/strange-names.test.ts",
  "test/functions/import-roster/two-at-once.test.ts",
];

/** The contracts of all stores, in memory: they take half a second. */
const CONTRACTS = "test/adapters/records/memory-records.test.ts";

/** Of all tests that are tried, or of those beside the code and the contracts alone. */
const INCLUDED = process.env.MUTANTS_NEAR
  ? [`test/${MUTATED.join("/")}/**/*.test.ts`, CONTRACTS]
  : [
      "test/{domain,functions,office}/**/*.test.ts",
      CONTRACTS,
      "test/files/{answers,roster}/**/*.test.ts",
      "test/cases/{roster,rosters,students}/*.test.ts",
    ];

/** Memories of modules: one that a test filled would answer the next in a mutant's place. Clocks are told. */
const MEMORY = /^(const (?!clocks\b)\w+ = | +const (?:remembered|answers) = )(new (?:Weak)?Map(?:<[^;]*>)?\(\));/gm;

/**
 * The tests that a mutant is tried on: those of rules, of functions, of rosters and of what staff decide, which neither
 * listen nor start anything. They share what they import.
 */
export default defineConfig({
  plugins: [
    {
      // A mutant that lives is tried on every case.
      name: "few cases",
      enforce: "pre",
      transform: (code, id) =>
        id.includes("/test/") ? code.replaceAll(/\bnumRuns: ([\d_]+)/g, "numRuns: Math.min($1, 50)") : undefined,
    },
    {
      name: "forgetful",
      enforce: "pre",
      transform: (code, id) =>
        id.includes("/domain/") ? code.replace(MEMORY, "$1globalThis.forgetful(() => $2);") : undefined,
    },
  ],
  test: {
    include: INCLUDED,
    exclude: LEFT_OUT,
    runner: "./test/mutants/each-mutant.ts",
    setupFiles: ["test/each-file.ts", "test/mutants/same-cases.ts"],
    isolate: false,
    // Stryker's own part is taken for a package's in a folder under node_modules, and would run with one file alone.
    server: { deps: { inline: [/stryker-setup/] } },
    testTimeout: 20_000,
    sequence: { sequencer: NearestFirst },
    env: { CDK_VALIDATION: "false", AWS_REGION: "us-east-1" },
  },
});
