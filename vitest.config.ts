import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    testTimeout: 20_000,
    hookTimeout: 60_000,
    // One for each processor, also where there are only two: much of a test waits for Java or Chromium.
    maxWorkers: "100%",
    env: { CDK_VALIDATION: "false", AWS_REGION: "us-east-1" },
  },
});
