import { defineConfig } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";

const isSlow = ({ moduleId }: TestSpecification): boolean => /\/test\/(worlds|journeys|pages|console)\//.test(moduleId);

/** The long ones first, so that none is left alone at the end. */
class SlowFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    return [...sorted.filter(isSlow), ...sorted.filter((file) => !isSlow(file))];
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
  "test/pages/{office,routes}.test.ts",
  "test/adapters/{links/**/*,pace/pace,mail-queue/mail-messages}.test.ts",
];

/** Tests in simulated worlds, which silence the log for all that share it. */
const WORLDS = ["test/cases/**/*.test.ts", "test/worlds/*.test.ts", "test/adapters/emulated/scheduler.test.ts"];

/** Tests of the whole system, which share the app that it is. */
const JOURNEYS = ["test/journeys/*.test.ts"];

/** One DynamoDB Local for all tests of a project that want one. */
const DATABASE = "test/emulators/one-database.ts";

export default defineConfig({
  test: {
    projects: [
      { extends: true, test: { name: "together", include: TOGETHER, isolate: false } },
      { extends: true, test: { name: "worlds", include: WORLDS, isolate: false } },
      {
        extends: true,
        test: { name: "journeys", include: JOURNEYS, globalSetup: ["test/journeys/deployed.ts", DATABASE] },
      },
      {
        extends: true,
        test: {
          name: "apart",
          include: ["test/**/*.test.ts"],
          exclude: [...TOGETHER, ...WORLDS, ...JOURNEYS],
          globalSetup: DATABASE,
        },
      },
    ],
    setupFiles: "test/each-file.ts",
    testTimeout: 20_000,
    hookTimeout: 60_000,
    // One for each processor, also where there are only two: much of a test waits for Java or Chromium.
    maxWorkers: "100%",
    sequence: { sequencer: SlowFirst },
    env: { CDK_VALIDATION: "false", AWS_REGION: "us-east-1" },
  },
});
