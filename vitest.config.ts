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

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    testTimeout: 20_000,
    hookTimeout: 60_000,
    // One for each processor, also where there are only two: much of a test waits for Java or Chromium.
    maxWorkers: "100%",
    sequence: { sequencer: SlowFirst },
    env: { CDK_VALIDATION: "false", AWS_REGION: "us-east-1" },
  },
});
