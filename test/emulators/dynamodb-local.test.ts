import { chmod, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { startDynamodbLocal } from "../../local/emulators/dynamodb-local.ts";

describe("starting DynamoDB Local", () => {
  let folder: string;
  const path = process.env.PATH;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "java-"));
    process.env.PATH = folder;
  });
  afterEach(async () => {
    process.env.PATH = path;
    await rm(folder, { recursive: true });
  });

  /** Puts a `java` on the path that says it is that version and does nothing else. */
  const installJava = async (version: string, thenSay = "") => {
    const java = join(folder, "java");
    await writeFile(java, `#!/bin/sh\necho 'openjdk version "${version}"' >&2\necho '${thenSay}' >&2\n`);
    await chmod(java, 0o755);
  };

  test("without Java says so in one line, and what to install", async () => {
    const message = await startDynamodbLocal().catch((error: Error) => error.message);
    expect(message).toMatch(/needs Java, and no "java" runs here: install .* 17 or newer/);
    expect(message).not.toContain("\n");
  });

  test.each([
    ["11.0.22", 11],
    ["1.8.0_402", 8],
  ])("with Java %s says that it is too old", async (version, major) => {
    await installJava(version);
    await expect(startDynamodbLocal()).rejects.toThrow(`newer Java than the ${major} found here`);
  });

  test("that ends at once says what it said", async () => {
    await installJava("21.0.1", "no room for a heap");
    await expect(startDynamodbLocal()).rejects.toThrow("no room for a heap");
  });
});

test("a stopped emulator no longer answers", { timeout: 40_000 }, async () => {
  const { endpoint, stop } = await startDynamodbLocal();
  expect((await fetch(endpoint, { method: "POST" })).status).toBeGreaterThanOrEqual(400);
  await stop();
  await expect(fetch(endpoint, { method: "POST" })).rejects.toThrow();
});
