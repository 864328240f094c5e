import { randomUUID } from "node:crypto";
import { inject } from "vitest";
import type { Database } from "../../local/emulators/dynamodb-local.ts";
import { told } from "./shared-by-files.ts";

/** An empty database of its own in the DynamoDB Local that the test files share. Throws where that does not start. */
export const freshDatabase = async (): Promise<Database> => ({
  endpoint: await told(inject("database")),
  keyId: randomUUID().replaceAll("-", ""),
});
