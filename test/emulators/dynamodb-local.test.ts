import { chmod, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { startDynamodbLocal } from "../../local/emulators/dynamodb-local.ts";
import { createTables } from "../../local/emulators/tables.ts";
import { askJson } from "../../local/gateway/forward.ts";
import { aTable } from "../local/tiny-deployment.ts";

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

const tablesFor = async (endpoint: string, keyId: string): Promise<unknown> => {
  const ask = { service: "dynamodb", region: "us-east-1", target: "DynamoDB_20120810.ListTables", keyId, body: {} };
  return askJson(endpoint, ask);
};

test("an emulator shows its tables to no other key id than its own, and answers no more once stopped", async () => {
  const { endpoint, keyId, stop } = await startDynamodbLocal();
  await createTables({ endpoint, keyId }, "us-east-1", [aTable("records")]);
  expect(keyId).toMatch(/^[0-9a-f]{32}$/);
  expect(await tablesFor(endpoint, keyId)).toEqual({ TableNames: ["records"] });
  expect(await tablesFor(endpoint, "local")).toEqual({ TableNames: [] });
  await stop();
  await expect(fetch(endpoint, { method: "POST" })).rejects.toThrow();
});
