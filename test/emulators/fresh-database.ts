import { randomUUID } from "node:crypto";
import { inject } from "vitest";
import type { Database } from "../../local/emulators/dynamodb-local.ts";

/** An empty database of its own in the DynamoDB Local that the test files share. Throws where that does not start. */
export const freshDatabase = async (): Promise<Database> => {
  const answer = await fetch(inject("database"));
  const told = await answer.text();
  if (!answer.ok) throw new Error(told);
  return { endpoint: told, keyId: randomUUID().replaceAll("-", "") };
};
