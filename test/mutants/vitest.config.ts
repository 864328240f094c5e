import { defineConfig } from "vitest/config";

/** The tests that a mutant is tried on; without their own limits of time, since each runs many times side by side. */
export default defineConfig({
  test: {
    include: [
      "test/{domain,functions,files,office}/**/*.test.ts",
      "test/adapters/{links,mail-queue,pace,records,ses}/**/*.test.ts",
      "test/worlds/every-effect.test.ts",
    ],
    setupFiles: "test/each-file.ts",
    globalSetup: "test/emulators/one-database.ts",
    testTimeout: 120_000,
    env: { CDK_VALIDATION: "false", AWS_REGION: "us-east-1" },
  },
});
