import { availableParallelism } from "node:os";
import { join } from "node:path";
import { defineConfig } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";

/** What takes long: browsers, worlds, and what runs the app as a process of its own. */
const LONG = /\.pages\.test|\/worlds\/|\/cases\/(3\d|late\/agreement)|any-folder|command-line|interrupted|\/infra\/app/;

/** The projects in their order: the last one is of many short files, which leave no processor alone at the end. */
const TURNS = ["apart", "journeys", "stores", "worlds", "together"];

const turnOf = ({ project, moduleId }: TestSpecification): number =>
  2 * TURNS.indexOf(project.name) + (LONG.test(moduleId) ? 0 : 1);

/** A project's files one after another, since they share workers; the long ones of each first. */
class LongFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return (await super.sort(files)).toSorted((one, other) => turnOf(one) - turnOf(other));
  }
}

/**
 * Tests of what neither listens nor starts anything: their files share what they import, a third of their time. None of
 * an AWS client itself: tests of handlers replace the clients' classes, for all who share them.
 */
const TOGETHER = [
  "test/{bench,cli,domain,events,files,functions,infra,office,structure}/**/*.test.ts",
  "test/local/template/**/*.test.ts",
  "test/console/{bill,clockwork,console}.test.ts",
  "test/pages/{office,routes,calendar/*}.test.ts",
  "test/adapters/{links/**/*,pace/pace,mail-queue/mail-messages}.test.ts",
];

/** Tests of stores, queues and calls against the emulators, none of which replaces a class of a client. */
const STORES = [
  "test/adapters/{aws,emulated,parts,records,s3}/**/*.test.ts",
  "test/adapters/dynamodb/{partitions,two-programs}.test.ts",
  "test/adapters/{bus/event-bus,mail-queue/mail-queue,ses/ses,ses/ses-bulk-body}.test.ts",
];

/** Tests in simulated worlds, which silence the log for all that share it. */
const WORLDS = ["test/cases/**/*.test.ts", "test/worlds/**/*.test.ts", "test/adapters/emulated/scheduler.test.ts"];

/** Where the processes of a run, and those that tests start, find packages compiled by one before them. */
const COMPILED = join(import.meta.dirname, "node_modules/.cache/compiled-by-node");

/** Tests of the whole system, which share the app that it is. */
const JOURNEYS = ["test/journeys/*.test.ts"];

export default defineConfig({
  test: {
    projects: [
      { extends: true, test: { name: "together", include: TOGETHER, isolate: false } },
      {
        extends: true,
        test: {
          name: "stores",
          include: STORES,
          exclude: [...TOGETHER, ...WORLDS],
          isolate: false,
        },
      },
      { extends: true, test: { name: "worlds", include: WORLDS, isolate: false } },
      {
        extends: true,
        test: { name: "journeys", include: JOURNEYS, globalSetup: "test/journeys/deployed.ts" },
      },
      {
        extends: true,
        test: {
          name: "apart",
          include: ["test/**/*.test.ts"],
          exclude: [...TOGETHER, ...STORES, ...WORLDS, ...JOURNEYS],
        },
      },
    ],
    // One DynamoDB Local for all tests that want one, of whichever project.
    globalSetup: "test/emulators/one-database.ts",
    setupFiles: "test/each-file.ts",
    // Milliseconds; many times what any test takes, for machines that have much else to do.
    testTimeout: 120_000,
    hookTimeout: 180_000,
    // One more than there are processors: half the time of a test of pages, and much of a journey, is waiting.
    maxWorkers: availableParallelism() + 1,
    sequence: { sequencer: LongFirst },
    env: { CDK_VALIDATION: "false", AWS_REGION: "us-east-1", NODE_COMPILE_CACHE: COMPILED },
  },
});
